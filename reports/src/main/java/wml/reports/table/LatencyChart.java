package wml.reports.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wml.api.measure.LatencyHistogram;

/**
 * The distribution of latencies as bars of text, in steps of 1, 2 and 5. Bars are to scale; steps
 * that hold next to nothing are left out at both ends, not in between.
 */
final class LatencyChart {
  private static final int EDGE = 6;
  private static final int BAR = 50;
  private static final double NEXT_TO_NOTHING = 0.0005;
  private static final String EIGHTHS = "▏▎▍▌▋▊▉█";

  private final List<Long> edges = new ArrayList<>();
  private final long[] counts;
  private final long total;

  LatencyChart(LatencyHistogram histogram) {
    edges.add(0L);
    for (long decade = 100; decade < 1_000_000_000_000L; decade *= 10) {
      edges.add(decade);
      edges.add(2 * decade);
      edges.add(5 * decade);
    }
    counts = new long[edges.size()];
    total = histogram.count();
    histogram.forEachBucket((lower, width, count) -> counts[step(lower + width / 2)] += count);
  }

  private int step(long nanos) {
    int step = edges.size() - 1;
    while (edges.get(step) > nanos) {
      step--;
    }
    return step;
  }

  /** Writes nothing if nothing was measured. */
  void write(Appendable out) throws IOException {
    if (total == 0) {
      return;
    }
    int first = 0;
    int last = counts.length - 1;
    while (first < last && counts[first] <= total * NEXT_TO_NOTHING) {
      first++;
    }
    while (last > first && counts[last] <= total * NEXT_TO_NOTHING) {
      last--;
    }
    out.append("\nlatency of all I/O\n");
    long most = 0;
    for (int i = first; i <= last; i++) {
      most = Math.max(most, counts[i]);
    }
    for (int i = first; i <= last; i++) {
      String label =
          TextLines.right(edge(i) + " –", EDGE + 2)
              + TextLines.right(i + 1 < counts.length ? edge(i + 1) : "", EDGE + 1);
      String share = String.format(Locale.ROOT, "%7.2f%%", 100.0 * counts[i] / total);
      out.append((label + share + "  " + bar((double) counts[i] / most)).stripTrailing());
      out.append('\n');
    }
  }

  /** A multiple of 1, 2 or 5 in the largest unit that keeps it whole. */
  private String edge(int step) {
    long nanos = edges.get(step);
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 1_000_000) {
      return nanos / 1_000 + " us";
    }
    return nanos < 1_000_000_000 ? nanos / 1_000_000 + " ms" : nanos / 1_000_000_000 + " s";
  }

  private static String bar(double share) {
    int eighths = (int) Math.round(share * BAR * 8);
    String bar = "█".repeat(eighths / 8);
    return eighths % 8 == 0 ? bar : bar + EIGHTHS.charAt(eighths % 8 - 1);
  }
}
