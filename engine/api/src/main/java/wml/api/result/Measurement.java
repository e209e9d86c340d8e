package wml.api.result;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.Counter;

/**
 * How a run was measured.
 *
 * @param warmUp of the just-in-time compiler, before the run
 * @param cpu of the workload's threads in the measure phase; unknown of a steady part
 * @param intervals of the measure phase, in their order: 1 s each, the last one shorter; in long
 *     runs neighbours are merged, so that 3,600 or fewer are kept
 * @param pace what became of the rates; null if there was none
 * @param steadiness null if no steady part was looked for
 * @param repeat of the runs that repeat each other, from 0
 * @param events in the measure phase that may explain what is seen, in their order
 * @param counts what was counted in the whole measure phase, by thread definition
 */
public record Measurement(
    WarmUp warmUp,
    Cpu cpu,
    List<Interval> intervals,
    @Nullable Pace pace,
    @Nullable Steadiness steadiness,
    int repeat,
    List<Event> events,
    List<Counts> counts) {
  /** Nothing is known. */
  public static final Measurement NONE = new Measurement(WarmUp.NONE, Cpu.NONE, List.of(), null);

  public Measurement {
    intervals = List.copyOf(intervals);
    events = List.copyOf(events);
    counts = List.copyOf(counts);
  }

  /**
   * Something that happened in the measure phase.
   *
   * @param kind a word: {@code gc}, {@code fault}, {@code failover}
   * @param beginNanos from the begin of the measure phase
   * @param durationNanos 0: a moment
   * @param text for people
   */
  public record Event(String kind, long beginNanos, long durationNanos, String text) {}

  /** Of a run that is not repeated, and whose steady part is not looked for. */
  public Measurement(WarmUp warmUp, Cpu cpu, List<Interval> intervals, @Nullable Pace pace) {
    this(warmUp, cpu, intervals, pace, null, 0, List.of(), List.of());
  }

  /** The same of a repeated run. */
  public Measurement repeated(int number) {
    return new Measurement(warmUp, cpu, intervals, pace, steadiness, number, events, counts);
  }

  /** The same with what happened meanwhile. */
  public Measurement with(List<Event> happened) {
    return new Measurement(warmUp, cpu, intervals, pace, steadiness, repeat, happened, counts);
  }

  /** The same with what was counted. */
  public Measurement counting(List<Counts> counted) {
    return new Measurement(warmUp, cpu, intervals, pace, steadiness, repeat, events, counted);
  }

  /** The same of a run whose steady part was looked for. */
  public Measurement with(Steadiness found) {
    Cpu known = found.steady() ? Cpu.NONE : cpu;
    return new Measurement(warmUp, known, intervals, pace, found, repeat, events, counts);
  }

  /**
   * What was found of a steady part. If there is one, the result holds what began in it, else what
   * began in the whole measure phase.
   *
   * @param steady whether there is one
   * @param reason why there is none; else empty
   * @param beginNanos of it, from the begin of the measure phase
   * @param endNanos of it, from the begin of the measure phase
   * @param drift of the throughput from its begin to its end, as a fraction of the mean
   * @param spread standard deviation of an interval's throughput, as a fraction of the median
   */
  public record Steadiness(
      boolean steady, String reason, long beginNanos, long endNanos, double drift, double spread) {
    /** There is none. */
    public static Steadiness unstable(String reason) {
      return new Steadiness(false, reason, 0, 0, 0, 0);
    }
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
   * What the threads of one definition did between two moments at which none of their operations
   * was under way, but for asynchronous ones; so that what is given per operation is exact.
   *
   * @param machine as in {@link RunResult.FlowopRecord}
   * @param operations I/O operations that completed
   * @param allocated bytes of the Java heap; {@link #UNKNOWN}: this JVM does not tell
   * @param counted by the target; what is missing it does not count
   */
  public record Counts(
      String machine,
      String process,
      String thread,
      long operations,
      long allocated,
      Map<Counter, Long> counted) {
    public static final long UNKNOWN = -1;

    public Counts {
      counted = Map.copyOf(counted);
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
