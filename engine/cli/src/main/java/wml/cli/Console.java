package wml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wml.api.plan.Plan;
import wml.api.plan.RunPhase;
import wml.api.result.AssertionRecord;
import wml.api.result.ResultFormat;
import wml.api.result.RunResult;
import wml.api.units.Durations;
import wml.api.units.Sizes;
import wml.cli.live.LiveTotals;
import wml.cli.live.LiveView;
import wml.runtime.run.RunObserver;

/**
 * Shows a running workload: what it prints and its results on one stream, progress and notes on the
 * other. On a terminal the progress is a {@link LiveView}, rewritten in place.
 */
final class Console implements RunObserver {
  private static final long QUIET_REPORT_NANOS = 10_000_000_000L;
  private static final long CREATION_REPORT_NANOS = 500_000_000L;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal = "1".equals(System.getProperty("wml.terminal"));
  private final ResultFormat format;
  private final long begin = System.nanoTime();
  private final Set<String> notes = new HashSet<>();
  private long lastProgress = begin;
  private final int columns = sizeOr("wml.columns", 80);
  private final int rows = sizeOr("wml.rows", 24);
  private final LiveTotals totals;
  private int linesOpen;
  private String phase = RunPhase.Kind.MEASURE.word();

  /** A terminal that does not know its size calls it 0. */
  private static int sizeOr(String property, int usual) {
    int told = Integer.getInteger(property, usual);
    return told > 0 ? told : usual;
  }

  Console(PrintWriter out, PrintWriter err, boolean quiet, ResultFormat format, LiveTotals totals) {
    this.out = out;
    this.err = err;
    this.quiet = quiet;
    this.format = format;
    this.totals = totals;
  }

  @Override
  public synchronized void say(String text) {
    clearProgress();
    if (format.name().equals("filebench")) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      out.println(String.format(Locale.ROOT, "%.3f: %s", seconds, text));
    } else if (!quiet) {
      out.println(text);
    }
    out.flush();
  }

  @Override
  public synchronized void note(String sentence) {
    if (!quiet && notes.add(sentence)) {
      clearProgress();
      err.println("note: " + sentence);
      err.flush();
    }
  }

  @Override
  public synchronized void creating(String fileset, long files, long ofFiles) {
    long now = System.nanoTime();
    if (!terminal || now - lastProgress < CREATION_REPORT_NANOS) {
      return;
    }
    progress(
        List.of(
            String.format(
                Locale.ROOT,
                "create   %s: %,d of %,d files (%d %%)",
                fileset,
                files,
                ofFiles,
                ofFiles == 0 ? 100 : files * 100 / ofFiles)));
    lastProgress = now;
  }

  @Override
  public synchronized void phase(RunPhase.Kind kind) {
    phase = kind.word();
  }

  @Override
  public synchronized void running(
      double seconds, double secondsLeft, long operations, double operationsPerSecond) {
    long now = System.nanoTime();
    if (!terminal && now - lastProgress < QUIET_REPORT_NANOS) {
      return;
    }
    lastProgress = now;
    String left =
        secondsLeft < 0
            ? ""
            : String.format(Locale.ROOT, ", %.0f s left", Math.max(0, secondsLeft));
    String line =
        String.format(
            Locale.ROOT,
            "%-8s %.0f s%s: %,.0f ops/s, %,d ops",
            phase,
            seconds,
            left,
            operationsPerSecond,
            operations);
    progress(terminal ? LiveView.lines(totals, line, columns, rows) : List.of(line));
  }

  /** Of a terminal that has become narrower since, lines are cut rather than broken in two. */
  private void progress(List<String> lines) {
    if (quiet) {
      return;
    }
    if (terminal) {
      err.print(erase() + "\033[?7l" + String.join("\n", lines) + "\033[?7h");
      linesOpen = lines.size();
    } else {
      err.println(lines.getFirst());
    }
    err.flush();
  }

  private String erase() {
    return (linesOpen > 1 ? "\033[" + (linesOpen - 1) + "A" : "") + "\r\033[J";
  }

  /** Removes the progress from a terminal. */
  synchronized void clearProgress() {
    if (linesOpen > 0) {
      err.print(erase());
      err.flush();
      linesOpen = 0;
    }
  }

  @Override
  public synchronized void snapshot(
      double seconds,
      long operations,
      double operationsPerSecond,
      double bytesPerSecond,
      double meanNanos) {
    say(
        String.format(
            Locale.ROOT,
            "snapshot at %.0f s: %d ops, %.1f ops/s, %s/s, mean %s",
            seconds,
            operations,
            operationsPerSecond,
            Sizes.format(bytesPerSecond),
            Durations.format(meanNanos)));
  }

  @Override
  public synchronized void finished(RunResult result) {
    clearProgress();
    try {
      format.write(result, out);
    } catch (IOException e) {
      err.println("wml: can't show the result: " + e.getMessage());
    }
    out.flush();
    if (!format.showsAssertions()) {
      result.assertions().forEach(a -> err.println(a.sentence() + "  " + a.position()));
      err.flush();
    }
    if (!result.valid()) {
      result.problems().forEach(problem -> err.println("error: " + problem));
      err.flush();
    }
  }

  /** Shows the points of sweeps together. */
  synchronized void points(List<RunResult> results) {
    clearProgress();
    try {
      format.writePoints(results, out);
    } catch (IOException e) {
      err.println("wml: can't show the results: " + e.getMessage());
    }
    out.flush();
  }

  void flush() {
    out.flush();
    err.flush();
  }

  /** Whether a run has no steady part although it was looked for; says how many. */
  boolean unstable(List<RunResult> results) {
    long unstable =
        results.stream()
            .map(r -> r.measurement().steadiness())
            .filter(s -> s != null && !s.steady())
            .count();
    if (unstable > 0) {
      err.println("wml: " + unstable + " of " + results.size() + " runs are UNSTABLE");
    }
    return unstable > 0;
  }

  /** Whether an assertion does not hold; says how many. */
  boolean failedAssertions(List<RunResult> results) {
    List<AssertionRecord> all = results.stream().flatMap(r -> r.assertions().stream()).toList();
    long failed = all.stream().filter(a -> !a.holds()).count();
    if (failed > 0) {
      err.println("wml: " + failed + " of " + all.size() + " assertions failed");
    }
    return failed > 0;
  }

  /** Whether some runs of a workload are missing because it was stopped. */
  boolean interrupted(Plan plan, List<RunResult> results) {
    boolean missing = results.size() < plan.runs().size();
    if (missing) {
      err.println("wml: interrupted: not every run of the workload took place");
    }
    return missing;
  }
}
