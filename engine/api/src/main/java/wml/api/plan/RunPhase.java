package wml.api.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run's time.
 *
 * @param seconds null for a measure phase without an end of its own: the quit mode ends it
 */
public record RunPhase(Kind kind, @Nullable Double seconds) {
  /** What a phase is for. */
  public enum Kind {
    /** All threads work; nothing is recorded. */
    WARMUP,
    /** Threads join one after the other; nothing is recorded. */
    RAMP,
    /** What the run is for. */
    MEASURE,
    /** All threads work on, so that the last measured operations had company; not recorded. */
    COOLDOWN;

    /** As written in a workload and in results. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
