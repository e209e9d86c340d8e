package wml.targets.nfs.pnfs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.Opaque;

/**
 * Which clients read and write which files on the data servers themselves (RFC 8881, section 12.5).
 * A layout is of a whole file. What needs a file for itself asks all layouts of it back, and shuts
 * out at the data servers who does not return his for a lease. Used by many threads.
 */
public final class Layouts {
  private static final int OTHER_BYTES = 12;

  private final FileTable files;
  private final FileRecords records;
  private final StripedData data;
  private final LayoutBodies bodies;
  private final StripeShape shape;
  private final AtomicLong numbers = new AtomicLong();
  private volatile Recall recall = (client, operation, answered) -> answered.accept(-1);
  private volatile long leaseNanos = 90_000_000_000L;

  Layouts(
      FileTable files,
      FileRecords records,
      StripedData data,
      DataServers servers,
      StripeShape shape,
      long birth) {
    this.files = files;
    this.records = records;
    this.data = data;
    this.shape = shape;
    bodies = new LayoutBodies(servers.servers(), birth);
  }

  /** Asks a client for a layout. */
  @FunctionalInterface
  public interface Recall {
    /**
     * Does not wait for the client, and takes no lock that is held while a store is called.
     *
     * @param operation {@code CB_LAYOUTRECALL} with its arguments
     * @param answered told the client's status; below 0: it can't be reached
     */
    void ask(long client, byte[] operation, IntConsumer answered);
  }

  /** A layout's stateid in 16 bytes, and the layout. */
  public record Grant(int status, Opaque stateid, boolean writes, Opaque body) {
    private static Grant refused(int status) {
      return new Grant(status, Opaque.EMPTY, false, Opaque.EMPTY);
    }
  }

  /** How clients are asked, and how long they have. */
  public void recallBy(Recall how, long lease) {
    recall = how;
    leaseNanos = lease;
  }

  /** Layouts that clients have at this moment. */
  public int count() {
    int out = 0;
    for (StripedFile each : files.all()) {
      out += each.holders.size();
    }
    return out;
  }

  /** One of {@code LAYOUT4_*}. */
  public int type() {
    return shape.type();
  }

  public int unitBytes() {
    return shape.unitBytes();
  }

  /** The address of a device; null if it is none, or of another type. */
  public byte @Nullable [] device(byte[] id, int type) {
    return bodies.device(id, type);
  }

  /**
   * LAYOUTGET.
   *
   * @param stateid of the layout that the client has already; null: it has none
   */
  public Grant get(
      long client, Handle handle, int type, boolean writes, byte @Nullable [] stateid) {
    if (type != shape.type()) {
      return Grant.refused(Nfs4.NFS4ERR_UNKNOWN_LAYOUTTYPE);
    }
    StripedFile file = files.acquire(handle);
    file.lock.writeLock().lock();
    try {
      int status = records.load(file);
      LayoutHolder holder = status == 0 ? find(file, client) : null;
      for (LayoutHolder each : file.holders) {
        if (each.recalledAt != 0) {
          status = each == holder ? Nfs4.NFS4ERR_RECALLCONFLICT : Nfs4.NFS4ERR_LAYOUTTRYLATER;
        }
      }
      if (status == 0 && stateid != null && (holder == null || !names(stateid, holder))) {
        status = Nfs4.NFS4ERR_BAD_STATEID;
      }
      if (status == 0 && (records.lay(file) != 0 || !isWhole(file))) {
        status = Nfs4.NFS4ERR_LAYOUTUNAVAILABLE;
      }
      if (status != 0) {
        return Grant.refused(status);
      }
      if (holder == null) {
        holder = new LayoutHolder(client, numbers.incrementAndGet());
        file.holders.add(holder);
      }
      holder.sequence++;
      holder.writes |= writes;
      file.written |= writes;
      byte[] its = stateid(holder);
      byte[] body =
          type == Nfs4.LAYOUT4_FLEX_FILES
              ? bodies.flexible(file, writes, new byte[its.length])
              : bodies.files(file);
      return new Grant(0, Opaque.of(its), holder.writes, Opaque.of(body));
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  /** Whether all data files of the mirrors that are not stale are known. */
  private boolean isWhole(StripedFile file) {
    data.resolve(file);
    FileRecord record = file.record();
    for (int k = 0; k < record.mirrors; k++) {
      for (int c = 0; c < record.width && !record.isStale(k); c++) {
        if (file.part(k, c) == null) {
          return false;
        }
      }
    }
    return record.good() > 0;
  }

  private static @Nullable LayoutHolder find(StripedFile file, long client) {
    for (LayoutHolder each : file.holders) {
      if (each.client == client) {
        return each;
      }
    }
    return null;
  }

  private static byte[] stateid(LayoutHolder holder) {
    byte[] out = new byte[4 + OTHER_BYTES];
    java.nio.ByteBuffer.wrap(out)
        .putInt(holder.sequence)
        .putInt(0x6c61796f) // "layo": unlike the other kinds of stateids
        .putLong(holder.number);
    return out;
  }

  /** Whether a stateid is of a layout. */
  public static boolean isLayout(byte[] stateid) {
    return java.nio.ByteBuffer.wrap(stateid).getInt(4) == 0x6c61796f;
  }

  private static boolean names(byte[] stateid, LayoutHolder holder) {
    return isLayout(stateid) && java.nio.ByteBuffer.wrap(stateid).getLong(4 + 4) == holder.number;
  }

  /**
   * LAYOUTCOMMIT.
   *
   * @param end of what was written; 0: it says nothing of the size
   * @param modifiedNanos or {@link AttributeChange#KEEP}
   * @return 0 or a status
   */
  public int commit(long client, Handle handle, byte[] stateid, long end, long modifiedNanos) {
    StripedFile file = files.acquire(handle);
    file.lock.writeLock().lock();
    try {
      int status = records.load(file);
      LayoutHolder holder = status == 0 ? find(file, client) : null;
      if (status == 0 && (holder == null || !holder.writes || !names(stateid, holder))) {
        status = Nfs4.NFS4ERR_BADLAYOUT;
      }
      return status == 0 ? records.committed(file, end, modifiedNanos) : status;
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  /** Size of a file, for the answer to LAYOUTCOMMIT. */
  public long size(Handle handle) {
    StripedFile file = files.acquire(handle);
    try {
      return records.load(file) == 0 ? file.record().size : 0;
    } finally {
      files.release(file);
    }
  }

  /**
   * LAYOUTRETURN of one file.
   *
   * @param whole whether all of the layout; a part of it is kept
   * @param stateid whose sequence rises if the layout is kept
   * @return 0 or a status
   */
  public int giveBack(long client, Handle handle, byte[] stateid, boolean whole) {
    StripedFile file = files.acquire(handle);
    file.lock.writeLock().lock();
    try {
      LayoutHolder holder = find(file, client);
      if (holder == null || !names(stateid, holder)) {
        return Nfs4.NFS4ERR_BAD_STATEID;
      }
      holder.sequence++;
      System.arraycopy(stateid(holder), 0, stateid, 0, stateid.length);
      if (whole) {
        file.holders.remove(holder);
      }
      return 0;
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  /**
   * All layouts of a client end.
   *
   * @param returned by himself; else he is shut out
   */
  public void giveBackAll(long client, boolean returned) {
    for (StripedFile each : files.all()) {
      if (!each.holders.isEmpty() && find(each, client) != null) {
        StripedFile file = files.acquire(each.handle);
        file.lock.writeLock().lock();
        try {
          if (file.holders.removeIf(h -> h.client == client) && !returned) {
            records.fence(file);
          }
        } finally {
          file.lock.writeLock().unlock();
          files.release(file);
        }
      }
    }
  }

  /**
   * A client could not write to data servers: what they hold of the file is stale from now on.
   *
   * @param devices their numbers
   * @return 0 or a status
   */
  public int failed(long client, Handle handle, List<byte[]> devices) {
    StripedFile file = files.acquire(handle);
    file.lock.writeLock().lock();
    try {
      int status = records.load(file);
      LayoutHolder holder = status == 0 ? find(file, client) : null;
      if (holder == null || !holder.writes) {
        return status; // who may not write can't have missed a write
      }
      FileRecord record = file.record();
      int mirrors = 0;
      for (byte[] device : devices) {
        int server = bodies.server(device);
        for (int k = 0; k < record.mirrors; k++) {
          for (int c = 0; c < record.width; c++) {
            mirrors |= record.server(k, c) == server ? 1 << k : 0;
          }
        }
      }
      int all = (1 << record.mirrors) - 1;
      boolean oneIsLeft = (mirrors | record.stale) != all;
      return oneIsLeft && (mirrors & ~record.stale) != 0 ? records.stale(file, mirrors) : 0;
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  /** With the file's lock held alone: 0 once nobody has a layout; else DELAY. */
  int takeBack(StripedFile file) {
    List<LayoutHolder> late = new ArrayList<>();
    for (LayoutHolder holder : file.holders) {
      if (holder.recalledAt == 0) {
        holder.recalledAt = System.nanoTime();
        holder.sequence++;
        recall.ask(
            holder.client,
            bodies.recall(shape.type(), stateid(holder), file.handle),
            status -> answered(file, holder, status));
      }
      if (holder.isForgotten || System.nanoTime() - holder.recalledAt > leaseNanos) {
        late.add(holder);
      }
    }
    file.holders.removeAll(late);
    if (late.stream().anyMatch(h -> h.writes)) {
      records.fence(file);
    }
    return file.holders.isEmpty() ? 0 : Nfs4.NFS4ERR_DELAY;
  }

  /** What a client says to being asked; from any thread. */
  private static void answered(StripedFile file, LayoutHolder holder, int status) {
    if (status == Nfs4.NFS4ERR_DELAY) {
      holder.recalledAt = 0; // it is asked again when somebody needs the file the next time
    } else if (status == Nfs4.NFS4ERR_NOMATCHING_LAYOUT) {
      file.holders.remove(holder);
    } else if (status < 0) {
      holder.isForgotten = true;
    }
  }
}
