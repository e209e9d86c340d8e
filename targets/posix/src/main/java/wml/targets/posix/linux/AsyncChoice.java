package wml.targets.posix.linux;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability.AsyncQueue;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.api.units.Nearest;

/**
 * How a deployment does asynchronous I/O: as its option says, and what became of that. Threads may
 * share it.
 */
public final class AsyncChoice {
  /** Values of the option. */
  public enum Way {
    /** io_uring, else threads. */
    AUTO,
    IO_URING,
    THREADS;

    /** As users write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException naming what would be right
     */
    public static Way of(String word) {
      List<String> words = Arrays.stream(values()).map(Way::word).toList();
      int at = words.indexOf(word);
      if (at < 0) {
        throw new IllegalArgumentException(
            "option 'async' of target 'posix' is '%s' but must be one of %s%s"
                .formatted(word, String.join(", ", words), Nearest.hint(word, words)));
      }
      return values()[at];
    }
  }

  private final Way way;
  private final Consumer<String> notes;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String used;

  public AsyncChoice(Way way, Consumer<String> notes) {
    this.way = way;
    this.notes = notes;
  }

  /** What was used, with the reason; null if nothing was yet. */
  @Nullable String used() {
    return used;
  }

  /**
   * @param state of the session's thread, which alone may use the queue
   * @throws TargetException if io_uring is asked for by name and the kernel refuses
   */
  AsyncQueue queue(CallState state, String threadName, int depth, IoBuffer memory)
      throws TargetException {
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    String why = "asked for";
    if (way != Way.THREADS) {
      try {
        RingQueue ring = RingQueue.open(state, depth, memory, this::note);
        used = Way.IO_URING.word();
        return ring;
      } catch (TargetException e) {
        if (way == Way.IO_URING) {
          throw e;
        }
        why = reason(e);
        note("asynchronous I/O by a pool of threads instead of io_uring: " + why);
      }
    }
    used = "thread pool: " + why;
    if (depth > ThreadedQueue.MAX_THREADS) {
      note(
          "a queue of depth "
              + depth
              + " has at most "
              + ThreadedQueue.MAX_THREADS
              + " requests in the kernel at once; the rest wait in the target");
    }
    return new ThreadedQueue(state.counters, depth, threadName);
  }

  private static String reason(TargetException e) {
    return switch (e.kind()) {
      case EPERM, EACCES ->
          e.getMessage()
              + "; see sysctl kernel.io_uring_disabled and the container's seccomp rules";
      case ENOMEM -> e.getMessage() + "; raise the limit on locked memory (ulimit -l)";
      default -> e.getMessage();
    };
  }

  private void note(String sentence) {
    if (said.add(sentence)) {
      notes.accept(sentence);
    }
  }
}
