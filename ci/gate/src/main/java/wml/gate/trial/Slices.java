package wml.gate.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.runtime.steady.SteadySearch;

/**
 * Pairs of two processes at once that work in turns of some 40 ms: what the machine does meanwhile
 * meets both. Each pair has new processes, as the luck of a process lasts as long as it does.
 */
public final class Slices implements Trial {
  private static final long READY_SECONDS = 600;
  private static final long BESIDE_SECONDS = 60;

  /** From the last process being ready to the first slice: compilers come to an end. */
  private static final long SETTLE_NANOS = 150_000_000;

  private final Path workload;
  private final Contender baseline;
  private final Contender candidate;
  private final double seconds;
  private final Order order;
  private final Children children;

  /**
   * @param seconds that each side works in a pair
   */
  public Slices(
      Path workload,
      Contender baseline,
      Contender candidate,
      double seconds,
      Order order,
      Children children) {
    this.workload = workload;
    this.baseline = baseline;
    this.candidate = candidate;
    this.seconds = seconds;
    this.order = order;
    this.children = children;
  }

  @Override
  public Measured pair(int number) throws IOException {
    TimeTable table = TimeTable.of(seconds, order, number);
    boolean baselineFirst = order.baselineFirst(number);
    try (SideRun first = start(baselineFirst, table);
        SideRun second = start(!baselineFirst, table)) {
      first.await("ready", READY_SECONDS);
      second.await("ready", READY_SECONDS);
      long start = System.nanoTime() + SETTLE_NANOS;
      first.answer(start);
      second.answer(start);
      long within = BESIDE_SECONDS + table.endNanos() / 1_000_000_000;
      double[] ofFirst = numbers(first.await("slices", within));
      double[] ofSecond = numbers(second.await("slices", within));
      SteadySearch.Verdict one = SteadySearch.search(ofFirst);
      SteadySearch.Verdict other = SteadySearch.search(ofSecond);
      Integer steady = steadyFrom(one, other, ofFirst, ofSecond);
      if (steady != null) {
        int from = steady + steady % 2; // whole quads
        first.answer(from);
        second.answer(from);
        SideRun ofBaseline = baselineFirst ? first : second;
        SideRun ofCandidate = baselineFirst ? second : first;
        return new Measured.Both(
            ofBaseline.results(1, BESIDE_SECONDS), ofCandidate.results(1, BESIDE_SECONDS));
      }
      boolean firstIs = one instanceof SteadySearch.Verdict.Unstable;
      return new Measured.Unsteady(
          "the %s has no steady state: %s"
              .formatted(
                  firstIs == baselineFirst ? baseline.name() : candidate.name(),
                  reason(firstIs ? one : other)));
    }
  }

  /**
   * The first slice of both sides' steady state; null if there is none. Where others disturb the
   * machine neither side is steady by itself, but the ratio of neighbouring slices still is.
   */
  private static @Nullable Integer steadyFrom(
      SteadySearch.Verdict one, SteadySearch.Verdict other, double[] first, double[] second) {
    if (one instanceof SteadySearch.Verdict.Steady a
        && other instanceof SteadySearch.Verdict.Steady b) {
      return Math.max(a.first(), b.first());
    }
    double[] ratios = new double[first.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = second[i] > 0 ? first[i] / second[i] : 0;
    }
    return SteadySearch.search(ratios, Double.POSITIVE_INFINITY)
            instanceof SteadySearch.Verdict.Steady s
        ? s.first()
        : null;
  }

  @Override
  public String mode() {
    return "slices";
  }

  private static String reason(SteadySearch.Verdict verdict) {
    return verdict instanceof SteadySearch.Verdict.Unstable u ? u.reason() : "";
  }

  private SideRun start(boolean isBaseline, TimeTable table) throws IOException {
    List<Long> begins = isBaseline ? table.baseline() : table.candidate();
    return new SideRun(
        isBaseline ? baseline : candidate,
        workload,
        children,
        List.of("--turns", TimeTable.text(table.sliceNanos(), begins)),
        true);
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
