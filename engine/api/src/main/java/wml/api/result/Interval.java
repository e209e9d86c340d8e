package wml.api.result;

import java.util.List;

/**
 * What a run did in a stretch of its measure phase. The histograms of all intervals add up to those
 * of the result. An operation counts where it started; but observers of a run hear of what a thread
 * did before a long operation when that has ended, with the interval that is open by then.
 *
 * @param beginNanos from the begin of the measure phase
 * @param endNanos from the begin of the measure phase
 * @param flowops as in {@link RunResult#flowops}, all rows in the same order
 */
public record Interval(long beginNanos, long endNanos, List<RunResult.FlowopRecord> flowops) {
  public Interval {
    flowops = List.copyOf(flowops);
  }

  public double seconds() {
    return (endNanos - beginNanos) / 1e9;
  }
}
