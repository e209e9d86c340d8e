package wml.api.result;

import java.util.List;

/**
 * How a run was measured.
 *
 * @param warmUp of the just-in-time compiler, before the run
 * @param intervals of the measured window, in their order: 1 s each, the last one shorter; in long
 *     runs neighbours are merged, so that 3,600 or fewer are kept
 */
public record Measurement(WarmUp warmUp, List<Interval> intervals) {
  /** Nothing is known. */
  public static final Measurement NONE = new Measurement(WarmUp.NONE, List.of());

  public Measurement {
    intervals = List.copyOf(intervals);
  }

  /**
   * The workload's own flowops on a small copy of its filesets, before anything is measured.
   *
   * @param nanos how long it took; 0: there was none
   */
  public record WarmUp(long nanos, long operations) {
    public static final WarmUp NONE = new WarmUp(0, 0);
  }
}
