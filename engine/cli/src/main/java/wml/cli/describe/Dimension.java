package wml.cli.describe;

import java.util.List;
import java.util.Locale;
import wml.api.units.Sizes;

/**
 * What a run asks a file system about: it isolates a dimension if it asks about nothing else on its
 * path, exercises it among others, or does not touch it.
 *
 * <p>After V. Tarasov, S. Bhanage, E. Zadok, M. Seltzer: Benchmarking File System Benchmarking: It
 * *IS* Rocket Science, HotOS 2011.
 */
record Dimension(String name, Verdict verdict, String reason) {
  /** How far a run goes into a dimension. */
  enum Verdict {
    ISOLATES("isolates"),
    EXERCISES("exercises"),
    UNTOUCHED("does not touch");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** All of them for a run; {@code runs} are all runs of its file. */
  static List<Dimension> of(RunFacts run, List<RunFacts> runs) {
    return List.of(data(run), metadata(run), disk(run), caching(run), scaling(run, runs));
  }

  private static Dimension data(RunFacts run) {
    boolean alone = !run.does(OperationKind.METADATA) && !run.does(OperationKind.SYNC);
    Verdict verdict =
        !run.movesData() ? Verdict.UNTOUCHED : alone ? Verdict.ISOLATES : Verdict.EXERCISES;
    String reason =
        run.does(OperationKind.READ)
            ? run.does(OperationKind.WRITE) ? "reads and writes" : "reads, never writes"
            : run.does(OperationKind.WRITE) ? "writes, never reads" : "moves no bytes of files";
    return new Dimension("data", verdict, reason);
  }

  private static Dimension metadata(RunFacts run) {
    if (!run.does(OperationKind.METADATA)) {
      return new Dimension("metadata", Verdict.UNTOUCHED, "no operation on names or attributes");
    }
    double least = 1;
    double most = 0;
    for (RunFacts.Crew crew : run.crews()) {
      Turn turn = crew.turn();
      if (turn.total() > 0) {
        double share = turn.count(OperationKind.METADATA) / turn.total();
        least = Math.min(least, share);
        most = Math.max(most, share);
      }
    }
    String shares =
        Math.round(100 * least) == Math.round(100 * most)
            ? percent(most)
            : percent(least) + " to " + percent(most);
    return new Dimension(
        "metadata",
        run.movesData() ? Verdict.EXERCISES : Verdict.ISOLATES,
        shares + " of each thread's operations");
  }

  private static Dimension disk(RunFacts run) {
    if (run.isDirect()) {
      return new Dimension("on-disk", Verdict.ISOLATES, "every read and write uses O_DIRECT");
    }
    if (run.isSynced()) {
      return new Dimension("on-disk", Verdict.EXERCISES, "waits for data to become durable");
    }
    if (run.movesData() && run.memoryBytes().isPresent() && !run.fitsMemory()) {
      return new Dimension("on-disk", Verdict.EXERCISES, sizes(run, "more than"));
    }
    return new Dimension("on-disk", Verdict.UNTOUCHED, "no operation has to wait for the device");
  }

  private static Dimension caching(RunFacts run) {
    if (!run.movesData()) {
      return new Dimension("caching", Verdict.UNTOUCHED, "moves no bytes of files");
    }
    if (run.isDirect()) {
      return new Dimension("caching", Verdict.UNTOUCHED, "O_DIRECT passes the page cache by");
    }
    if (run.memoryBytes().isEmpty()) {
      return new Dimension("caching", Verdict.EXERCISES, "reads and writes use the page cache");
    }
    boolean alone = run.fitsMemory() && !run.isSynced();
    return new Dimension(
        "caching",
        alone ? Verdict.ISOLATES : Verdict.EXERCISES,
        sizes(run, run.fitsMemory() ? "within" : "more than"));
  }

  private static Dimension scaling(RunFacts run, List<RunFacts> runs) {
    long least = runs.stream().mapToLong(RunFacts::threads).min().orElse(run.threads());
    long most = runs.stream().mapToLong(RunFacts::threads).max().orElse(run.threads());
    if (least < most) {
      String reason = "runs with %,d to %,d threads".formatted(least, most);
      return new Dimension("scaling", Verdict.EXERCISES, reason);
    }
    String reason =
        most == 1 ? "one thread" : String.format(Locale.ROOT, "always %,d threads", most);
    return new Dimension("scaling", Verdict.UNTOUCHED, reason);
  }

  private static String sizes(RunFacts run, String relation) {
    return "a working set of "
        + Sizes.format((double) run.workingSetBytes())
        + ", "
        + relation
        + " the "
        + Sizes.format((double) run.memoryBytes().orElse(0))
        + " of this machine's memory";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
