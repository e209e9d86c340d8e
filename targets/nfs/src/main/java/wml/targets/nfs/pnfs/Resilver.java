package wml.targets.nfs.pnfs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;

/**
 * Brings stale mirrors up to date once their data servers are back, and removes data whose file is
 * gone. One thread; it also looks for files that were stale already when it started.
 */
final class Resilver implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;
  private static final long STOP_MILLIS = 10_000;
  private static final int COPY_BYTES = 1 << 20;

  private final FileStore inner;
  private final FileTable files;
  private final DataServers servers;
  private final LinkedBlockingQueue<Handle> stale = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<DataCall.Remove> garbage = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private @Nullable FileRecords records;
  private @Nullable StripedData data;
  private @Nullable Layouts layouts;
  private volatile boolean closed;

  Resilver(FileStore inner, FileTable files, DataServers servers) {
    this.inner = inner;
    this.files = files;
    this.servers = servers;
    thread = Thread.ofPlatform().daemon().name("pnfs-resilver").unstarted(this::run);
  }

  void start(FileRecords ofFiles, StripedData ofData, Layouts ofLayouts) {
    records = ofFiles;
    data = ofData;
    layouts = ofLayouts;
    thread.start();
  }

  /** A mirror of the file misses something. */
  void stale(StripedFile file) {
    synchronized (stale) {
      if (stale.stream().noneMatch(h -> h.is(file.handle))) {
        stale.add(new Handle().set(file.handle));
      }
    }
  }

  int waiting() {
    return stale.size();
  }

  /** A file's data is no longer needed. */
  void remove(FileRecord record) {
    if (record.laid) {
      List<DataCall.Remove> calls = new ArrayList<>();
      for (int k = 0; k < record.mirrors; k++) {
        for (int c = 0; c < record.width; c++) {
          calls.add(new DataCall.Remove(record.server(k, c), record.name()));
        }
      }
      servers.callLater(calls, () -> keepUnanswered(calls));
    }
  }

  private void keepUnanswered(List<DataCall.Remove> calls) {
    for (DataCall.Remove call : calls) {
      if (call.status == DataCall.DEAD) {
        garbage.add(call);
      }
    }
  }

  private void run() {
    try {
      Handle root = new Handle();
      inner.root(root);
      search(root);
      while (!closed) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        clean();
        for (int left = stale.size(); left > 0 && !closed; left--) {
          Handle handle = stale.peek();
          if (handle != null && heal(handle)) {
            stale.poll();
          } else if (handle != null) {
            stale.poll();
            stale.add(handle);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void clean() {
    List<DataCall.Remove> calls = new ArrayList<>();
    for (DataCall.Remove call = garbage.poll(); call != null; call = garbage.poll()) {
      calls.add(call);
    }
    servers.call(calls);
    keepUnanswered(calls);
  }

  /** Loads all files below a directory: that shows which are stale. */
  private void search(Handle directory) {
    List<byte[]> names = new ArrayList<>();
    inner.list(
        directory,
        0,
        (fileid, name, length, cookie) -> {
          names.add(java.util.Arrays.copyOf(name, length));
          return true;
        });
    Handle child = new Handle();
    FileAttributes attributes = new FileAttributes();
    for (byte[] bytes : names) {
      Name name = new Name().set(bytes, bytes.length);
      if (closed
          || name.isDot()
          || name.isDotDot()
          || inner.lookup(directory, name, child, attributes) != 0) {
        continue;
      }
      if (attributes.type == Nfs3.NF3DIR) {
        search(new Handle().set(child));
      } else if (attributes.type == Nfs3.NF3REG) {
        StripedFile file = files.acquire(child);
        try {
          Objects.requireNonNull(records).load(file);
        } finally {
          files.release(file);
        }
      }
    }
  }

  /** Whether nothing is left to do for a file. */
  private boolean heal(Handle handle) {
    FileRecords ofFiles = Objects.requireNonNull(records);
    StripedFile file = files.acquire(handle);
    file.lock.writeLock().lock();
    try {
      if (file.gone || ofFiles.load(file) != 0) {
        return true;
      }
      FileRecord record = file.record();
      for (int k = 0; k < record.mirrors; k++) {
        if (record.isStale(k)) {
          // Layouts come back only when the mirror's servers are there.
          if (ofFiles.make(file, k) != 0
              || Objects.requireNonNull(layouts).takeBack(file) != 0
              || !copy(file, k)) {
            file.forget(k);
            return false;
          }
          record.stale &= ~(1 << k);
          if (ofFiles.store(file, FileRecords.STABLE) != 0) {
            record.stale |= 1 << k;
            return false;
          }
        }
      }
      return true;
    } finally {
      file.lock.writeLock().unlock();
      files.release(file);
    }
  }

  /** Fills a mirror from the others; whether all is on its storage. */
  private boolean copy(StripedFile file, int mirror) {
    FileRecord record = file.record();
    AttributeChange empty = Objects.requireNonNull(records).access(record);
    empty.size = 0;
    List<DataCall> calls = new ArrayList<>();
    for (int c = 0; c < record.width; c++) {
      Handle part = StripedData.handle(file, mirror, c);
      calls.add(new DataCall.Change(record.server(mirror, c), part, empty));
    }
    servers.call(calls);
    if (!isAllDone(calls)) {
      return false;
    }
    try (Arena arena = Arena.ofShared()) {
      MemorySegment room = arena.allocate(COPY_BYTES, 8);
      for (long at = 0; at < record.size; at += COPY_BYTES) {
        MemorySegment part = room.asSlice(0, Math.min(COPY_BYTES, record.size - at));
        calls.clear();
        if (closed || Objects.requireNonNull(data).read(file, at, part) != 0) {
          return false;
        }
        for (long[] piece : StripedData.pieces(record, at, part.byteSize())) {
          int column = record.column(piece[0]);
          calls.add(
              new DataCall.Write(
                  record.server(mirror, column),
                  StripedData.handle(file, mirror, column),
                  piece[0],
                  (int) piece[1],
                  part,
                  piece[0] - at,
                  FileRecords.STABLE));
        }
        servers.call(calls);
        if (!isAllDone(calls)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isAllDone(List<DataCall> calls) {
    return calls.stream().allMatch(c -> c.status == 0);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
