package wml.targets.nfs.client.v4;

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
import wml.targets.nfs.client.Status;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;

/**
 * An open file of a session, which reuses the object for a later one. It is an open owner and a
 * lock owner of its own, so that what other handles of the file do means nothing to it. While its
 * session waits for a new NFS session, another thread may reclaim it.
 */
final class File4 implements FileHandle {
  private final Session4 session;
  private final long owner;
  private final Handle handle = new Handle();
  private final StateId stateid = new StateId();
  private final HeldLocks locks = new HeldLocks();
  private final Written4 written = new Written4();
  private OpenMode mode = OpenMode.READ;
  private boolean open;

  /** Whether the server has it open: until it is closed, and all its requests are over. */
  private volatile boolean held;

  /** Requests of it that are not over. */
  private int underWay;

  private int bucket;
  private byte[] path = new byte[128];
  private int pathLength;

  /** Whether something written is not yet on the server's storage, and its verifier then. */
  private boolean unstable;

  private long verifier;
  private boolean lost;

  /** Why the server did not give back what was open before it started anew; 0: it did. */
  private int refused;

  /** What it is open by here, without the server's knowing; null: it knows. */
  private @Nullable Delegation4 delegation;

  /** The session's list of objects to reuse. */
  @Nullable File4 nextFree;

  File4(Session4 session, long owner) {
    this.session = session;
    this.owner = owner;
  }

  /** A handle that a session here made. */
  static File4 of(FileHandle handle) {
    if (!(handle instanceof File4 file)) {
      throw new IllegalArgumentException("a handle of another target: " + handle);
    }
    return file;
  }

  /** Its handle and stateid have been received. */
  File4 opened(OpenMode how, FilePath name, int nameBucket) {
    mode = how;
    bucket = nameBucket;
    unstable = false;
    lost = false;
    refused = 0;
    locks.clear();
    pathLength = name.length();
    if (path.length < pathLength) {
      path = new byte[2 * pathLength];
    }
    MemorySegment.copy(name.memory(), ValueLayout.JAVA_BYTE, 0, path, 0, pathLength);
    open = true;
    held = true;
    return this;
  }

  /** The same for one that is opened here, by what the server has handed over. */
  File4 opened(Delegation4 by, FilePath name, int nameBucket) {
    handle.set(by.anchor().handle);
    stateid.set(by.anchor().stateid);
    delegation = by;
    return opened(OpenMode.READ, name, nameBucket);
  }

  /** The open that stays at the server is closed, which nobody sees as a file; its bucket. */
  int letGo() {
    open = false;
    held = false;
    return bucket;
  }

  /** After the server started anew: reads go on by what was taken back for all. */
  void followAnchor(Calls4 calls, Client4 client) throws IOException {
    Delegation4 by = delegation;
    if (held && by != null) {
      stateid.set(by.anchor().stateid);
      refused = by.anchor().refused;
      reclaimLocks(new Opens4(client, calls));
    }
  }

  long owner() {
    return owner;
  }

  Handle handle() {
    return handle;
  }

  StateId stateid() {
    return stateid;
  }

  HeldLocks locks() {
    return locks;
  }

  OpenMode mode() {
    return mode;
  }

  int stable() {
    return mode.isSync() ? Nfs4.FILE_SYNC4 : mode.isDataSync() ? Nfs4.DATA_SYNC4 : Nfs4.UNSTABLE4;
  }

  private String path() {
    return new String(path, 0, pathLength, StandardCharsets.UTF_8);
  }

  TargetException failed(int status, String operation, long offset) {
    if (refused != 0 || States.isLost(status)) {
      return States.lost(refused == 0 ? status : refused, operation, path());
    }
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

  /**
   * Takes back the open and its locks from a server that started anew, on behalf of all sessions.
   */
  void reclaim(Calls4 calls, Client4 client) throws IOException {
    if (held && delegation == null) {
      Opens4 opens = new Opens4(client, calls);
      refused = opens.reclaim(this, mode);
      reclaimLocks(opens);
    }
  }

  private void reclaimLocks(Opens4 opens) throws IOException {
    int status = refused;
    locks.forgetState();
    for (int i = 0; status == 0 && i < locks.count(); i++) {
      status = opens.lock(this, locks.offset(i), locks.length(i), locks.isExclusive(i), true);
    }
    refused = status;
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
        Read4 answer = session.opens().read(this, into, part, offset + done);
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
      session.opens().write(this, from, done, part, offset + done, written);
      took(written, offset + done);
      if (written.count == 0) {
        break;
      }
      done += written.count;
    }
    return done;
  }

  /** A write was answered. */
  void took(Written4 answer, long offset) throws TargetException {
    if (answer.status != 0) {
      throw failed(answer.status, "write", offset);
    }
    noted(answer);
  }

  /** Remembers what a write, which did not fail, left to be committed. */
  void noted(Written4 answer) {
    noted(answer.committed, answer.verifier);
  }

  void noted(int committed, long its) {
    if (committed == Nfs4.UNSTABLE4) {
      // A server that comes back without what it had not stored says so by another verifier.
      lost |= unstable && verifier != its;
      verifier = its;
      unstable = true;
    }
  }

  @Override
  public void sync(SyncMode how) throws IOException {
    check(true, "fsync", -1);
    if (!unstable) {
      return;
    }
    session.opens().commit(handle, written);
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
    Delegation4 by = delegation;
    if (by != null && by.isValid()) {
      Session4.fill(by.attributes(), into);
      return;
    }
    int status = session.tree().getAttributes(handle, session.attributes());
    if (status != 0) {
      throw failed(status, "stat", -1);
    }
    Session4.fill(session.attributes(), into);
  }

  @Override
  public void truncate(long sizeBytes) throws IOException {
    check(mode.writes(), "truncate", -1);
    int status = session.opens().truncate(this, sizeBytes);
    if (status != 0) {
      throw failed(status, "truncate", -1);
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (underWay == 0) {
      end();
    }
  }

  /** Tells the server, once nothing is under way any more. */
  private void end() throws IOException {
    int status = refused;
    Delegation4 by = delegation;
    try {
      if (by != null) {
        status = session.leave(by, this);
      } else if (status == 0) {
        status = session.opens().close(this);
      }
    } finally {
      delegation = null;
      held = false;
      session.closed(this, bucket);
    }
    if (status != 0) {
      throw failed(status, "close", -1);
    }
  }

  /** From now on a request goes on with the file, also if it is closed. */
  void requestBegun() {
    underWay++;
  }

  void requestOver() throws IOException {
    underWay--;
    if (underWay == 0 && held && !open) {
      end();
    }
  }
}
