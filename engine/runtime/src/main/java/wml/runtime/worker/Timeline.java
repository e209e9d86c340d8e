package wml.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPhase.Kind;

/** When the phases of a run begin and end. */
public record Timeline(List<Part> parts) {
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
    return new Timeline(parts);
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
    for (Part part : parts) {
      if (part.kind() == Kind.RAMP && joinNanos(turn, threads) > part.beginNanos()) {
        return part.beginNanos();
      }
    }
    return FOREVER;
  }

  /** When a thread's turn in the ramp comes: they are spread evenly over it. */
  long joinNanos(int turn, int threads) {
    for (Part part : parts) {
      if (part.kind() == Kind.RAMP) {
        double share = (double) turn / threads;
        return part.beginNanos() + (long) (share * (part.endNanos() - part.beginNanos()));
      }
    }
    return 0;
  }
}
