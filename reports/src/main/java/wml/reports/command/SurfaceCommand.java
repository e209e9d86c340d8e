package wml.reports.command;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
import wml.api.units.Nearest;
import wml.reports.figure.Figure;
import wml.reports.figure.Metric;
import wml.reports.figure.Provenance;
import wml.reports.surface.Grid;
import wml.reports.surface.Grids;
import wml.reports.surface.SurfaceKind;

/** {@code wml surface}: figures of a metric over two swept variables, of one result or of two. */
@AutoService(Subcommand.class)
@Command(
    name = "surface",
    description = {
      "Draws what a sweep over two variables measured: surfaces, heat maps with values, a sheet of",
      "all flowops; of two results how the second differs from the first."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SurfaceCommand implements Subcommand, Callable<Integer> {
  private static final int MOST_RESULTS = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULT",
      description = "one or two files that 'wml run --json' or 'wml auto' wrote")
  private List<Path> results;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description =
          "of one result: surface, heatmap, sheet, slice (default: surface, heatmap, sheet);"
              + " of two: delta, deltamap, overlay (default: all)")
  private @Nullable List<String> kinds;

  @Option(
      names = "--flowop",
      paramLabel = "NAME",
      split = ",",
      description = "only of these (default: of all)")
  private List<String> flowops = List.of();

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description =
          "throughput, bandwidth, iops, mean, p50, p90, p99, p999, p9999, max or errors"
              + " (default: throughput, bytes of a call over the time that it took)")
  private String metric = "throughput";

  @Option(names = "--x", paramLabel = "VARIABLE", description = "a swept variable (the first)")
  private @Nullable String x;

  @Option(names = "--y", paramLabel = "VARIABLE", description = "another one (the second)")
  private @Nullable String y;

  @Option(names = "--log", description = "a logarithmic scale of values")
  private boolean log;

  @Mixin private FigureOptions options;

  @Override
  public Integer call() {
    if (results.size() > MOST_RESULTS) {
      throw wrong("one result is drawn, or two are compared: you named " + results.size());
    }
    Metric measured;
    List<SurfaceKind> wanted;
    try {
      measured = Metric.named(metric);
      wanted = kinds();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    options.style();
    options.files();
    Map<Path, Grids> collected = new LinkedHashMap<>();
    Provenance.Collector provenance = new Provenance.Collector();
    try {
      ResultFiles.each(
          results,
          spec.commandLine().getErr(),
          (file, run) -> {
            collected.computeIfAbsent(file, f -> new Grids(measured)).add(run);
            provenance.add(run);
          });
    } catch (IOException e) {
      spec.commandLine().getErr().println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
    List<Figure> figures = new ArrayList<>();
    try {
      List<Path> files = List.copyOf(collected.keySet());
      List<Grid> a = grids(collected.get(files.getFirst()));
      if (results.size() == 1) {
        for (SurfaceKind kind : wanted) {
          figures.addAll(kind.figures(a, log, options.title()));
        }
      } else if (files.size() < MOST_RESULTS) {
        throw wrong("both results are the same file");
      } else {
        List<Grid> b = grids(collected.get(files.getLast()));
        for (SurfaceKind kind : wanted) {
          figures.addAll(kind.figures(a, b, labels(files), log, options.title()));
        }
      }
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    return options.write(figures, provenance.provenance());
  }

  private List<Grid> grids(@Nullable Grids grids) {
    return grids == null ? List.of() : grids.of(x, y, flowops);
  }

  private List<SurfaceKind> kinds() {
    boolean two = results.size() == MOST_RESULTS;
    if (kinds == null) {
      return SurfaceKind.usual(two);
    }
    Set<SurfaceKind> out = new LinkedHashSet<>();
    List<String> known = SurfaceKind.names(two);
    for (String kind : kinds) {
      if (!known.contains(kind)) {
        throw new IllegalArgumentException(
            "there is no kind '%s' of %s%s\nhelp: kinds are %s"
                .formatted(
                    kind,
                    two ? "two results" : "one result",
                    Nearest.hint(kind, known),
                    String.join(", ", known)));
      }
      out.add(SurfaceKind.valueOf(kind.toUpperCase(Locale.ROOT)));
    }
    return List.copyOf(out);
  }

  /** What files are called, with as much of their paths as tells them apart. */
  private static List<String> labels(List<Path> files) {
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      names.add(file.getFileName().toString().replaceFirst("\\.json$", ""));
    }
    if (names.get(0).equals(names.get(1))) {
      return files.stream().map(f -> f.toString().replaceFirst("\\.json$", "")).toList();
    }
    return names;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
