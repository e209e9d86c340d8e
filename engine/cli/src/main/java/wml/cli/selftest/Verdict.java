package wml.cli.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wml.api.units.Durations;

/**
 * What a machine can be trusted for.
 *
 * @param sentence with the figure that decides
 */
record Verdict(boolean trusted, String sentence) {
  /** Clock and engine are to be below a tenth of what is timed. */
  private static final double OVERHEADS = 10;

  /** Of runs of one second that ought to be equal. */
  private static final double STEADY = 0.05;

  private static final double STOLEN = 0.01;
  private static final long HICCUP_NANOS = 5_000_000;

  /** No device makes data durable faster; memory and lying caches do. */
  private static final long FASTEST_SYNC_NANOS = 15_000;

  static List<Verdict> of(Findings f) {
    List<Verdict> out = new ArrayList<>();
    out.add(
        new Verdict(
            true,
            "latencies of single operations above "
                + time(OVERHEADS * f.clocks().readNanos())
                + "; below, the clock is more than a tenth of them"));
    double spread = f.cachedReads().relative();
    out.add(
        new Verdict(
            spread <= STEADY,
            String.format(
                Locale.ROOT,
                "throughput: equal seconds differ by +-%.1f %%; believe differences above %.0f %%,"
                    + " or repeat runs",
                spread * 100,
                Math.max(1, Math.ceil(spread * 200)))));
    long worst = f.clocks().late().maxNanos();
    out.add(
        new Verdict(
            worst <= HICCUP_NANOS,
            "tails: threads were kept from running for up to "
                + time((double) worst)
                + "; longer latencies are the storage's, shorter outliers may be the machine's"));
    out.add(
        new Verdict(
            f.stolenShare() <= STOLEN,
            String.format(
                Locale.ROOT,
                "absolute figures: other machines took %.1f %% of the processors' time",
                f.stolenShare() * 100)));
    long sync = f.sync().percentileNanos(50);
    out.add(
        new Verdict(
            sync >= FASTEST_SYNC_NANOS,
            "durability: a write and its fsync take "
                + time((double) sync)
                + (sync >= FASTEST_SYNC_NANOS
                    ? ", as a device may"
                    : ", faster than any device: nothing here survives a power cut ("
                        + f.durability()
                        + ")")));
    return out;
  }

  private static String time(double nanos) {
    return Durations.format(nanos);
  }
}
