package wml.targets.nfs.pnfs;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;

/**
 * Files whose names and attributes an inner store keeps, and whose data lies on data servers: what
 * a metadata server exports. Clients without layouts read and write through it.
 */
public final class StripedStore extends NamesStore {
  private final DataServers servers;
  private final FileTable files = new FileTable();
  private final FileRecords records;
  private final StripedData data;
  private final Layouts layouts;
  private final Resilver resilver;

  /**
   * Closes the inner store with itself.
   *
   * @param patienceNanos how long data without another mirror is waited for
   */
  public StripedStore(
      FileStore inner, List<DataServer> dataServers, StripeShape shape, long patienceNanos) {
    super(inner);
    servers = new DataServers(dataServers);
    resilver = new Resilver(inner, files, servers);
    records = new FileRecords(inner, servers, shape, resilver::stale);
    data = new StripedData(records, servers, shape.mirrors(), patienceNanos);
    layouts = new Layouts(files, records, data, servers, shape, inner.writeVerifier());
    resilver.start(records, data, layouts);
  }

  /** What clients may read and write themselves. */
  public Layouts layouts() {
    return layouts;
  }

  /** Files that a mirror misses, of those that were used since the start. */
  public int staleFiles() {
    return resilver.waiting();
  }

  @Override
  public int attributes(Handle of, FileAttributes into) {
    int status = inner.attributes(of, into);
    return status == 0 ? sized(of, into) : status;
  }

  /** Puts the size of the data in the place of that of the record. */
  private int sized(Handle of, FileAttributes into) {
    if (into.type != Nfs3.NF3REG) {
      return 0;
    }
    StripedFile file = files.acquire(of);
    try {
      int status = records.load(file);
      if (status == 0) {
        into.size = file.record().size;
        into.used = into.size;
      }
      return status;
    } finally {
      files.release(file);
    }
  }

  @Override
  public int change(Handle of, AttributeChange how, FileAttributes into) {
    if (how.size == AttributeChange.KEEP) {
      int status = inner.change(of, how, into);
      return status == 0 ? sized(of, into) : status;
    }
    int status = truncate(of, how.size);
    if (status != 0) {
      attributes(of, into);
      return status;
    }
    AttributeChange rest = copy(how);
    if (rest.modifiedNanos == AttributeChange.KEEP) {
      rest.modifiedNanos = AttributeChange.NOW;
    }
    status = inner.change(of, rest, into);
    return status == 0 ? sized(of, into) : status;
  }

  /** All but the size. */
  private static AttributeChange copy(AttributeChange from) {
    AttributeChange out = new AttributeChange();
    out.mode = from.mode;
    out.uid = from.uid;
    out.gid = from.gid;
    out.accessedNanos = from.accessedNanos;
    out.modifiedNanos = from.modifiedNanos;
    return out;
  }

  private int truncate(Handle of, long size) {
    if (size < 0) {
      return Nfs3.NFS3ERR_FBIG;
    }
    StripedFile file = files.acquire(of);
    file.lock.writeLock().lock();
    try {
      int status = records.load(file);
      if (status == 0) {
        status = layouts.takeBack(file);
      }
      FileRecord record = status == 0 ? file.record() : null;
      if (record == null) {
        return status;
      }
      // Growing cuts too: a client that went may have left data behind the end.
      long keep = Math.min(size, record.size);
      if (record.laid && (size < record.size || file.written)) {
        AttributeChange cut = new AttributeChange();
        cut.size = keep;
        status =
            data.onAllMirrors(
                file,
                (mirror, calls) -> {
                  for (int c = 0; c < record.width; c++) {
                    Handle part = StripedData.handle(file, mirror, c);
                    calls.add(
                        new DataCall.Change(record.server(mirror, c), part, cut).at(mirror, c));
                  }
                });
      }
      if (status == 0 && record.size != size) {
        record.size = size;
        status = records.store(file, FileRecords.STABLE);
      }
      return status;
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  @Override
  public int lookup(Handle directory, Name name, Handle into, FileAttributes of) {
    int status = inner.lookup(directory, name, into, of);
    return status == 0 ? sized(into, of) : status;
  }

  @Override
  public int read(Handle handle, long offset, ByteBuffer into) {
    StripedFile file = files.acquire(handle);
    file.lock.readLock().lock();
    try {
      int status = records.load(file);
      if (status != 0 || offset < 0) {
        return status == 0 ? -Nfs3.NFS3ERR_INVAL : -status;
      }
      int length = (int) Math.min(into.remaining(), file.record().size - offset);
      if (length <= 0) {
        return 0;
      }
      MemorySegment to = MemorySegment.ofBuffer(into).asSlice(0, length);
      status = data.read(file, offset, to);
      if (status != 0) {
        return -status;
      }
      into.position(into.position() + length);
      return length;
    } finally {
      file.lock.readLock().unlock();
      files.release(file);
    }
  }

  @Override
  public int write(Handle handle, long offset, ByteBuffer from, int stable) {
    long end = offset + from.remaining();
    if (offset < 0 || end < 0) {
      return Nfs3.NFS3ERR_FBIG;
    }
    StripedFile file = files.acquire(handle);
    try {
      int status = records.load(file);
      if (status != 0 || !from.hasRemaining()) {
        return status;
      }
      return isShared(file)
          ? writeShared(file, offset, from, stable)
          : writeAlone(file, offset, from, stable);
    } finally {
      files.release(file);
    }
  }

  private static boolean isShared(StripedFile file) {
    return file.record().laid && file.record().mirrors == 1 && file.holders.isEmpty();
  }

  private int writeShared(StripedFile file, long offset, ByteBuffer from, int stable) {
    file.lock.readLock().lock();
    try {
      if (isShared(file)) {
        return writeLocked(file, offset, from, stable);
      }
    } finally {
      file.lock.readLock().unlock();
    }
    return writeAlone(file, offset, from, stable);
  }

  private int writeAlone(StripedFile file, long offset, ByteBuffer from, int stable) {
    file.lock.writeLock().lock();
    try {
      int status = layouts.takeBack(file);
      if (status == 0) {
        status = records.lay(file);
      }
      return status == 0 ? writeLocked(file, offset, from, stable) : status;
    } finally {
      file.lock.writeLock().unlock();
    }
  }

  private int writeLocked(StripedFile file, long offset, ByteBuffer from, int stable) {
    int length = from.remaining();
    int status = data.write(file, offset, from, stable);
    if (status == 0) {
      from.position(from.limit());
      status = records.written(file, offset + length, stable);
    }
    return status;
  }

  @Override
  public int commit(Handle handle) {
    StripedFile file = files.acquire(handle);
    file.lock.writeLock().lock();
    try {
      int status = records.load(file);
      if (status == 0) {
        status = data.commit(file);
      }
      return status == 0 ? inner.commit(handle) : status;
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  @Override
  public int create(
      Handle directory,
      Name name,
      boolean exclusive,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    int status = inner.create(directory, name, exclusive, copy(first), into, of);
    if (status != 0) {
      return status;
    }
    if (first.size != AttributeChange.KEEP) {
      status = truncate(into, first.size);
    }
    if (status == 0 && exclusive && first.modifiedNanos != AttributeChange.KEEP) {
      attributes(into, of); // writes the record, which changes the time
      status = inner.change(into, copy(first), of);
    }
    return status == 0 ? attributes(into, of) : status;
  }

  @Override
  public int remove(Handle directory, Name name) {
    return unlinking(directory, name, () -> inner.remove(directory, name));
  }

  @Override
  public int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) {
    return unlinking(toDirectory, to, () -> inner.rename(fromDirectory, from, toDirectory, to));
  }

  /** Does what may take the last name of a file; its data goes with it. */
  private int unlinking(Handle directory, Name name, java.util.function.IntSupplier step) {
    Handle handle = new Handle();
    FileAttributes attributes = new FileAttributes();
    boolean there = inner.lookup(directory, name, handle, attributes) == 0;
    if (!there || attributes.type != Nfs3.NF3REG) {
      return step.getAsInt();
    }
    StripedFile file = files.acquire(handle);
    file.lock.writeLock().lock();
    try {
      int status = records.load(file);
      if (status == 0 && attributes.links == 1) {
        status = layouts.takeBack(file);
      }
      if (status == 0) {
        status = step.getAsInt();
      }
      if (status == 0 && inner.attributes(handle, attributes) == Nfs3.NFS3ERR_STALE) {
        file.gone = true;
        resilver.remove(file.record());
      }
      return status;
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  @Override
  public void space(Space into) {
    inner.space(into);
    data.room(into);
  }

  @Override
  public int pin(Handle handle) {
    StripedFile file = files.acquire(handle);
    try {
      records.load(file); // its record is needed when it goes
      return inner.pin(handle);
    } finally {
      files.release(file);
    }
  }

  /** Takes no lock of the file: its caller holds some of its own. */
  @Override
  public void unpin(Handle handle) {
    StripedFile file = files.acquire(handle);
    try {
      boolean known = records.load(file) == 0;
      inner.unpin(handle);
      if (known && !file.gone && inner.attributes(handle, new FileAttributes()) != 0) {
        file.gone = true;
        resilver.remove(file.record());
      }
    } finally {
      files.release(file);
    }
  }

  /** Changes as well when a data server lost what nobody else had. */
  @Override
  public long writeVerifier() {
    return 31 * inner.writeVerifier() + data.losses();
  }

  @Override
  public void close() {
    resilver.close();
    servers.close();
    inner.close();
  }
}
