package wml.targets.nfs.store;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.linux.FileCalls;
import wml.targets.nfs.protocol.Handle;

/**
 * Files that are open because someone used them lately: a bounded number, found by their handle.
 * Who finds one holds it until he gives it back; what nobody holds and nobody used since the clock
 * came by is closed for others. In parts, each with a lock, so that threads seldom meet.
 */
final class Descriptors {
  /** Far below what Linux allows a process with hundreds of connections. */
  static final int MOST = 1024;

  private static final int PARTS = 16;
  private static final int PER_PART = MOST / PARTS;

  /** An open file. Its part's lock guards all but what is final. */
  static final class Held {
    final int fd;
    private final byte[] handle;
    private final long hash;
    private int holders = 1;
    private boolean used;

    /** Whether it can be found; if not, the last holder closes it. */
    private boolean listed;

    private Held(int fd, Handle handle, long hash) {
      this.fd = fd;
      this.handle = Arrays.copyOf(handle.array(), handle.length());
      this.hash = hash;
    }

    private boolean is(Handle other) {
      return Arrays.equals(handle, 0, handle.length, other.array(), 0, other.length());
    }
  }

  private static final class Part {
    final ReentrantLock lock = new ReentrantLock();
    final long[] hashes = new long[PER_PART];
    final @Nullable Held[] files = new Held[PER_PART];
    int hand;

    @Nullable Held find(Handle handle, long hash) {
      for (int i = 0; i < PER_PART; i++) {
        if (hashes[i] == hash) {
          Held file = files[i];
          if (file != null && file.is(handle)) {
            return file;
          }
        }
      }
      return null;
    }

    /** A free place, closing who has it; -1 if all are held. */
    int place(CallState calls) {
      for (int tries = 0; tries < 2 * PER_PART; tries++) {
        int at = hand;
        hand = (hand + 1) % PER_PART;
        Held file = files[at];
        if (file == null) {
          return at;
        }
        if (file.holders == 0 && !file.used) {
          FileCalls.close(calls, file.fd);
          return at;
        }
        file.used = false;
      }
      return -1;
    }
  }

  private final Part[] parts = new Part[PARTS];

  Descriptors() {
    Arrays.setAll(parts, i -> new Part());
  }

  private Part part(long hash) {
    return parts[(int) hash & PARTS - 1];
  }

  /** Holds an open file; null if it is not open. */
  @Nullable Held find(Handle handle, long hash) {
    Part part = part(hash);
    part.lock.lock();
    try {
      Held file = part.find(handle, hash);
      if (file != null) {
        file.holders++;
        file.used = true;
      }
      return file;
    } finally {
      part.lock.unlock();
    }
  }

  /**
   * Takes a descriptor over and holds it; another that names the same file may be there already.
   */
  Held add(CallState calls, Handle handle, long hash, int fd) {
    Part part = part(hash);
    part.lock.lock();
    try {
      Held there = part.find(handle, hash);
      if (there != null) {
        FileCalls.close(calls, fd);
        there.holders++;
        return there;
      }
      Held file = new Held(fd, handle, hash);
      int at = part.place(calls);
      if (at >= 0) {
        part.files[at] = file;
        part.hashes[at] = hash;
        file.listed = true;
        file.used = true;
      }
      return file;
    } finally {
      part.lock.unlock();
    }
  }

  void release(CallState calls, Held file) {
    Part part = part(file.hash);
    part.lock.lock();
    try {
      file.holders--;
      if (file.holders == 0 && !file.listed) {
        FileCalls.close(calls, file.fd);
      }
    } finally {
      part.lock.unlock();
    }
  }

  /** The file is gone: nobody finds it any more. */
  void drop(CallState calls, Handle handle) {
    long hash = KernelHandles.hash(handle);
    Part part = part(hash);
    part.lock.lock();
    try {
      for (int i = 0; i < PER_PART; i++) {
        Held file = part.files[i];
        if (file != null && part.hashes[i] == hash && file.is(handle)) {
          part.files[i] = null;
          part.hashes[i] = 0;
          file.listed = false;
          if (file.holders == 0) {
            FileCalls.close(calls, file.fd);
          }
        }
      }
    } finally {
      part.lock.unlock();
    }
  }

  /** Closes all that nobody holds; what is held, its last holder. */
  void close(CallState calls) {
    for (Part part : parts) {
      part.lock.lock();
      try {
        for (int i = 0; i < PER_PART; i++) {
          Held file = part.files[i];
          part.files[i] = null;
          part.hashes[i] = 0;
          if (file != null) {
            file.listed = false;
            if (file.holders == 0) {
              FileCalls.close(calls, file.fd);
            }
          }
        }
      } finally {
        part.lock.unlock();
      }
    }
  }
}
