package wml.targets.nfs.client.v4;

import java.io.IOException;
import wml.api.target.Capability.Attributes;
import wml.api.target.FileHandle;
import wml.api.target.RemoteOperation;
import wml.targets.nfs.client.NamedCall;
import wml.targets.nfs.client.Status;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * One remote call as a compound of NFS 4: SEQUENCE, then what goes to the file or directory, then
 * the operation. CREATE is OPEN and CLOSE, since version 4 makes no file otherwise. Data of files
 * that are not open goes by the anonymous stateid. Reused by its queue.
 */
final class Call4 extends NamedCall implements Pipe4.Request {
  private static final int FIFO = 7;

  private static final AttributeBits SPACE =
      AttributeBits.of(
          Nfs4.FATTR4_FILES_AVAIL,
          Nfs4.FATTR4_FILES_FREE,
          Nfs4.FATTR4_FILES_TOTAL,
          Nfs4.FATTR4_SPACE_AVAIL,
          Nfs4.FATTR4_SPACE_FREE,
          Nfs4.FATTR4_SPACE_TOTAL);

  private static final AttributeBits NAMES =
      AttributeBits.of(
          Nfs4.FATTR4_CASE_INSENSITIVE,
          Nfs4.FATTR4_CASE_PRESERVING,
          Nfs4.FATTR4_CHOWN_RESTRICTED,
          Nfs4.FATTR4_MAXLINK,
          Nfs4.FATTR4_MAXNAME,
          Nfs4.FATTR4_NO_TRUNC);

  private static final AttributeBits NONE = AttributeBits.of();

  private final Client4 client;
  private final long owner;
  private final AttributeChange change = new AttributeChange();
  private final StateId anonymous = new StateId().anonymous();
  private final StateId current = new StateId().current();
  private final Read4 read = new Read4();
  private final Written4 written = new Written4();

  Call4(Client4 client, int index, long owner) {
    super(index);
    this.client = client;
    this.owner = owner;
  }

  @Override
  public boolean keeps() {
    return switch (operation) {
      case SETATTR, WRITE, CREATE, MKDIR, SYMLINK, MKNOD, REMOVE, RMDIR, RENAME, LINK -> true;
      default -> false;
    };
  }

  @Override
  public void write(Calls4 calls) {
    if (operation == RemoteOperation.NULL) {
      return;
    }
    calls.at(handle);
    switch (operation) {
      case NULL -> {}
      case GETATTR -> calls.askAttributes();
      case FSSTAT -> SPACE.write(calls.op(Nfs4.OP_GETATTR));
      case FSINFO -> Asked.LIMITS.write(calls.op(Nfs4.OP_GETATTR));
      case PATHCONF -> NAMES.write(calls.op(Nfs4.OP_GETATTR));
      case READLINK -> calls.op(Nfs4.OP_READLINK);
      case ACCESS -> calls.op(Nfs4.OP_ACCESS).putInt(rights());
      case COMMIT -> calls.op(Nfs4.OP_COMMIT).putLong(offset).putInt(length);
      case READDIR -> list(calls, NONE);
      case READDIRPLUS -> list(calls, Asked.FILE);
      case READ, WRITE -> data(calls);
      case SETATTR -> {
        XdrWriter out = calls.op(Nfs4.OP_SETATTR);
        anonymous.write(out);
        Changes4.write(out, attributes());
      }
      default -> name(calls);
    }
  }

  private void list(Calls4 calls, AttributeBits asked) {
    XdrWriter out = calls.op(Nfs4.OP_READDIR);
    asked.write(out.putLong(0).putLong(0).putInt(length).putInt(length));
  }

  private void data(Calls4 calls) {
    boolean reads = operation == RemoteOperation.READ;
    XdrWriter out = calls.op(reads ? Nfs4.OP_READ : Nfs4.OP_WRITE);
    (file == null ? anonymous : File4.of(file).stateid()).write(out);
    out.putLong(offset);
    if (reads) {
      out.putInt(length);
      read.expect(memory, 0, length);
    } else {
      out.putInt(stable()).putOpaque(memory.memory(), 0, length);
    }
  }

  /** What changes or finds a name. */
  private void name(Calls4 calls) {
    switch (operation) {
      case LOOKUP -> {
        name.write(calls.op(Nfs4.OP_LOOKUP));
        calls.op(Nfs4.OP_GETFH);
        calls.askAttributes();
      }
      case CREATE -> create(calls);
      case MKDIR -> make(calls, Tree4.DIRECTORY);
      case MKNOD -> make(calls, FIFO);
      case SYMLINK -> {
        XdrWriter out = calls.op(Nfs4.OP_CREATE).putInt(Tree4.LINK);
        out.putOpaque(other.memory(), 0, other.length());
        name.write(out);
        Changes4.write(out, attributes());
      }
      case REMOVE, RMDIR -> name.write(calls.op(Nfs4.OP_REMOVE));
      case RENAME -> {
        calls.op(Nfs4.OP_SAVEFH);
        XdrWriter out = calls.at(second).op(Nfs4.OP_RENAME);
        name.write(out);
        secondName.write(out);
      }
      case LINK -> {
        calls.op(Nfs4.OP_SAVEFH);
        secondName.write(calls.at(second).op(Nfs4.OP_LINK));
      }
      default -> throw new IllegalStateException("an operation without a name: " + operation);
    }
  }

  private void make(Calls4 calls, int type) {
    XdrWriter out = calls.op(Nfs4.OP_CREATE).putInt(type);
    name.write(out);
    Changes4.write(out, attributes());
  }

  private void create(Calls4 calls) {
    XdrWriter out = calls.op(Nfs4.OP_OPEN).putInt(0);
    out.putInt(Nfs4.OPEN4_SHARE_ACCESS_WRITE | Nfs4.OPEN4_SHARE_ACCESS_WANT_NO_DELEG);
    out.putInt(Nfs4.OPEN4_SHARE_DENY_NONE);
    out.putLong(client.clientId()).putInt(Long.BYTES).putLong(owner);
    out.putInt(Nfs4.OPEN4_CREATE).putInt(Nfs4.UNCHECKED4);
    Changes4.write(out, attributes());
    name.write(out.putInt(Nfs4.CLAIM_NULL));
    current.write(calls.op(Nfs4.OP_CLOSE).putInt(0));
  }

  private AttributeChange attributes() {
    change.clear().mode = mode;
    return change;
  }

  private int stable() {
    return switch (stability) {
      case UNSTABLE -> Nfs4.UNSTABLE4;
      case DATA_SYNC -> Nfs4.DATA_SYNC4;
      case FILE_SYNC -> Nfs4.FILE_SYNC4;
    };
  }

  private int rights() {
    int wanted = (mode & Attributes.READ) != 0 ? Nfs4.ACCESS4_READ : 0;
    wanted |= (mode & Attributes.WRITE) != 0 ? Nfs4.ACCESS4_MODIFY | Nfs4.ACCESS4_EXTEND : 0;
    return wanted | ((mode & Attributes.EXECUTE) != 0 ? Nfs4.ACCESS4_EXECUTE : 0);
  }

  @Override
  public boolean place(XdrReader in, Place where) throws XdrException {
    return operation == RemoteOperation.READ && read.place(in, where);
  }

  @Override
  public boolean take(int status, XdrReader in) throws IOException {
    bytes = 0;
    switch (operation) {
      case READ -> {
        read.take(status, in);
        bytes = read.count();
      }
      case WRITE -> {
        written.take(status, in);
        bytes = written.count;
        if (status == 0 && file != null) {
          File4.of(file).noted(written);
        }
      }
      case READLINK, READDIR, READDIRPLUS -> {
        if (status == 0) {
          in.skip(16); // PUTFH, 0, the operation, 0
          boolean link = operation == RemoteOperation.READLINK;
          bytes = link ? in.opaqueLength(in.remaining()) : in.remaining();
        }
      }
      default -> {}
    }
    if (status != 0) {
      throw failed(status);
    }
    return false;
  }

  private IOException failed(int status) {
    boolean data = operation == RemoteOperation.READ || operation == RemoteOperation.WRITE;
    FileHandle open = file;
    return open == null
        ? Status.failed(status, operation.toString(), path)
        : File4.of(open).failed(status, operation.toString(), data ? offset : -1);
  }

  @Override
  protected void begun() {
    if (file != null) {
      File4.of(file).requestBegun();
    }
  }

  @Override
  protected void over() throws IOException {
    FileHandle open = file;
    if (open != null) {
      file = null;
      File4.of(open).requestOver();
    }
  }
}
