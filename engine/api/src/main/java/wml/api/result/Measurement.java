package wml.api.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run was measured.
 *
 * @param warmUp of the just-in-time compiler, before the run
 * @param cpu of the workload's threads in the measured window
 * @param intervals of the measured window, in their order: 1 s each, the last one shorter; in long
 *     runs neighbours are merged, so that 3,600 or fewer are kept
 * @param pace what became of the rates; null if there was none
 */
public record Measurement(WarmUp warmUp, Cpu cpu, List<Interval> intervals, @Nullable Pace pace) {
  /** Nothing is known. */
  public static final Measurement NONE = new Measurement(WarmUp.NONE, Cpu.NONE, List.of(), null);

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

  /**
   * Processor time.
   *
   * @param totalNanos in user code and in the kernel; 0: unknown
   * @param userNanos in user code, to within some 10 ms per thread
   */
  public record Cpu(long totalNanos, long userNanos) {
    public static final Cpu NONE = new Cpu(0, 0);

    /** In the kernel. */
    public long systemNanos() {
      return Math.max(0, totalNanos - userNanos);
    }
  }

  /**
   * What became of the rates in the measure phase.
   *
   * @param planned operations that were to start in it; of random arrivals, the mean
   * @param executed operations that started in it
   * @param behindNanos how late the most belated thread was at its end
   */
  public record Pace(double planned, long executed, long behindNanos) {}
}
