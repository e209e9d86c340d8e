package wml.cli.selftest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wml.api.result.Interval;
import wml.api.result.RunResult;
import wml.api.units.Durations;
import wml.compiler.Catalog;

/** Measures the harness and its machine with the harness's own means, about 15 s. */
public final class SelfTest {
  private static final int ROUNDS = 5;
  private static final double ROUND_SECONDS = 0.5;
  private static final int STEADY_SECONDS = 5;
  private static final String READS = "flowop read name=r,filesetname=data,iosize=4k,random";
  private static final String SYNCED_WRITES =
      "flowop write name=w,filesetname=data,iosize=4k,random,dsync";

  private final PrintWriter out;

  public SelfTest(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints what it finds while it goes.
   *
   * @param directory an empty one on the storage to be looked at; filled, and left to the caller
   * @return whether the machine can be trusted for everything
   */
  public boolean run(Catalog catalog, Path directory) throws IOException {
    Trial trial = new Trial(catalog, directory);
    RunResult nothing = trial.run("null", READS, 1);
    Clocks clocks = Clocks.measure();
    double nullNanos = Trial.cpuNanos(nothing);
    line(
        "clock",
        String.format(
            Locale.ROOT,
            "a reading takes %.0f ns, steps are %d ns",
            clocks.readNanos(),
            clocks.stepNanos()));
    line(
        "sleep",
        String.format(
            Locale.ROOT,
            "1 ms becomes %s more, p99 %s, at most %s",
            late(clocks, 50),
            late(clocks, 99),
            late(clocks, 100)));
    line(
        "null target",
        String.format(Locale.ROOT, "%.0f ns per operation, timed and recorded", nullNanos));
    line(
        "JIT",
        String.format(
            Locale.ROOT,
            "%s of warm-up (%,d operations) in a JVM that had run nothing",
            time(nothing.measurement().warmUp().nanos()),
            nothing.measurement().warmUp().operations()));
    RunResult reads = trial.run("posix", READS, STEADY_SECONDS);
    Spread seconds =
        Spread.of(
            reads.measurement().intervals().stream().mapToDouble(SelfTest::perSecond).toArray());
    line(
        "storage",
        String.format(
            Locale.ROOT,
            "%,.0f cached 4 KiB reads/s, %,.0f to %,.0f from second to second (%s)",
            seconds.median(),
            seconds.least(),
            seconds.most(),
            reads.target().durability()));
    RunResult writes = trial.run("posix", SYNCED_WRITES, 2);
    line(
        "sync",
        String.format(
            Locale.ROOT,
            "a 4 KiB write with O_SYNC takes %s, p99 %s",
            time(writes.ioService().percentileNanos(50)),
            time(writes.ioService().percentileNanos(99))));
    Spread overC = overC(trial, directory);
    line(
        "C loop",
        overC == null
            ? "not compared: no C compiler (cc, gcc or clang) works here"
            : "a cached 4 KiB read takes " + overC.ratio() + " of its processor time");
    double stolen = reads.noise().getOrDefault("steal_s", 0.0);
    int cpus = Runtime.getRuntime().availableProcessors();
    Findings findings =
        new Findings(
            clocks,
            nullNanos,
            nothing.measurement().warmUp(),
            seconds,
            writes.ioService(),
            reads.target().durability(),
            stolen / STEADY_SECONDS / cpus,
            overC);
    boolean all = true;
    out.println();
    out.println("What this machine can be trusted for:");
    for (Verdict verdict : Verdict.of(findings)) {
      out.println((verdict.trusted() ? "  yes   " : "  doubt ") + verdict.sentence());
      all &= verdict.trusted();
    }
    out.flush();
    return all;
  }

  private static @Nullable Spread overC(Trial trial, Path directory) throws IOException {
    CLoop loop = CLoop.compile(directory);
    if (loop == null) {
      return null;
    }
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) { // in turn: what disturbs one disturbs the other
      double c = loop.cpuNanos("read4k", directory, ROUND_SECONDS, i);
      ratios[i] = Trial.cpuNanos(trial.run("posix", READS, ROUND_SECONDS)) / c;
    }
    return Spread.of(ratios);
  }

  private static double perSecond(Interval interval) {
    long ops = interval.flowops().stream().mapToLong(RunResult.FlowopRecord::ops).sum();
    return ops / interval.seconds();
  }

  private void line(String label, String text) {
    out.println(String.format(Locale.ROOT, "%-12s", label) + text);
    out.flush();
  }

  private static String late(Clocks clocks, double percent) {
    return time(clocks.late().percentileNanos(percent));
  }

  private static String time(long nanos) {
    return Durations.format((double) nanos);
  }
}
