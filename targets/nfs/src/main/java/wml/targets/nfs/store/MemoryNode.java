package wml.targets.nfs.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.v3.Nfs3;

/**
 * A file, directory or link in memory. Its monitor guards attributes and content; what concerns
 * names (links, the directory) belongs to the store's lock as well.
 */
final class MemoryNode {
  private static final int CHUNK_BYTES = 64 << 10;
  private static final long MOST_BYTES = (long) ChunkTree.MOST * CHUNK_BYTES;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(CHUNK_BYTES);

  final int type;
  volatile long id;
  volatile int major;
  volatile int minor;
  private final @Nullable MemoryDirectory directory;
  private final byte @Nullable [] link;
  private int links;
  private int mode;
  private int uid;
  private int gid;
  private long size;
  private long used;
  private long accessed;
  private long modified;
  private long changed;
  private long changes;
  private boolean freed;
  private int pins;
  private final MemoryValues values = new MemoryValues();
  private final ChunkTree chunks = new ChunkTree();

  MemoryNode(int type, int mode, int uid, int gid, byte @Nullable [] link) {
    this.type = type;
    this.mode = mode;
    this.uid = uid;
    this.gid = gid;
    this.link = link;
    directory = type == Nfs3.NF3DIR ? new MemoryDirectory() : null;
    size = link == null ? 0 : link.length;
    accessed = now();
    modified = accessed;
    changed = accessed;
  }

  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  MemoryDirectory directory() {
    MemoryDirectory own = directory;
    if (own == null) {
      throw new IllegalStateException("no directory");
    }
    return own;
  }

  byte @Nullable [] linkContent() {
    return link;
  }

  /** Whether no name leads to it. */
  synchronized boolean isGone() {
    return links == 0;
  }

  /** So many more names lead to it. */
  synchronized void linked(int more) {
    links += more;
  }

  /** Its entries changed. */
  synchronized void touch() {
    modified = now();
    changed = modified;
    changes++;
  }

  synchronized void changedNow() {
    changed = now();
    changes++;
  }

  synchronized void fill(FileAttributes into, long fsid) {
    into.type = type;
    into.mode = mode;
    into.links = links;
    into.uid = uid;
    into.gid = gid;
    into.size = size;
    into.used = used;
    into.major = major;
    into.minor = minor;
    into.fsid = fsid;
    into.fileid = id;
    into.accessedNanos = accessed;
    into.modifiedNanos = modified;
    into.changedNanos = changed;
    into.change = changes;
  }

  synchronized int change(AttributeChange how, AtomicLong usedBytes, long mostBytes) {
    long now = now();
    if (how.size != AttributeChange.KEEP) {
      if (how.size < 0 || how.size > MOST_BYTES) {
        return Nfs3.NFS3ERR_FBIG;
      }
      cut(how.size, usedBytes);
      size = how.size;
      modified = now;
    }
    if (how.mode != AttributeChange.KEEP) {
      mode = (int) how.mode;
    }
    if (how.uid != AttributeChange.KEEP) {
      uid = (int) how.uid;
    }
    if (how.gid != AttributeChange.KEEP) {
      gid = (int) how.gid;
    }
    accessed = time(how.accessedNanos, accessed, now);
    modified = time(how.modifiedNanos, modified, now);
    changed = now;
    changes++;
    return 0;
  }

  private static long time(long wanted, long before, long now) {
    return wanted == AttributeChange.KEEP ? before : wanted == AttributeChange.NOW ? now : wanted;
  }

  /** What lies behind a size is gone, and reads as zeros if the file grows again. */
  private void cut(long newSize, AtomicLong usedBytes) {
    int keep = (int) ((newSize + CHUNK_BYTES - 1) / CHUNK_BYTES);
    long freedBytes = (long) chunks.cut(keep) * CHUNK_BYTES;
    used -= freedBytes;
    usedBytes.addAndGet(-freedBytes);
    int inLast = (int) (newSize % CHUNK_BYTES);
    ByteBuffer last = inLast > 0 && newSize < size ? chunks.get(keep - 1) : null;
    if (last != null) {
      last.put(inLast, ZEROS, 0, CHUNK_BYTES - inLast);
    }
  }

  synchronized int read(long offset, ByteBuffer into) {
    if (offset < 0) {
      return -Nfs3.NFS3ERR_INVAL;
    }
    int length = (int) Math.min(into.remaining(), Math.max(0, size - offset));
    int done = 0;
    while (done < length) {
      int chunk = (int) ((offset + done) / CHUNK_BYTES);
      int at = (int) ((offset + done) % CHUNK_BYTES);
      int part = Math.min(length - done, CHUNK_BYTES - at);
      ByteBuffer data = chunks.get(chunk);
      into.put(into.position(), data == null ? ZEROS : data, at, part);
      into.position(into.position() + part);
      done += part;
    }
    return done;
  }

  synchronized int write(long offset, ByteBuffer from, AtomicLong usedBytes, long mostBytes) {
    long end = offset + from.remaining();
    if (offset < 0 || end < 0 || end > MOST_BYTES) {
      return Nfs3.NFS3ERR_FBIG;
    }
    if (freed) {
      return Nfs3.NFS3ERR_STALE;
    }
    while (from.hasRemaining()) {
      int chunk = (int) (offset / CHUNK_BYTES);
      int at = (int) (offset % CHUNK_BYTES);
      int part = Math.min(from.remaining(), CHUNK_BYTES - at);
      ByteBuffer data = chunk(chunk, usedBytes, mostBytes);
      if (data == null) {
        return Nfs3.NFS3ERR_NOSPC;
      }
      data.put(at, from, from.position(), part);
      from.position(from.position() + part);
      offset += part;
      size = Math.max(size, offset);
    }
    modified = now();
    changed = modified;
    changes++;
    return 0;
  }

  private @Nullable ByteBuffer chunk(int index, AtomicLong usedBytes, long mostBytes) {
    ByteBuffer data = chunks.get(index);
    if (data == null) {
      if (usedBytes.addAndGet(CHUNK_BYTES) > mostBytes) {
        usedBytes.addAndGet(-CHUNK_BYTES);
        return null;
      }
      data = ByteBuffer.allocateDirect(CHUNK_BYTES);
      chunks.put(index, data);
      used += CHUNK_BYTES;
    }
    return data;
  }

  /** No name leads to it any more, and nobody keeps it. */
  synchronized void free(AtomicLong usedBytes) {
    freed = true;
    cut(0, usedBytes);
    size = 0;
  }

  MemoryValues values() {
    return values;
  }

  /** Kept by one more; false if it is gone. */
  synchronized boolean pin() {
    if (!freed) {
      pins++;
    }
    return !freed;
  }

  synchronized void unpin() {
    pins--;
  }

  synchronized boolean isPinned() {
    return pins > 0;
  }

  synchronized int allocate(
      long offset, long length, boolean reserve, AtomicLong usedBytes, long mostBytes) {
    long end = offset + length;
    if (offset < 0 || length < 0 || end < 0 || end > MOST_BYTES) {
      return Nfs3.NFS3ERR_FBIG;
    }
    if (reserve) {
      for (long at = offset / CHUNK_BYTES; at * CHUNK_BYTES < end; at++) {
        if (chunk((int) at, usedBytes, mostBytes) == null) {
          return Nfs3.NFS3ERR_NOSPC;
        }
      }
      size = Math.max(size, end);
    } else {
      punch(offset, Math.min(end, size), usedBytes);
    }
    modified = now();
    changed = modified;
    changes++;
    return 0;
  }

  /** Whole chunks are given back; of others the part is set to zeros. */
  private void punch(long offset, long end, AtomicLong usedBytes) {
    int index = chunks.next((int) (offset / CHUNK_BYTES));
    while (index < ChunkTree.MOST && (long) index * CHUNK_BYTES < end) {
      long begin = (long) index * CHUNK_BYTES;
      int from = (int) Math.max(0, offset - begin);
      int to = (int) Math.min(CHUNK_BYTES, end - begin);
      ByteBuffer data = chunks.get(index);
      if (from == 0 && (to == CHUNK_BYTES || end == size)) {
        chunks.remove(index);
        used -= CHUNK_BYTES;
        usedBytes.addAndGet(-CHUNK_BYTES);
      } else if (data != null) {
        data.put(from, ZEROS, 0, to - from);
      }
      index = chunks.next(index + 1);
    }
  }

  synchronized long seek(long offset, boolean data) {
    if (offset < 0 || offset >= size) {
      return -Nfs3.NFS3ERR_NXIO;
    }
    int index = (int) (offset / CHUNK_BYTES);
    if (data) {
      long found = (long) chunks.next(index) * CHUNK_BYTES;
      return found >= size ? -Nfs3.NFS3ERR_NXIO : Math.max(offset, found);
    }
    while (chunks.get(index) != null) {
      index++;
    }
    return Math.min(size, Math.max(offset, (long) index * CHUNK_BYTES));
  }
}
