package wml.targets.nfs.pnfs;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import wml.targets.nfs.pnfs.StripedFile.Part;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;

/**
 * Reads and writes data files. A write is done when all mirrors have it; a mirror that could not
 * take it is stale from then on, which is on storage before the write is acknowledged.
 */
final class StripedData {
  private static final long PAUSE_NANOS = 50_000_000;
  private static final int AGAIN = -2;

  private final FileRecords records;
  private final DataServers servers;
  private final int mirrors;
  private final long patienceNanos;

  /** How often data servers lost what was not on storage and nobody else had. */
  private final AtomicLong losses = new AtomicLong();

  /**
   * @param patienceNanos how long data without another mirror is waited for
   */
  StripedData(FileRecords records, DataServers servers, int mirrors, long patienceNanos) {
    this.records = records;
    this.servers = servers;
    this.mirrors = mirrors;
    this.patienceNanos = patienceNanos;
  }

  long losses() {
    return losses.get();
  }

  /** Finds the data files that are not known; with the lock held. */
  void resolve(StripedFile file) {
    FileRecord record = file.record();
    List<DataCall.Find> calls = new ArrayList<>();
    for (int k = 0; k < record.mirrors; k++) {
      for (int c = 0; c < record.width && !record.isStale(k); c++) {
        if (file.part(k, c) == null) {
          DataCall.Find find = new DataCall.Find(record.server(k, c), record.name(), null);
          find.at(k, c);
          calls.add(find);
        }
      }
    }
    servers.call(calls);
    for (DataCall.Find find : calls) {
      if (find.status == 0) {
        file.found(find.mirror, find.column, find.found);
      }
    }
  }

  /** With the lock held, for a range before the file's end. */
  int read(StripedFile file, long offset, MemorySegment into) {
    FileRecord record = file.record();
    if (!record.laid) {
      into.fill((byte) 0);
      return 0;
    }
    long deadline = System.nanoTime() + patienceNanos;
    while (true) {
      resolve(file);
      List<long[]> missing = pieces(record, offset, into.byteSize());
      boolean dead = false;
      for (int k = 0; k < record.mirrors && !missing.isEmpty(); k++) {
        if (!record.isStale(k)) {
          List<DataCall.Read> calls = new ArrayList<>();
          missing = readFrom(file, k, offset, into, missing, calls);
          dead |= calls.stream().anyMatch(c -> c.status == DataCall.DEAD);
          dead |= !missing.isEmpty() && calls.isEmpty();
        }
      }
      if (missing.isEmpty()) {
        return 0;
      }
      if (!dead || System.nanoTime() - deadline > 0) {
        return Nfs3.NFS3ERR_IO;
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  /** Reads what a mirror has; returns the pieces that it did not bring. */
  private List<long[]> readFrom(
      StripedFile file,
      int mirror,
      long offset,
      MemorySegment into,
      List<long[]> wanted,
      List<DataCall.Read> calls) {
    List<long[]> missing = new ArrayList<>();
    List<long[]> asked = new ArrayList<>();
    FileRecord record = file.record();
    for (long[] piece : wanted) {
      int column = record.column(piece[0]);
      Part part = file.part(mirror, column);
      if (part == null) {
        missing.add(piece);
        continue;
      }
      DataCall.Read call =
          new DataCall.Read(
              record.server(mirror, column),
              part.handle,
              piece[0],
              (int) piece[1],
              into,
              piece[0] - offset);
      call.at(mirror, column);
      calls.add(call);
      asked.add(piece);
    }
    servers.call(calls);
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).status != 0) {
        missing.add(asked.get(i));
        forgetIfLost(file, calls.get(i));
      }
    }
    return missing;
  }

  private static void forgetIfLost(StripedFile file, DataCall call) {
    if (call.status == Nfs3.NFS3ERR_STALE || call.status == Nfs3.NFS3ERR_BADHANDLE) {
      file.forget(call.mirror, call.column);
    }
  }

  /** Offset and length of the parts of a range that lie in one stripe unit each. */
  static List<long[]> pieces(FileRecord record, long offset, long length) {
    List<long[]> out = new ArrayList<>();
    long end = offset + length;
    for (long at = offset; at < end; ) {
      long stop = Math.min(end, record.unitEnd(at));
      out.add(new long[] {at, stop - at});
      at = stop;
    }
    return out;
  }

  /** With the lock held; alone if there are mirrors. */
  int write(StripedFile file, long offset, ByteBuffer from, int stable) {
    MemorySegment data = MemorySegment.ofBuffer(from);
    FileRecord record = file.record();
    return onAllMirrors(
        file,
        (mirror, calls) -> {
          for (long[] piece : pieces(record, offset, data.byteSize())) {
            int column = record.column(piece[0]);
            calls.add(
                new DataCall.Write(
                        record.server(mirror, column),
                        handle(file, mirror, column),
                        piece[0],
                        (int) piece[1],
                        data,
                        piece[0] - offset,
                        stable)
                    .at(mirror, column));
          }
        });
  }

  /** The handle of a data file; an empty one, which no server knows, if it was not found. */
  static Handle handle(StripedFile file, int mirror, int column) {
    Part part = file.part(mirror, column);
    return part == null ? new Handle() : part.handle;
  }

  /** Puts the calls to one mirror into a list. */
  @FunctionalInterface
  interface MirrorCalls {
    void add(int mirror, List<DataCall> calls);
  }

  /** Sends calls to all mirrors that are not stale until one has carried out its own. */
  int onAllMirrors(StripedFile file, MirrorCalls toMirror) {
    FileRecord record = file.record();
    long deadline = System.nanoTime() + patienceNanos;
    while (true) {
      resolve(file);
      List<DataCall> calls = new ArrayList<>();
      for (int k = 0; k < record.mirrors; k++) {
        if (!record.isStale(k)) {
          toMirror.add(k, calls);
        }
      }
      servers.call(calls);
      int status = settle(file, calls);
      if (status != AGAIN) {
        return status;
      }
      if (System.nanoTime() - deadline > 0) {
        return Nfs3.NFS3ERR_IO;
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  /** What the calls have come to: 0, a status, or {@link #AGAIN}. */
  private int settle(StripedFile file, List<DataCall> calls) {
    FileRecord record = file.record();
    int failed = 0;
    int lost = 0;
    int first = 0;
    for (DataCall call : calls) {
      if (call.status != 0) {
        failed |= 1 << call.mirror;
        first = first == 0 ? call.status : first;
        forgetIfLost(file, call);
      } else if (!isKept(file, call)) {
        lost |= 1 << call.mirror;
      }
    }
    int all = (1 << record.mirrors) - 1 & ~record.stale;
    int sound = all & ~failed & ~lost;
    if (sound != 0) {
      return sound == all ? 0 : records.stale(file, all & ~sound);
    }
    if ((all & ~failed) != 0) {
      losses.incrementAndGet(); // it was written, but what was before it is lost with all mirrors
      return failed == 0 ? 0 : records.stale(file, failed);
    }
    return first == DataCall.DEAD || isLost(first) ? AGAIN : first;
  }

  private static boolean isLost(int status) {
    return status == Nfs3.NFS3ERR_STALE || status == Nfs3.NFS3ERR_BADHANDLE;
  }

  /** Notes a server's verifier: false if it has changed since something was not on storage. */
  private static boolean isKept(StripedFile file, DataCall call) {
    synchronized (file) {
      Part part = file.part(call.mirror, call.column);
      if (part == null) {
        return true;
      }
      boolean kept = true;
      if (call instanceof DataCall.Write write && write.committed == Nfs3.UNSTABLE) {
        kept = !part.dirty || part.verifier == write.verifier;
        part.dirty = true;
        part.verifier = write.verifier;
      } else if (call instanceof DataCall.Commit commit) {
        kept = !part.dirty || part.verifier == commit.verifier;
        part.dirty = false;
      }
      return kept;
    }
  }

  /** With the lock held alone. */
  int commit(StripedFile file) {
    FileRecord record = file.record();
    if (!record.laid || (file.isIdle() && !file.written)) {
      return 0;
    }
    return onAllMirrors(
        file,
        (mirror, calls) -> {
          for (int c = 0; c < record.width; c++) {
            calls.add(
                new DataCall.Commit(record.server(mirror, c), handle(file, mirror, c))
                    .at(mirror, c));
          }
        });
  }

  /** Adds up what the data servers have, by the mirrors that each byte takes. */
  void room(FileStore.Space into) {
    List<DataCall.Room> calls = new ArrayList<>();
    for (int i = 0; i < servers.count(); i++) {
      calls.add(new DataCall.Room(i));
    }
    servers.call(calls);
    into.totalBytes = calls.stream().mapToLong(c -> c.totalBytes).sum() / mirrors;
    into.freeBytes = calls.stream().mapToLong(c -> c.freeBytes).sum() / mirrors;
  }
}
