package wml.targets.nfs.client.v4;

import java.io.IOException;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.targets.nfs.client.Status;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Extended attributes (RFC 8276): one round trip each, as a file's directory is known. */
final class NamedValues4 implements Capability.ExtendedAttributes {
  private static final int MOST_VALUE_BYTES = 1 << 16;
  private static final int LIST_BYTES = 32 << 10;
  private static final int MOST_NAMES = LIST_BYTES / 4;

  private final Session4 session;
  private final Calls4 calls;
  private final Name listed = new Name();
  private int step;

  NamedValues4(Session4 session) {
    this.session = session;
    calls = session.calls();
  }

  /** Begins a compound that goes to what the walk has found. */
  private void begin(boolean keeps) throws IOException {
    calls.begin(keeps).at(session.walk().directory());
    step = session.tree().step(session.walk().name());
  }

  private XdrReader results(int operation) throws XdrException {
    calls.next(Nfs4.OP_PUTFH);
    if (step != 0) {
      calls.next(step);
    }
    return calls.next(operation);
  }

  private static void write(XdrWriter out, AttributeName name) {
    out.putOpaque(name.memory(), 0, (int) name.memory().byteSize() - 1);
  }

  @Override
  public int get(FilePath path, AttributeName name, IoBuffer into, int room) throws IOException {
    into.checkRoom(room);
    int status;
    do {
      status = session.walk().to(path);
      if (status == 0) {
        do {
          begin(false);
          write(calls.op(Nfs4.OP_GETXATTR), name);
        } while (!calls.finish());
        status = calls.status();
      }
    } while (session.walk().isWorthAgain(status));
    Session4.check(status, "getxattr", path);
    XdrReader in = results(Nfs4.OP_GETXATTR);
    int length = in.opaqueLength(MOST_VALUE_BYTES);
    if (length > room) {
      throw Status.failed(ErrorKind.ERANGE.errno(), "getxattr", path);
    }
    in.fixed(into.memory(), into.start(), length);
    return length;
  }

  @Override
  public void set(FilePath path, AttributeName name, IoBuffer from, int length) throws IOException {
    from.checkRoom(length);
    int status;
    do {
      status = session.walk().to(path);
      if (status == 0) {
        do {
          begin(true);
          XdrWriter out = calls.op(Nfs4.OP_SETXATTR).putInt(Nfs4.SETXATTR4_EITHER);
          write(out, name);
          out.putOpaque(from.memory(), from.start(), length);
        } while (!calls.finish());
        status = calls.status();
      }
    } while (session.walk().isWorthAgain(status));
    Session4.check(status, "setxattr", path);
  }

  @Override
  public int list(FilePath path, NameSink names) throws IOException {
    int count = 0;
    long cookie = 0;
    boolean end = false;
    while (!end) {
      int status;
      do {
        status = session.walk().to(path);
        if (status == 0) {
          do {
            begin(false);
            calls.op(Nfs4.OP_LISTXATTRS).putLong(cookie).putInt(LIST_BYTES);
          } while (!calls.finish());
          status = calls.status();
        }
      } while (session.walk().isWorthAgain(status));
      Session4.check(status, "listxattr", path);
      XdrReader in = results(Nfs4.OP_LISTXATTRS);
      cookie = in.getLong();
      int here = in.count(MOST_NAMES);
      for (int i = 0; i < here; i++) {
        listed.read(in, Name.MOST_PATH_BYTES);
        names.name(listed.array(), listed.length(), false);
      }
      count += here;
      end = in.getBoolean();
    }
    return count;
  }

  @Override
  public void remove(FilePath path, AttributeName name) throws IOException {
    int status;
    calls.freshCall();
    do {
      status = session.walk().to(path);
      if (status == 0) {
        do {
          begin(true);
          write(calls.op(Nfs4.OP_REMOVEXATTR), name);
        } while (!calls.finish());
        status = calls.status();
      }
    } while (session.walk().isWorthAgain(status));
    if (status == Nfs4.NFS4ERR_NOXATTR && calls.wasSentAgain()) {
      return;
    }
    Session4.check(status, "removexattr", path);
  }
}
