package wml.targets.nfs.pnfs;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.FileStore;

/** The records of files in the inner store, and the making of data files. */
final class FileRecords {
  static final int STABLE = Nfs3.FILE_SYNC;

  /** Above all users that anybody has, and below those that mean nobody. */
  private static final int FIRST_OWNER = 0x4000_0000;

  private final FileStore inner;
  private final DataServers servers;
  private final StripeShape shape;
  private final Consumer<StripedFile> whenStale;
  private final SecureRandom random = new SecureRandom();

  FileRecords(
      FileStore inner, DataServers servers, StripeShape shape, Consumer<StripedFile> whenStale) {
    this.inner = inner;
    this.servers = servers;
    this.shape = shape;
    this.whenStale = whenStale;
    shape.width(servers.count());
  }

  /** Reads the file's record, or makes one for a new file; a status. */
  int load(StripedFile file) {
    if (file.isLoaded()) {
      return 0;
    }
    synchronized (file) {
      if (file.isLoaded()) {
        return 0;
      }
      FileAttributes attributes = new FileAttributes();
      int status = inner.attributes(file.handle, attributes);
      if (status != 0) {
        return status;
      }
      if (attributes.type != Nfs3.NF3REG) {
        return attributes.type == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_INVAL;
      }
      ByteBuffer bytes = ByteBuffer.allocateDirect(FileRecord.MOST_BYTES);
      int n = inner.read(file.handle, 0, bytes);
      if (n < 0) {
        return -n;
      }
      FileRecord found = n == 0 ? fresh() : FileRecord.decode(bytes.flip());
      if (found == null) {
        return Nfs3.NFS3ERR_IO; // a file that was made without this store
      }
      file.loaded(found);
      if (found.stale != 0) {
        whenStale.accept(file);
      }
      return n == 0 ? store(file, Nfs3.UNSTABLE) : 0;
    }
  }

  private FileRecord fresh() {
    int count = servers.count();
    int width = shape.width(count);
    long high = random.nextLong();
    int[] at = new int[width * shape.mirrors()];
    int start = Math.floorMod(high, count);
    for (int i = 0; i < at.length; i++) {
      at[i] = (start + i) % count;
    }
    FileRecord out =
        new FileRecord(high, random.nextLong(), shape.unitBytes(), shape.mirrors(), at);
    out.owner = newOwner();
    return out;
  }

  private int newOwner() {
    return FIRST_OWNER + random.nextInt(FIRST_OWNER);
  }

  /** Writes the record; a status. */
  int store(StripedFile file, int stable) {
    synchronized (file) {
      return inner.write(file.handle, 0, file.record().encoded(), stable);
    }
  }

  /** Data behind the end was written, or within: size and times. */
  int written(StripedFile file, long end, int stable) {
    synchronized (file) {
      FileRecord record = file.record();
      if (end > record.size) {
        record.size = end;
        return store(file, stable == Nfs3.UNSTABLE ? stable : STABLE);
      }
      AttributeChange now = new AttributeChange();
      now.modifiedNanos = AttributeChange.NOW;
      return inner.change(file.handle, now, new FileAttributes());
    }
  }

  /** A client has written by itself and says how far, and when. */
  int committed(StripedFile file, long end, long modifiedNanos) {
    synchronized (file) {
      FileRecord record = file.record();
      int status = 0;
      if (end > record.size) {
        record.size = end;
        status = store(file, STABLE);
      }
      AttributeChange change = new AttributeChange();
      change.modifiedNanos =
          modifiedNanos == AttributeChange.KEEP ? AttributeChange.NOW : modifiedNanos;
      return status == 0 ? inner.change(file.handle, change, new FileAttributes()) : status;
    }
  }

  /** Mirrors miss a write: on storage when it returns. */
  int stale(StripedFile file, int mirrors) {
    synchronized (file) {
      file.record().stale |= mirrors;
      for (int k = 0; k < file.record().mirrors; k++) {
        if ((mirrors >>> k & 1) != 0) {
          file.forget(k);
        }
      }
      int status = store(file, STABLE);
      whenStale.accept(file);
      return status;
    }
  }

  /** Makes the data files if there are none; with the lock held alone. */
  int lay(StripedFile file) {
    FileRecord record = file.record();
    if (record.laid) {
      return 0;
    }
    int missing = 0;
    for (int k = 0; k < record.mirrors; k++) {
      if (!record.isStale(k) && make(file, k) != 0) {
        missing |= 1 << k;
      }
    }
    if (record.stale == 0 && missing == (1 << record.mirrors) - 1) {
      return Nfs3.NFS3ERR_IO;
    }
    record.laid = true;
    return missing == 0 ? store(file, STABLE) : stale(file, missing);
  }

  /** Makes a mirror's data files; those that are there stay. */
  int make(StripedFile file, int mirror) {
    FileRecord record = file.record();
    List<DataCall.Find> calls = new ArrayList<>();
    for (int c = 0; c < record.width; c++) {
      DataCall.Find call =
          new DataCall.Find(record.server(mirror, c), record.name(), access(record));
      call.at(mirror, c);
      calls.add(call);
    }
    servers.call(calls);
    int status = 0;
    for (DataCall.Find call : calls) {
      if (call.status == 0) {
        file.found(mirror, call.column, call.found);
      } else {
        status = call.status;
      }
    }
    return status;
  }

  /**
   * Who may come to the data: clients with a layout of flexible files call as its owner or in its
   * group; of files, as whom they are, and a data server knows none of them.
   */
  AttributeChange access(FileRecord record) {
    AttributeChange first = new AttributeChange();
    first.mode = shape.type() == Nfs4.LAYOUT4_FLEX_FILES ? 0640 : 0666;
    first.uid = record.owner;
    first.gid = record.owner;
    return first;
  }

  /** Shuts out who has the file's layout: the data gets another owner; with the lock held alone. */
  int fence(StripedFile file) {
    FileRecord record = file.record();
    record.owner = newOwner();
    AttributeChange change = access(record);
    List<DataCall> calls = new ArrayList<>();
    for (int k = 0; k < record.mirrors; k++) {
      for (int c = 0; c < record.width; c++) {
        StripedFile.Part part = file.part(k, c);
        if (part != null) {
          calls.add(new DataCall.Change(record.server(k, c), part.handle, change).at(k, c));
        }
      }
    }
    servers.call(calls);
    int failed = 0;
    for (DataCall call : calls) {
      failed |= call.status == 0 ? 0 : 1 << call.mirror;
    }
    // A server that can't be told may still take that client's writes: it is resilvered.
    return failed != 0 && record.mirrors > 1 && (record.stale | failed) != (1 << record.mirrors) - 1
        ? stale(file, failed)
        : store(file, STABLE);
  }
}
