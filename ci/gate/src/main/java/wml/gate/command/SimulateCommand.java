package wml.gate.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import wml.api.cli.ExitCode;
import wml.api.cli.UsageException;
import wml.api.plan.GatedMetric;
import wml.api.units.Nearest;
import wml.gate.decision.Design;
import wml.gate.simulation.NoiseModel;
import wml.gate.simulation.NoiseModels;
import wml.gate.simulation.Recorded;
import wml.gate.simulation.Simulation;
import wml.gate.simulation.SimulationText;

/** {@code wml gate simulate}: what the gate says of noise whose truth is known. */
@Command(
    name = "simulate",
    description = {
      "Tries the gate's decision on simulated runs: how often it calls a regression that is none,",
      "and how often it finds one. The same seed gives the same table."
    },
    footer = {
      "",
      "Examples:",
      "  wml gate simulate --model noisy --slowdown 0,3%,5%",
      "  wml gate simulate --series times.txt    one time per line, of runs of the same program"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SimulateCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final double STEP = 0.05;

  @Spec private CommandSpec spec;

  @Option(
      names = "--gates",
      paramLabel = "N",
      defaultValue = "2000",
      description = "gates per model and slowdown, or histories (${DEFAULT-VALUE})")
  private int gates;

  @Option(
      names = "--slowdown",
      paramLabel = "PERCENT",
      split = ",",
      defaultValue = "0,5%,10%",
      converter = Percent.class,
      description = "of the candidate (${DEFAULT-VALUE})")
  private List<Double> slowdowns;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = ALL,
      completionCandidates = Models.class,
      description = "noise: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private String model;

  @Option(
      names = "--series",
      paramLabel = "FILE",
      description = "noise from a file of measured times, one per line, instead of a model")
  private @Nullable Path series;

  @Option(
      names = "--metrics",
      paramLabel = "N",
      defaultValue = "1",
      description = "primary metrics, of which the first is slowed down (${DEFAULT-VALUE})")
  private int metrics;

  @Option(names = "--trend", description = "histories of 'wml trend' instead of gates")
  private boolean trend;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "another one plays other gates (${DEFAULT-VALUE})")
  private long seed;

  /** {@code 5%} or {@code 0.05}. */
  static final class Percent implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double value =
            text.endsWith("%")
                ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                : Double.parseDouble(text);
        if (value > -1 && value < Double.POSITIVE_INFINITY) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is no percentage such as 5%");
      }
      throw new TypeConversionException("'" + text + "' leaves no time; write more than -100%");
    }
  }

  /** For completion and help. */
  static final class Models extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1;

    Models() {
      NoiseModels.ALL.forEach(m -> add(m.name()));
      add(ALL);
    }
  }

  @Override
  public Integer call() {
    if (gates < 1) {
      throw new UsageException("--gates: at least 1, not " + gates);
    }
    if (metrics < 1 || metrics > GatedMetric.MOST_PRIMARY) {
      throw new UsageException(
          "--metrics: 1 to %d primary ones, not %d".formatted(GatedMetric.MOST_PRIMARY, metrics));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (trend) {
      out.print(SimulationText.trends(gates, seed, STEP));
    } else {
      List<NoiseModel> models = models();
      play(models, false, out);
      if (metrics > 1) {
        out.println();
        play(models, true, out);
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private void play(List<NoiseModel> models, boolean shared, PrintWriter out) {
    Simulation simulation = new Simulation(Design.DEFAULT, gates, metrics, shared, seed);
    out.print(SimulationText.heading(simulation));
    for (NoiseModel each : models) {
      for (double slowdown : slowdowns) {
        out.print(SimulationText.line(each, slowdown, simulation.play(each, slowdown)));
        out.flush();
      }
    }
  }

  private List<NoiseModel> models() {
    if (series != null) {
      try {
        return List.of(Recorded.read(series));
      } catch (IOException e) {
        throw new UsageException("--series: " + e.getMessage(), e);
      }
    }
    if (model.equals(ALL)) {
      return NoiseModels.ALL;
    }
    List<NoiseModel> named = NoiseModels.ALL.stream().filter(m -> m.name().equals(model)).toList();
    if (named.isEmpty()) {
      throw new UsageException(
          "--model: there is no '%s'%s".formatted(model, Nearest.hint(model, new Models())));
    }
    return named;
  }
}
