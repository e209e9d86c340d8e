package wml.runtime.worker;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import wml.api.fileset.Fileset;
import wml.api.flowop.Signature.Effect;

/**
 * Which threads can still change a fileset's population. It tells a thread that found no entry
 * whether waiting makes sense: only while another thread that is neither waiting itself nor done
 * may bring one. Shared.
 */
final class Supply {
  private final AtomicInteger users = new AtomicInteger();
  private final Map<Effect, AtomicInteger> producers = new EnumMap<>(Effect.class);

  Supply() {
    for (Effect effect : Effect.values()) {
      producers.put(effect, new AtomicInteger());
    }
  }

  /** A thread that may cause these effects starts, or goes on after waiting. */
  void enter(Set<Effect> effects) {
    users.incrementAndGet();
    effects.forEach(e -> of(e).incrementAndGet());
  }

  /** A thread waits or is done. */
  void leave(Set<Effect> effects) {
    effects.forEach(e -> of(e).decrementAndGet());
    users.decrementAndGet();
  }

  /** Whether an active thread may bring what a flowop of the given effect looks for. */
  boolean mayCome(Effect wanting, Fileset fileset) {
    return switch (wanting) {
      case CREATES_FILE -> of(Effect.DELETES_FILE).get() > 0;
      case CREATES_DIRECTORY -> of(Effect.DELETES_DIRECTORY).get() > 0;
      case DELETES_DIRECTORY -> of(Effect.CREATES_DIRECTORY).get() > 0;
      // what exists is only held open by others, who may close it
      case DELETES_FILE ->
          of(Effect.CREATES_FILE).get() > 0 || (fileset.files().existing() > 0 && users.get() > 0);
      case NONE -> of(Effect.CREATES_FILE).get() > 0;
    };
  }

  private AtomicInteger of(Effect effect) {
    return Objects.requireNonNull(producers.get(effect));
  }
}
