package wml.runtime.worker;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature.Effect;

/**
 * One thread's part in the filesets of a run: whether it is at work on them, and its waiting when
 * it finds no entry. Cold: entered only when a pick found nothing. Owned by its thread; others read
 * what it looked for in vain.
 */
final class EntryWait {
  /** How long a thread waits for a file that others may still bring. */
  private static final long MAX_ENTRY_WAIT_NANOS = 10_000_000_000L;

  private static final long FIRST_NAP_NANOS = 20_000;
  private static final long LAST_NAP_NANOS = 1_000_000;

  private final RunShared run;
  private final Machine machine;

  /** By the ordinal of each fileset that the thread uses: whether it creates or deletes there. */
  private final Map<Integer, Boolean> roles = new HashMap<>();

  /** While waiting: the newest call to look again after which it found nothing. */
  private volatile long lookedInVain;

  EntryWait(RunShared run, Machine machine) {
    this.run = run;
    this.machine = machine;
  }

  /** Notes, before the run, that the thread has a flowop of an effect on a fileset. */
  void uses(Fileset fileset, Effect effect) {
    roles.merge(fileset.ordinal(), effect != Effect.NONE, Boolean::logicalOr);
  }

  /** The thread is at work. */
  void enter() {
    roles.forEach((ordinal, changes) -> machine.supplies[ordinal].enter(changes));
  }

  /** The thread waits or is done. */
  void leave() {
    roles.forEach((ordinal, changes) -> machine.supplies[ordinal].leave(changes));
  }

  /**
   * Waits while others may bring an entry; READY, or what {@code prepare} says instead.
   *
   * <p>Nobody can bring one once no thread at work changes the fileset, all who wait have looked
   * again in vain after that was so (one may have slept while its entry came), and nobody has found
   * anything meanwhile (one may have worked and be waiting again).
   */
  Readiness await(@Nullable Fileset fileset, Effect wanting, Flowop flowop, FlowopContext context)
      throws IOException {
    if (fileset == null) {
      return Readiness.NO_ENTRY;
    }
    Supply supply = machine.supplies[fileset.ordinal()];
    long now = System.nanoTime();
    long joined = run.allJoinedNanoTime();
    long giveUp = (joined - now > 0 ? joined : now) + MAX_ENTRY_WAIT_NANOS;
    long nap = FIRST_NAP_NANOS;
    long called = 0;
    long foundAtCall = 0;
    lookedInVain = 0;
    run.waiting.add(this);
    try {
      while (true) {
        leave();
        long found = run.found.get();
        boolean hope = supply.mayCome(wanting, fileset);
        long call = run.lookAgain.get();
        enter(); // at work again before it may take an entry, so that others see it go on
        Readiness readiness = flowop.prepare(context);
        if (readiness != Readiness.NO_ENTRY || context.stopping() || System.nanoTime() > giveUp) {
          run.found.incrementAndGet();
          return readiness;
        }
        leave();
        lookedInVain = call;
        if (hope) {
          called = 0;
        } else if (called == 0 || found != foundAtCall) {
          called = run.lookAgain.incrementAndGet();
          foundAtCall = found;
        } else if (allLookedInVainSince(called)
            && !supply.mayCome(wanting, fileset)
            && run.found.get() == foundAtCall) { // read last: who is not at work has counted
          enter();
          return readiness;
        }
        LockSupport.parkNanos(nap);
        enter();
        nap = Math.min(LAST_NAP_NANOS, nap * 2);
      }
    } finally {
      run.waiting.remove(this);
    }
  }

  private boolean allLookedInVainSince(long call) {
    for (EntryWait other : run.waiting) {
      if (other.lookedInVain < call) {
        return false;
      }
    }
    return true;
  }
}
