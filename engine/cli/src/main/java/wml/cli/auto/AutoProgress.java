package wml.cli.auto;

import java.io.PrintWriter;
import java.util.Locale;
import wml.api.units.Durations;

/** A line that says how far the measurement is, rewritten on a terminal. One thread's. */
public final class AutoProgress {
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long REPORT_NANOS = 10_000_000_000L;

  private final PrintWriter err;
  private final boolean quiet;
  private final int rounds;
  private final boolean terminal = "1".equals(System.getProperty("wml.terminal"));
  private long begin = System.nanoTime();
  private long shown = begin - (terminal ? TERMINAL_NANOS : 0);
  private double allWeight;
  private double doneWeight;
  private int all;
  private int done;
  private int round;
  private boolean open;

  /**
   * @param rounds at most
   */
  public AutoProgress(PrintWriter err, boolean quiet, int rounds) {
    this.rounds = rounds;
    this.err = err;
    this.quiet = quiet;
  }

  /**
   * A round begins.
   *
   * @param weight of all cells together
   */
  void begin(int number, int cells, double weight) {
    round = number;
    all = cells;
    done = 0;
    allWeight = weight;
    doneWeight = 0;
    begin = System.nanoTime();
  }

  void measured(double weight) {
    done++;
    doneWeight += weight;
    long now = System.nanoTime();
    if (quiet || now - shown < (terminal ? TERMINAL_NANOS : REPORT_NANOS)) {
      return;
    }
    shown = now;
    double left = (now - begin) / doneWeight * (allWeight - doneWeight);
    String line =
        String.format(
            Locale.ROOT,
            "round %d of up to %d: %d of %d cells, %s left in it",
            round,
            rounds,
            done,
            all,
            Durations.format(Math.max(0, left)));
    if (terminal) {
      err.print("\r\033[K" + line);
      open = true;
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Removes the line from a terminal. */
  public void clear() {
    if (open) {
      err.print("\r\033[K");
      err.flush();
      open = false;
    }
  }
}
