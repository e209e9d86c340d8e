package wml.reports.store;

import java.util.ArrayList;
import java.util.List;
import wml.api.measure.LatencyHistogram;

/** A histogram as rows of lower edge, width and count; empty buckets have none. */
final class HistogramRows {
  private HistogramRows() {}

  static List<long[]> of(LatencyHistogram histogram) {
    List<long[]> rows = new ArrayList<>();
    histogram.forEachBucket((lower, width, count) -> rows.add(new long[] {lower, width, count}));
    return rows;
  }
}
