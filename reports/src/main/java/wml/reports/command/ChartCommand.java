package wml.reports.command;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.result.RunResult;
import wml.reports.chart.ChartKind;
import wml.reports.chart.LoadLatency;
import wml.reports.chart.Request;
import wml.reports.chart.Samples;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.figure.Provenance;
import wml.reports.store.RateCurve;

/** {@code wml chart KIND RESULT...}: figures in two dimensions. */
@AutoService(Subcommand.class)
@Command(
    name = "chart",
    description = "Draws results of 'wml run --json', ready for a paper.",
    footer = {
      "",
      "Kinds: lines, scaling, cdf, ccdf, percentiles, box, violin, time, heatmap, bars, forest;",
      "       load of 'wml curve --json'.",
      "Examples:",
      "  wml chart percentiles mail.json --flowop append --out figures",
      "  wml chart lines a.json b.json --x threads --metric p99 --width page --format all"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ChartCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "what to draw: ${COMPLETION-CANDIDATES}")
  private String kind;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "RESULT", description = "JSON files")
  private List<Path> files;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "bandwidth, iops, throughput, mean, p50 ... p9999, max or errors")
  private @Nullable String metric;

  @Option(
      names = "--flowop",
      paramLabel = "NAME",
      description = "of one flowop alone; without it all I/O, or each flowop of a single run")
  private @Nullable String flowop;

  @Option(
      names = "--x",
      paramLabel = "VARIABLE",
      description = "swept variable along the x axis, of lines and scaling")
  private @Nullable String x;

  @Option(
      names = "--by",
      paramLabel = "VARIABLE",
      description = "what is told apart first: a variable, 'result' or 'flowop'")
  private @Nullable String by;

  @Option(
      names = "--at",
      paramLabel = "VARIABLE=VALUE",
      description =
          "a slice: only runs with this value of a swept variable, such as recordsize=64k")
  private Map<String, String> at = Map.of();

  @Mixin private FigureOptions figures;

  /** For completion. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ChartKind.labels().iterator();
    }
  }

  @Override
  public Integer call() {
    // All that can be wrong with the options is said before any file is read.
    figures.style();
    figures.files();
    PrintWriter err = spec.commandLine().getErr();
    try {
      ChartKind wanted = ChartKind.named(kind);
      @Nullable Metric of = metric == null ? null : Metric.named(metric);
      return wanted == ChartKind.LOAD ? load(of, err) : results(wanted, of, err);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
  }

  private int results(ChartKind wanted, @Nullable Metric of, PrintWriter err) throws IOException {
    if (x != null && !wanted.hasVariable()) {
      throw new IllegalArgumentException("--x is for lines and scaling alone");
    }
    Map<Path, List<RunResult>> results =
        wanted.isOverTime()
            ? ResultFiles.readWithIntervals(files, err)
            : ResultFiles.read(files, err);
    for (Map.Entry<String, String> place : at.entrySet()) {
      results = Slice.of(results, place.getKey(), place.getValue());
    }
    Samples samples = new Samples(results, new Samples.Choice(flowop, x, by));
    Figure figure = wanted.of(new Request(samples, of, figures.title()));
    return figures.write(List.of(figure), Provenance.of(samples.results()));
  }

  private int load(@Nullable Metric of, PrintWriter err) throws IOException {
    if (x != null || by != null || flowop != null || !at.isEmpty()) {
      throw new IllegalArgumentException("--x, --by, --at and --flowop have no meaning for load");
    }
    Map<String, RateCurve> curves = new LinkedHashMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
      curves.put(curves.containsKey(name) ? file.toString() : name, RateCurve.read(file));
    }
    TreeSet<String> machines = new TreeSet<>();
    curves.values().forEach(c -> machines.add(c.environment().getOrDefault("machine_class", "-")));
    if (machines.size() > 1) {
      err.println("warning: the curves are of different machines: " + String.join("; ", machines));
    }
    Figure figure = LoadLatency.of(curves, of, figures.title());
    String provenance =
        curves.values().stream()
            .map(RateCurve::provenance)
            .distinct()
            .collect(Collectors.joining(" / "));
    return figures.write(List.of(figure), new Provenance(provenance));
  }
}
