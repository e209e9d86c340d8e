package wml.gate.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.result.Measurement.Steadiness;
import wml.api.result.RunResult;

/** Pairs of whole runs, one after the other: fit for any workload, and for any older wml. */
public final class WholeRuns implements Trial {
  /** Shorter runs have too few intervals for a look at their steady state. */
  static final double STEADY_SECONDS = 10;

  /** Beside what is measured: to start, lay out files, warm up and end. */
  private static final long BESIDE_SECONDS = 900;

  private final Path workload;
  private final Contender baseline;
  private final Contender candidate;
  private final int runs;
  private final @Nullable Double seconds;
  private final double longest;
  private final Order order;
  private final Children children;

  /**
   * @param runs of the workload
   * @param seconds of each measure phase; null: as the file says
   * @param longest all runs together, about
   */
  public WholeRuns(
      Path workload,
      Contender baseline,
      Contender candidate,
      int runs,
      @Nullable Double seconds,
      double longest,
      Order order,
      Children children) {
    this.workload = workload;
    this.baseline = baseline;
    this.candidate = candidate;
    this.runs = runs;
    this.seconds = seconds;
    this.longest = longest;
    this.order = order;
    this.children = children;
  }

  @Override
  public Measured pair(int number) throws IOException {
    boolean baselineFirst = order.baselineFirst(number);
    List<RunResult> first = run(baselineFirst ? baseline : candidate);
    List<RunResult> second = run(baselineFirst ? candidate : baseline);
    Measured both =
        baselineFirst ? new Measured.Both(first, second) : new Measured.Both(second, first);
    List<RunResult> all = new ArrayList<>(first);
    all.addAll(second);
    for (RunResult result : all) {
      Steadiness found = result.measurement().steadiness();
      if (found != null && !found.steady()) {
        return new Measured.Unsteady("a run has no steady state: " + found.reason());
      }
    }
    return both;
  }

  @Override
  public String mode() {
    return "runs";
  }

  private List<RunResult> run(Contender side) throws IOException {
    List<String> how = new ArrayList<>();
    if (seconds != null) {
      how.addAll(List.of("--runtime", seconds + "s"));
      if (seconds >= STEADY_SECONDS) {
        how.add("--steady");
      }
    }
    try (SideRun running = new SideRun(side, workload, children, how, false)) {
      return running.results(runs, BESIDE_SECONDS + (long) longest);
    }
  }
}
