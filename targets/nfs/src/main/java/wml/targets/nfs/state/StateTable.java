package wml.targets.nfs.state;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.StateId;

/**
 * States by stateid. A stateid's other part is the server's epoch, a place, and how often that
 * place was used; finding one is two array reads and takes no lock. Adding and removing is guarded
 * by the lock of {@link ServerState}.
 */
final class StateTable {
  /** States of all clients. */
  static final int MOST = 1 << 20;

  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final int epoch;
  private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable State>> chunks =
      new AtomicReferenceArray<>(MOST / CHUNK);
  private int[] free = new int[64];
  private int freeCount;
  private int used;
  private int generation;

  StateTable(int epoch) {
    this.epoch = epoch;
  }

  @Nullable State find(StateId id) {
    int place = (int) id.otherHigh;
    if ((int) (id.otherHigh >>> 32) != epoch || place < 0 || place >= MOST) {
      return null;
    }
    AtomicReferenceArray<@Nullable State> chunk = chunks.get(place >>> CHUNK_BITS);
    State found = chunk == null ? null : chunk.get(place & CHUNK - 1);
    return found != null && found.otherLow == id.otherLow ? found : null;
  }

  boolean isFull() {
    return freeCount == 0 && used == MOST;
  }

  /** Gives a state its stateid. */
  void add(State state) {
    int place = freeCount > 0 ? free[--freeCount] : used++;
    state.otherHigh = (long) epoch << 32 | place;
    state.otherLow = ++generation;
    AtomicReferenceArray<@Nullable State> chunk = chunks.get(place >>> CHUNK_BITS);
    if (chunk == null) {
      chunk = new AtomicReferenceArray<>(CHUNK);
      chunks.set(place >>> CHUNK_BITS, chunk);
    }
    chunk.set(place & CHUNK - 1, state);
  }

  void remove(State state) {
    if (state.isGone()) {
      return;
    }
    state.ended();
    int place = (int) state.otherHigh;
    AtomicReferenceArray<@Nullable State> chunk = chunks.get(place >>> CHUNK_BITS);
    if (chunk != null) {
      chunk.set(place & CHUNK - 1, null);
    }
    if (freeCount == free.length) {
      free = java.util.Arrays.copyOf(free, 2 * free.length);
    }
    free[freeCount++] = place;
  }

  int size() {
    return used - freeCount;
  }
}
