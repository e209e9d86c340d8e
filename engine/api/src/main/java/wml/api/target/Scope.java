package wml.api.target;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment is told of the run that it serves.
 *
 * @param seed of the run; every random choice of a deployment derives from it
 * @param notes takes sentences for the user (a fallback taken, a limit met); may be called from any
 *     thread
 * @param events takes what may explain a change in the measurements: a fault, a failover
 * @param calls takes every call to a server; null if nobody asks
 */
public record Scope(long seed, Consumer<String> notes, Events events, @Nullable CallTrace calls) {
  /** Whose events nobody looks at. */
  public Scope(long seed, Consumer<String> notes) {
    this(seed, notes, (kind, begin, duration, text) -> {}, null);
  }

  /** Takes events; may be called from any thread, also of what is still to come. */
  @FunctionalInterface
  public interface Events {
    /**
     * Something happened.
     *
     * @param kind a word: {@code fault}, {@code failover}
     * @param beginNanoTime by {@link System#nanoTime}
     * @param durationNanos 0: a moment
     * @param text for people
     */
    void happened(String kind, long beginNanoTime, long durationNanos, String text);
  }
}
