package wml.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPhase.Kind;

/**
 * When the phases of a run begin and end.
 *
 * @param turns of the measure phase; null if it is in one piece
 */
public record Timeline(List<Part> parts, @Nullable Turns turns) {
  /** What has no end of its own ends after 73 years: sums with it stay within 64 bits. */
  static final long FOREVER = Long.MAX_VALUE / 4;

  public Timeline {
    parts = List.copyOf(parts);
  }

  /** A phase, in nanoseconds from the run's start. */
  public record Part(Kind kind, long beginNanos, long endNanos) {
    public boolean isLimited() {
      return endNanos < FOREVER;
    }
  }

  /**
   * @param measureSeconds replaces the duration of the measure phase; null keeps it
   */
  public static Timeline of(List<RunPhase> phases, @Nullable Double measureSeconds) {
    List<Part> parts = new ArrayList<>();
    long begin = 0;
    for (RunPhase phase : phases) {
      boolean replaced = phase.kind() == Kind.MEASURE && measureSeconds != null;
      Double seconds = replaced ? measureSeconds : phase.seconds();
      long end =
          seconds == null
              ? FOREVER
              : Math.min(FOREVER, begin + (long) Math.min(9e17, seconds * 1e9));
      parts.add(new Part(phase.kind(), begin, end));
      begin = end;
    }
    return new Timeline(parts, null);
  }

  /** A measure phase in slices, and nothing else. */
  public static Timeline of(Turns turns) {
    long end = turns.endNanos(turns.last());
    return new Timeline(List.of(new Part(Kind.MEASURE, turns.beginNanos().getFirst(), end)), turns);
  }

  /** How long an interval of the measure phase is; its last may be shorter. */
  public long intervalNanos() {
    return turns == null ? PhaseWatch.INTERVAL_NANOS : turns.lengthNanos();
  }

  /** When an interval ends, from the run's start. */
  public long intervalEndNanos(long interval) {
    return turns == null
        ? measure().beginNanos() + (interval + 1) * PhaseWatch.INTERVAL_NANOS
        : turns.endNanos((int) Math.min(interval, turns.last()));
  }

  /** How long was measured, up to a time within the measure phase or at its end. */
  public long measuredNanos(long nanosFromStart) {
    return turns == null
        ? Math.max(0, nanosFromStart - measure().beginNanos())
        : turns.before(nanosFromStart);
  }

  /** The phase that is recorded. */
  public Part measure() {
    for (Part part : parts) {
      if (part.kind() == Kind.MEASURE) {
        return part;
      }
    }
    throw new IllegalStateException("a run without a measure phase");
  }

  /** The phase at some time; the last one for what comes later. */
  public Part at(long nanosFromStart) {
    for (Part part : parts) {
      if (nanosFromStart < part.endNanos()) {
        return part;
      }
    }
    return parts.getLast();
  }

  /** When the last phase ends. */
  public long endNanos() {
    return parts.getLast().endNanos();
  }

  /** When a thread stops to wait for its turn in the ramp; never for one that need not wait. */
  long restNanos(int turn, int threads) {
    if (turns != null) {
      return 0;
    }
    for (Part part : parts) {
      if (part.kind() == Kind.RAMP && joinNanos(turn, threads) > part.beginNanos()) {
        return part.beginNanos();
      }
    }
    return FOREVER;
  }

  /** When a thread's turn in the ramp comes: they are spread evenly over it. */
  long joinNanos(int turn, int threads) {
    if (turns != null) {
      return turns.beginNanos().getFirst();
    }
    for (Part part : parts) {
      if (part.kind() == Kind.RAMP) {
        double share = (double) turn / threads;
        return part.beginNanos() + (long) (share * (part.endNanos() - part.beginNanos()));
      }
    }
    return 0;
  }
}
