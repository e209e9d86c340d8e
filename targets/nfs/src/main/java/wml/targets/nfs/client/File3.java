package wml.targets.nfs.client;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v3.Nfs3;

/** An open file of a session, which reuses the object for a later one. */
final class File3 implements FileHandle {
  private final Session3 session;
  private final Handle handle = new Handle();
  private final WriteAnswer written = new WriteAnswer();
  private OpenMode mode = OpenMode.READ;
  private boolean open;
  private int bucket;
  private byte[] path = new byte[128];
  private int pathLength;

  /** Whether something written is not yet on the server's storage, and its verifier then. */
  private boolean unstable;

  private long verifier;
  private boolean lost;

  /** Requests of it that are not over. */
  private int underWay;

  /** The session's list of objects to reuse. */
  @Nullable File3 nextFree;

  File3(Session3 session) {
    this.session = session;
  }

  /** A handle that a session here made. */
  static File3 of(FileHandle handle) {
    if (!(handle instanceof File3 file)) {
      throw new IllegalArgumentException("a handle of another target: " + handle);
    }
    return file;
  }

  File3 opened(Handle found, OpenMode how, FilePath name, int nameBucket) {
    handle.set(found);
    mode = how;
    open = true;
    bucket = nameBucket;
    unstable = false;
    lost = false;
    pathLength = name.length();
    if (path.length < pathLength) {
      path = new byte[2 * pathLength];
    }
    MemorySegment.copy(name.memory(), ValueLayout.JAVA_BYTE, 0, path, 0, pathLength);
    return this;
  }

  Handle handle() {
    return handle;
  }

  int stable() {
    return mode.isSync() ? Nfs3.FILE_SYNC : mode.isDataSync() ? Nfs3.DATA_SYNC : Nfs3.UNSTABLE;
  }

  private String path() {
    return new String(path, 0, pathLength, StandardCharsets.UTF_8);
  }

  TargetException failed(int status, String operation, long offset) {
    return Status.failed(status, operation, path(), offset);
  }

  /** Refuses what the file was not opened for, as a closed one refuses everything. */
  void check(boolean allowed, String operation, long offset) throws TargetException {
    if (!open || !allowed) {
      throw new TargetException(
          ErrorKind.EBADF, ErrorKind.EBADF.errno(), operation, path(), offset);
    }
  }

  void checkTransfer(boolean write, long offset) throws TargetException {
    check(write ? mode.writes() : mode.reads(), write ? "write" : "read", offset);
  }

  @Override
  public int read(IoBuffer into, int length, long offset) throws IOException {
    into.checkRoom(length);
    check(mode.reads(), "read", offset);
    int done = 0;
    long start = into.start();
    try {
      while (done < length) {
        int part = Math.min(length - done, session.readBytes());
        into.window(start + done, part);
        ReadAnswer answer = session.calls().read(handle, into, part, offset + done);
        if (answer.status() != 0) {
          throw failed(answer.status(), "read", offset + done);
        }
        done += answer.count();
        if (answer.isEnd() || answer.count() == 0) {
          break;
        }
      }
    } finally {
      into.window(start, length);
    }
    return done == 0 && length > 0 ? END : done;
  }

  @Override
  public int write(IoBuffer from, int length, long offset) throws IOException {
    from.checkRoom(length);
    check(mode.writes(), "write", offset);
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, session.writeBytes());
      session.calls().write(handle, from, done, part, offset + done, stable(), written);
      took(written, offset + done);
      if (written.count == 0) {
        break;
      }
      done += written.count;
    }
    return done;
  }

  /** A write was answered. */
  void took(WriteAnswer answer, long offset) throws TargetException {
    if (answer.status != 0) {
      throw failed(answer.status, "write", offset);
    }
    noted(answer);
  }

  /** Remembers what a write, which did not fail, left to be committed. */
  void noted(WriteAnswer answer) {
    if (answer.committed == Nfs3.UNSTABLE) {
      // A server that comes back without what it had not stored says so by another verifier.
      lost |= unstable && verifier != answer.verifier;
      verifier = answer.verifier;
      unstable = true;
    }
  }

  @Override
  public void sync(SyncMode how) throws IOException {
    check(true, "fsync", -1);
    if (!unstable) {
      return;
    }
    session.calls().commit(handle, written);
    if (written.status != 0) {
      throw failed(written.status, "commit", -1);
    }
    boolean gone = lost || written.verifier != verifier;
    unstable = false;
    lost = false;
    if (gone) {
      throw new TargetException(
          ErrorKind.EIO,
          0,
          "commit",
          path() + ", of which the server lost unsynced writes when it started anew",
          -1);
    }
  }

  @Override
  public void stat(FileStat into) throws IOException {
    check(true, "stat", -1);
    int status = session.calls().getAttributes(handle, session.attributes());
    if (status != 0) {
      throw failed(status, "stat", -1);
    }
    session.fill(into);
  }

  @Override
  public void truncate(long sizeBytes) throws IOException {
    check(mode.writes(), "truncate", -1);
    AttributeChange change = session.change().clear();
    change.size = sizeBytes;
    int status = session.calls().setAttributes(handle, change);
    if (status != 0) {
      throw failed(status, "truncate", -1);
    }
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      if (underWay == 0) {
        session.closed(this, bucket);
      }
    }
  }

  /** From now on a request goes on with the file, also if it is closed. */
  void requestBegun() {
    underWay++;
  }

  void requestOver() throws IOException {
    underWay--;
    if (underWay == 0 && !open) {
      session.closed(this, bucket);
    }
  }
}
