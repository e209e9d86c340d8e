package wml.targets.nfs.store;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Nodes by number, in chunks; numbers rise and are never used again. Reading takes no lock. */
final class NodeTable {
  private static final int CHUNK_BITS = 12;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int CHUNKS = 1 << 18;

  /** Numbers that there are. */
  static final long MOST = (long) CHUNK * CHUNKS;

  private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable MemoryNode>> chunks =
      new AtomicReferenceArray<>(CHUNKS);
  private final ReentrantLock lock = new ReentrantLock();
  private long next = 1;
  private long size;

  @Nullable MemoryNode get(long id) {
    if (id < 0 || id >= MOST) {
      return null;
    }
    AtomicReferenceArray<@Nullable MemoryNode> chunk = chunks.get((int) (id >>> CHUNK_BITS));
    return chunk == null ? null : chunk.get((int) id & CHUNK - 1);
  }

  /** Gives a node its number. */
  void add(MemoryNode node) {
    lock.lock();
    try {
      if (next == MOST) {
        throw new IllegalStateException("no more files: " + MOST + " have been made");
      }
      node.id = next++;
      size++;
      int at = (int) (node.id >>> CHUNK_BITS);
      AtomicReferenceArray<@Nullable MemoryNode> chunk = chunks.get(at);
      if (chunk == null) {
        chunk = new AtomicReferenceArray<>(CHUNK);
        chunks.set(at, chunk);
      }
      chunk.set((int) node.id & CHUNK - 1, node);
    } finally {
      lock.unlock();
    }
  }

  void remove(MemoryNode node) {
    lock.lock();
    try {
      AtomicReferenceArray<@Nullable MemoryNode> chunk = chunks.get((int) (node.id >>> CHUNK_BITS));
      if (chunk != null && chunk.getAndSet((int) node.id & CHUNK - 1, null) != null) {
        size--;
      }
    } finally {
      lock.unlock();
    }
  }

  long size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    for (int i = 0; i < CHUNKS; i++) {
      chunks.set(i, null);
    }
  }
}
