package wml.targets.nfs.client.v4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Compounds that open and close files, move their data and lock them: each method is one round trip
 * and returns the server's status. Owned by one session.
 */
final class Opens4 {
  /** Of a lock: to the end of the file, wherever that is. */
  static final long TO_THE_END = -1;

  private static final AttributeBits SIZE = AttributeBits.of(Nfs4.FATTR4_SIZE);

  private static final int MOST_WHO_BYTES = 1024;

  private final Client4 client;
  private final Calls4 calls;
  private final DataAnswer data;
  private final Asked asked = new Asked();
  private final StateId current = new StateId().current();
  private final StateId delegation = new StateId();
  private boolean delegated;
  private boolean preservesUnlinked;

  Opens4(Client4 client, Calls4 calls) {
    this.client = client;
    this.calls = calls;
    data = new DataAnswer(calls);
  }

  /** The answer to a READ: its data goes straight into the caller's memory. */
  private static final class DataAnswer extends Answer4 {
    final Read4 read = new Read4();

    DataAnswer(Calls4 calls) {
      super(calls.rpc());
    }

    @Override
    public boolean place(long tag, XdrReader received, wml.targets.wire.oncrpc.Place where)
        throws XdrException {
      return read.place(received, where);
    }
  }

  /** Whether the file that was opened last stays when its name is removed, until it is closed. */
  boolean preservesUnlinked() {
    return preservesUnlinked;
  }

  /**
   * Opens a name in a directory: finds it, makes it if asked to, cuts it if asked to, and says what
   * it is.
   *
   * @param first attributes of a new file; of one that is there, its size
   */
  int open(
      Handle directory,
      Name name,
      OpenMode mode,
      AttributeChange first,
      File4 into,
      FileAttributes of)
      throws IOException {
    calls.freshCall();
    boolean guarded = mode.isExclusive();
    boolean cuts = mode.truncates() && !mode.creates();
    int status;
    do {
      do {
        XdrWriter out = begin(calls.begin(true).at(directory), mode, into);
        out.putInt(mode.creates() ? Nfs4.OPEN4_CREATE : Nfs4.OPEN4_NOCREATE);
        if (mode.creates()) {
          out.putInt(guarded ? Nfs4.GUARDED4 : Nfs4.UNCHECKED4);
          Changes4.write(out, first);
        }
        name.write(out.putInt(Nfs4.CLAIM_NULL));
        rest(cuts);
      } while (!calls.finish());
      status = calls.status();
      // What an earlier session has made is there already, and this client's.
      guarded &= !(status == Nfs4.NFS4ERR_EXIST && calls.wasSentAgain());
    } while (status == Nfs4.NFS4ERR_EXIST && mode.isExclusive() && !guarded);
    if (status == 0) {
      opened(cuts, into, of);
    }
    return status;
  }

  /** Opens what a handle is of, without making it. */
  int open(Handle file, OpenMode mode, File4 into, FileAttributes of) throws IOException {
    do {
      begin(calls.begin(true).at(file), mode, into)
          .putInt(Nfs4.OPEN4_NOCREATE)
          .putInt(Nfs4.CLAIM_FH);
      rest(mode.truncates());
    } while (!calls.finish());
    if (calls.status() == 0) {
      opened(mode.truncates(), into, of);
    }
    return calls.status();
  }

  private XdrWriter begin(Calls4 at, OpenMode mode, File4 file) {
    int access = mode.reads() ? Nfs4.OPEN4_SHARE_ACCESS_READ : 0;
    access |= mode.writes() ? Nfs4.OPEN4_SHARE_ACCESS_WRITE : 0;
    access |=
        client.server().delegations() && !mode.writes()
            ? Nfs4.OPEN4_SHARE_ACCESS_WANT_READ_DELEG
            : Nfs4.OPEN4_SHARE_ACCESS_WANT_NO_DELEG;
    XdrWriter out = at.op(Nfs4.OP_OPEN);
    out.putInt(0).putInt(access).putInt(Nfs4.OPEN4_SHARE_DENY_NONE);
    owner(out, file);
    return out;
  }

  private void owner(XdrWriter out, File4 file) {
    out.putLong(client.clientId()).putInt(Long.BYTES).putLong(file.owner());
  }

  private void rest(boolean cuts) {
    calls.op(Nfs4.OP_GETFH);
    if (cuts) {
      XdrWriter out = calls.op(Nfs4.OP_SETATTR);
      current.write(out);
      SIZE.write(out);
      out.putInt(8).putLong(0);
    }
    calls.askAttributes();
  }

  private void opened(boolean cut, File4 into, FileAttributes of) throws XdrException {
    calls.next(Nfs4.OP_PUTFH);
    takeOpen(into);
    into.handle().read(calls.next(Nfs4.OP_GETFH), Nfs4.NFS4_FHSIZE);
    if (cut) {
      asked.skipBits(calls.next(Nfs4.OP_SETATTR));
    }
    asked.read(calls.next(Nfs4.OP_GETATTR), of);
  }

  private void takeOpen(File4 into) throws XdrException {
    XdrReader in = calls.next(Nfs4.OP_OPEN);
    into.stateid().read(in).seqid = 0; // whatever it is by then
    in.skip(20); // change_info4
    preservesUnlinked = (in.getInt() & Nfs4.OPEN4_RESULT_PRESERVE_UNLINKED) != 0;
    asked.skipBits(in);
    takeDelegation(in);
  }

  private void takeDelegation(XdrReader in) throws XdrException {
    int type = in.getInt();
    delegated = type == Nfs4.OPEN_DELEGATE_READ;
    switch (type) {
      case Nfs4.OPEN_DELEGATE_NONE -> {}
      case Nfs4.OPEN_DELEGATE_NONE_EXT -> {
        int why = in.getInt();
        if (why == Nfs4.WND4_CONTENTION || why == Nfs4.WND4_RESOURCE) {
          in.getBoolean();
        }
      }
      case Nfs4.OPEN_DELEGATE_READ -> {
        delegation.read(in).seqid = 0; // whatever it is by then
        in.getBoolean();
        in.skip(12); // of an ACE: type, flags, mask
        in.skip(in.opaqueLength(MOST_WHO_BYTES));
      }
      default -> throw new XdrException("a delegation that nobody asked for: " + type);
    }
  }

  /** Whether the file that was opened last was handed over; a new name of that, or null. */
  @Nullable StateId takeDelegated() {
    boolean is = delegated;
    delegated = false;
    return is ? new StateId().set(delegation) : null;
  }

  /** DELEGRETURN. */
  int giveBack(Handle of, StateId what) throws IOException {
    do {
      calls.begin(true).at(of);
      what.write(calls.op(Nfs4.OP_DELEGRETURN));
    } while (!calls.finish());
    return calls.status();
  }

  /** Locks that are still held end first. */
  int close(File4 file) throws IOException {
    boolean locked = file.locks().any();
    do {
      calls.begin(true).at(file.handle());
      if (locked) {
        unlockAll(file);
      }
      file.stateid().write(calls.op(Nfs4.OP_CLOSE).putInt(0));
    } while (!calls.finish());
    return calls.status();
  }

  private void unlockAll(File4 file) {
    XdrWriter out = calls.op(Nfs4.OP_LOCKU).putInt(Nfs4.WRITE_LT).putInt(0);
    file.locks().stateid().write(out);
    out.putLong(0).putLong(TO_THE_END);
  }

  /** Takes back what was open before the server started anew. */
  int reclaim(File4 file, OpenMode mode) throws IOException {
    do {
      begin(calls.begin(true).at(file.handle()), mode, file)
          .putInt(Nfs4.OPEN4_NOCREATE)
          .putInt(Nfs4.CLAIM_PREVIOUS)
          .putInt(Nfs4.OPEN_DELEGATE_NONE);
    } while (!calls.finish());
    if (calls.status() == 0) {
      calls.next(Nfs4.OP_PUTFH);
      takeOpen(file);
    }
    return calls.status();
  }

  /** The bytes that a READ brought into the buffer's window, and whether the file ends there. */
  Read4 read(File4 file, IoBuffer into, int length, long offset) throws IOException {
    do {
      writeRead(calls.begin(false), file, length, offset);
      data.read.expect(into, into.start(), length);
    } while (!calls.finish(data));
    data.read.take(calls.status(), calls.in());
    return data.read;
  }

  static void writeRead(Calls4 begun, File4 file, int length, long offset) {
    XdrWriter out = begun.at(file.handle()).op(Nfs4.OP_READ);
    file.stateid().write(out);
    out.putLong(offset).putInt(length);
  }

  void write(File4 file, IoBuffer from, int at, int length, long offset, Written4 into)
      throws IOException {
    do {
      writeWrite(calls.begin(true), file, from, from.start() + at, length, offset);
    } while (!calls.finish());
    into.take(calls.status(), calls.in());
  }

  static void writeWrite(
      Calls4 begun, File4 file, IoBuffer from, long start, int length, long offset) {
    XdrWriter out = begun.at(file.handle()).op(Nfs4.OP_WRITE);
    file.stateid().write(out);
    out.putLong(offset).putInt(file.stable());
    out.putOpaque(from.memory(), start, length);
  }

  void commit(Handle file, Written4 into) throws IOException {
    do {
      calls.begin(false).at(file).op(Nfs4.OP_COMMIT).putLong(0).putInt(0);
    } while (!calls.finish());
    into.takeCommit(calls.status(), calls);
  }

  int truncate(File4 file, long size) throws IOException {
    do {
      XdrWriter out = calls.begin(true).at(file.handle()).op(Nfs4.OP_SETATTR);
      file.stateid().write(out);
      SIZE.write(out);
      out.putInt(8).putLong(size);
    } while (!calls.finish());
    return calls.status();
  }

  /**
   * Locks a range for a file's own lock owner.
   *
   * @param reclaims what was locked before the server started anew
   */
  int lock(File4 file, long offset, long length, boolean exclusive, boolean reclaims)
      throws IOException {
    do {
      XdrWriter out = calls.begin(true).at(file.handle()).op(Nfs4.OP_LOCK);
      out.putInt(exclusive ? Nfs4.WRITE_LT : Nfs4.READ_LT).putBoolean(reclaims);
      out.putLong(offset).putLong(length);
      out.putBoolean(!file.locks().isKnown());
      if (file.locks().isKnown()) {
        file.locks().stateid().write(out);
        out.putInt(0);
      } else {
        out.putInt(0);
        file.stateid().write(out);
        out.putInt(0);
        owner(out, file);
      }
    } while (!calls.finish());
    if (calls.status() == 0) {
      calls.next(Nfs4.OP_PUTFH);
      file.locks().known(calls.next(Nfs4.OP_LOCK));
    }
    return calls.status();
  }

  int unlock(File4 file, long offset, long length) throws IOException {
    do {
      XdrWriter out = calls.begin(true).at(file.handle()).op(Nfs4.OP_LOCKU);
      out.putInt(Nfs4.WRITE_LT).putInt(0);
      file.locks().stateid().write(out);
      out.putLong(offset).putLong(length);
    } while (!calls.finish());
    if (calls.status() == 0) {
      calls.next(Nfs4.OP_PUTFH);
      file.locks().known(calls.next(Nfs4.OP_LOCKU));
    }
    return calls.status();
  }
}
