package wml.reports.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.reports.store.ResultReader;

/** The results that a command is given, a file at a time. */
public final class ResultFiles {
  private ResultFiles() {}

  /**
   * All runs of each file without their intervals, in the order of the files; those that aren't
   * valid are left out with a warning, and so are machines of several classes.
   *
   * @throws IOException saying which file and why; also if a file has no valid run
   */
  public static Map<Path, List<RunResult>> read(List<Path> files, PrintWriter err)
      throws IOException {
    return read(files, err, ResultFiles::withoutCourse);
  }

  /** The same with the intervals of each run, which need far more memory. */
  public static Map<Path, List<RunResult>> readWithIntervals(List<Path> files, PrintWriter err)
      throws IOException {
    return read(files, err, run -> run);
  }

  /** Of thousands of runs, the seconds of each would not fit the memory. */
  private static RunResult withoutCourse(RunResult run) {
    Measurement how = run.measurement();
    return run.with(
        new Measurement(
            how.warmUp(),
            how.cpu(),
            List.of(),
            how.pace(),
            how.steadiness(),
            how.repeat(),
            how.events(),
            how.counts()));
  }

  private static Map<Path, List<RunResult>> read(
      List<Path> files, PrintWriter err, UnaryOperator<RunResult> kept) throws IOException {
    Map<Path, List<RunResult>> results = new LinkedHashMap<>();
    each(
        files,
        err,
        (file, run) -> results.computeIfAbsent(file, f -> new ArrayList<>()).add(kept.apply(run)));
    return results;
  }

  /** The same, a run at a time: however many there are, the memory of one is enough. */
  public static void each(List<Path> files, PrintWriter err, BiConsumer<Path, RunResult> to)
      throws IOException {
    Map<String, Set<String>> classes = new LinkedHashMap<>();
    for (Path file : files) {
      int[] valid = {0};
      int[] invalid = {0};
      ResultReader.read(
          file,
          run -> {
            if (run.valid()) {
              valid[0]++;
              classes.computeIfAbsent(machineClass(run), c -> new TreeSet<>()).add(file.toString());
              to.accept(file, run);
            } else {
              invalid[0]++;
            }
          });
      if (valid[0] == 0) {
        throw new IOException(
            file
                + (invalid[0] == 0
                    ? " holds no run: it has nothing to show"
                    : " holds no valid run: its field 'problems' says why"));
      }
      if (invalid[0] > 0) {
        err.println("warning: %s: %d invalid runs are left out".formatted(file, invalid[0]));
      }
    }
    warn(classes, err);
  }

  private static String machineClass(RunResult run) {
    return run.environment().getOrDefault("machine_class", "an unknown machine");
  }

  /** Numbers of different machines compare machines. */
  private static void warn(Map<String, Set<String>> classes, PrintWriter err) {
    if (classes.size() > 1) {
      err.println(
          classes.entrySet().stream()
              .map(e -> e.getKey() + " (" + String.join(", ", e.getValue()) + ")")
              .collect(
                  Collectors.joining("; ", "warning: the runs are of different machines: ", "")));
    }
  }
}
