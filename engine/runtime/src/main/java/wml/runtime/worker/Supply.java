package wml.runtime.worker;

import java.util.concurrent.atomic.AtomicInteger;
import wml.api.fileset.Fileset;
import wml.api.flowop.Signature.Effect;

/**
 * Which threads are at work on a fileset. It tells a thread that found no entry whether one may
 * come from a thread that is neither waiting nor done. Shared.
 */
final class Supply {
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicInteger changers = new AtomicInteger();

  /**
   * A thread starts, or goes on after waiting.
   *
   * @param changes whether it creates or deletes entries of the fileset
   */
  void enter(boolean changes) {
    users.incrementAndGet();
    if (changes) {
      changers.incrementAndGet();
    }
  }

  /** A thread waits or is done. */
  void leave(boolean changes) {
    if (changes) {
      changers.decrementAndGet();
    }
    users.decrementAndGet();
  }

  /** Whether a thread at work may bring what a flowop of the given effect looks for. */
  boolean mayCome(Effect wanting, Fileset fileset) {
    // what exists but can't be deleted is held open by others, who may close it
    int existing = fileset.files().existing();
    boolean held =
        existing > 0
            && (wanting == Effect.DELETES_FILE
                || (wanting == Effect.RENAMES_FILE && existing < fileset.files().entries()));
    return changers.get() > 0 || (held && users.get() > 0);
  }
}
