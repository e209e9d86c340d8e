package wml.gate.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * When the two sides of a pair work, in quads of slices: ABBA or BAAB.
 *
 * @param sliceNanos of each slice
 * @param baseline when its slices begin, from the common start
 * @param candidate the same of the other side
 * @param endNanos of the last slice
 */
record TimeTable(long sliceNanos, List<Long> baseline, List<Long> candidate, long endNanos) {
  /** Operations that began in a slice end in the gap behind it. */
  static final long GAP_NANOS = 3_000_000;

  private static final long SHORTEST_NANOS = 20_000_000;
  private static final long LONGEST_NANOS = 100_000_000;
  private static final int USUAL_SLICES = 20;

  /** A steady state needs as many. */
  private static final int FEWEST_SLICES = 10;

  /** More that may be dropped before it: some compilers' work is left when a run begins. */
  private static final int BEFORE = 4;

  TimeTable {
    baseline = List.copyOf(baseline);
    candidate = List.copyOf(candidate);
  }

  /**
   * @param seconds that each side works
   */
  static TimeTable of(double seconds, Order order, int pair) {
    long slice = Math.clamp((long) (seconds * 1e9) / USUAL_SLICES, SHORTEST_NANOS, LONGEST_NANOS);
    long slices = BEFORE + Math.max(FEWEST_SLICES, Math.round(seconds * 1e9 / slice));
    int quads = (int) ((slices + 1) / 2);
    List<Long> baseline = new ArrayList<>();
    List<Long> candidate = new ArrayList<>();
    long at = 0;
    for (int quad = 0; quad < quads; quad++) {
      boolean baselineFirst = order.baselineFirst(pair, quad);
      List<Long> outer = baselineFirst ? baseline : candidate;
      List<Long> inner = baselineFirst ? candidate : baseline;
      for (List<Long> whose : List.of(outer, inner, inner, outer)) {
        whose.add(at);
        at += slice + GAP_NANOS;
      }
    }
    return new TimeTable(slice, baseline, candidate, at);
  }

  /** As {@code wml run --turns} takes it. */
  static String text(long sliceNanos, List<Long> begins) {
    return sliceNanos + "," + begins.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
