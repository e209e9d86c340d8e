package wml.targets.nfs.client;

import java.io.IOException;
import wml.api.target.Capability.Attributes;
import wml.api.target.FileHandle;
import wml.api.target.RemoteOperation;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** One call of NFS 3 as its arguments say: one message there, one back. Reused by its queue. */
final class Call3 extends NamedCall implements Requests.Request {
  private final AttributeChange change = new AttributeChange();
  private final ReadAnswer read = new ReadAnswer();
  private final WriteAnswer written = new WriteAnswer();

  Call3(int index) {
    super(index);
  }

  @Override
  public void write(Calls3 through) {
    XdrWriter out = through.begin(procedure(operation));
    switch (operation) {
      case NULL -> {}
      case GETATTR, READLINK, FSSTAT, FSINFO, PATHCONF -> handle.write(out);
      case LOOKUP, REMOVE, RMDIR -> name(out);
      case SETATTR -> {
        handle.write(out);
        attributes().write(out);
        out.putBoolean(false);
      }
      case ACCESS -> {
        handle.write(out);
        out.putInt(rights());
      }
      case READ -> {
        handle.write(out);
        out.putLong(offset).putInt(length);
        read.expect(memory, 0, length);
      }
      case WRITE -> {
        handle.write(out);
        out.putLong(offset).putInt(length).putInt(stable());
        out.putOpaque(memory.memory(), 0, length);
      }
      case CREATE -> {
        name(out);
        attributes().write(out.putInt(Nfs3.UNCHECKED));
      }
      case MKDIR -> {
        name(out);
        attributes().write(out);
      }
      case SYMLINK -> {
        name(out);
        attributes().write(out);
        out.putOpaque(other.memory(), 0, other.length());
      }
      case MKNOD -> {
        name(out);
        attributes().write(out.putInt(Nfs3.NF3FIFO));
      }
      case RENAME -> {
        name(out);
        second.write(out);
        secondName.write(out);
      }
      case LINK -> {
        handle.write(out);
        second.write(out);
        secondName.write(out);
      }
      case READDIR, READDIRPLUS -> {
        handle.write(out);
        out.putLong(0).putLong(0).putInt(length);
        if (operation == RemoteOperation.READDIRPLUS) {
          out.putInt(length);
        }
      }
      case COMMIT -> {
        handle.write(out);
        out.putLong(offset).putInt(length);
      }
    }
  }

  private void name(XdrWriter out) {
    handle.write(out);
    name.write(out);
  }

  private AttributeChange attributes() {
    change.clear().mode = mode;
    return change;
  }

  private int stable() {
    return switch (stability) {
      case UNSTABLE -> Nfs3.UNSTABLE;
      case DATA_SYNC -> Nfs3.DATA_SYNC;
      case FILE_SYNC -> Nfs3.FILE_SYNC;
    };
  }

  private int rights() {
    int wanted = (mode & Attributes.READ) != 0 ? Nfs3.ACCESS3_READ : 0;
    wanted |= (mode & Attributes.WRITE) != 0 ? Nfs3.ACCESS3_MODIFY | Nfs3.ACCESS3_EXTEND : 0;
    return wanted | ((mode & Attributes.EXECUTE) != 0 ? Nfs3.ACCESS3_EXECUTE : 0);
  }

  private static int procedure(RemoteOperation operation) {
    return switch (operation) {
      case NULL -> Nfs3.NFSPROC3_NULL;
      case GETATTR -> Nfs3.NFSPROC3_GETATTR;
      case SETATTR -> Nfs3.NFSPROC3_SETATTR;
      case LOOKUP -> Nfs3.NFSPROC3_LOOKUP;
      case ACCESS -> Nfs3.NFSPROC3_ACCESS;
      case READLINK -> Nfs3.NFSPROC3_READLINK;
      case READ -> Nfs3.NFSPROC3_READ;
      case WRITE -> Nfs3.NFSPROC3_WRITE;
      case CREATE -> Nfs3.NFSPROC3_CREATE;
      case MKDIR -> Nfs3.NFSPROC3_MKDIR;
      case SYMLINK -> Nfs3.NFSPROC3_SYMLINK;
      case MKNOD -> Nfs3.NFSPROC3_MKNOD;
      case REMOVE -> Nfs3.NFSPROC3_REMOVE;
      case RMDIR -> Nfs3.NFSPROC3_RMDIR;
      case RENAME -> Nfs3.NFSPROC3_RENAME;
      case LINK -> Nfs3.NFSPROC3_LINK;
      case READDIR -> Nfs3.NFSPROC3_READDIR;
      case READDIRPLUS -> Nfs3.NFSPROC3_READDIRPLUS;
      case FSSTAT -> Nfs3.NFSPROC3_FSSTAT;
      case FSINFO -> Nfs3.NFSPROC3_FSINFO;
      case PATHCONF -> Nfs3.NFSPROC3_PATHCONF;
      case COMMIT -> Nfs3.NFSPROC3_COMMIT;
    };
  }

  @Override
  public boolean place(XdrReader in, Place where) throws XdrException {
    return operation == RemoteOperation.READ && read.place(in, where);
  }

  @Override
  public int take(XdrReader in) throws XdrException {
    bytes = 0;
    return switch (operation) {
      case NULL -> 0;
      case READ -> {
        read.take(in);
        bytes = read.count();
        yield read.status();
      }
      case WRITE -> taken(in);
      case READLINK, READDIR, READDIRPLUS -> page(in);
      default -> in.getInt();
    };
  }

  private int taken(XdrReader in) throws XdrException {
    written.take(in);
    if (written.status == 0) {
      bytes = written.count;
      if (file != null) {
        File3.of(file).noted(written);
      }
    }
    return written.status;
  }

  private int page(XdrReader in) throws XdrException {
    int status = in.getInt();
    if (status == 0) {
      Calls3.skipAttributes(in);
      boolean link = operation == RemoteOperation.READLINK;
      bytes = link ? in.opaqueLength(Nfs3.NFS3_PATHLEN) : in.remaining();
    }
    return status;
  }

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public TargetException failed(int status) {
    boolean data = operation == RemoteOperation.READ || operation == RemoteOperation.WRITE;
    FileHandle open = file;
    return open == null
        ? Status.failed(status, operation.toString(), path)
        : File3.of(open).failed(status, operation.toString(), data ? offset : -1);
  }

  @Override
  protected void begun() {
    if (file != null) {
      File3.of(file).requestBegun();
    }
  }

  @Override
  protected void over() throws IOException {
    FileHandle open = file;
    if (open != null) {
      file = null;
      File3.of(open).requestOver();
    }
  }
}
