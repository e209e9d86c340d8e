package wml.targets.nfs.client.v4;

import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.CallHandler;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Answers a server's calls back (RFC 8881, section 20): layouts are recalled. Owned by the thread
 * that keeps the lease.
 */
final class Callbacks implements CallHandler {
  private static final int MOST_OPERATIONS = 8;
  private static final int MOST_LISTS = 64;

  private final Client4 client;
  private final SessionId session = new SessionId();
  private final Handle handle = new Handle();
  private final StateId stateid = new StateId();

  Callbacks(Client4 client) {
    this.client = client;
  }

  @Override
  public void called(int program, int procedure, XdrReader in, XdrWriter out) throws XdrException {
    if (procedure != Nfs4.CB_COMPOUND) {
      return; // CB_NULL
    }
    in.skip(in.opaqueLength(Nfs4.NFS4_OPAQUE_LIMIT));
    in.skip(8); // minor version, and a number that sessions don't need
    int count = in.count(MOST_OPERATIONS);
    int statusAt = out.position();
    out.putInt(0).putInt(0);
    int countAt = out.position();
    out.putInt(0);
    int status = 0;
    int done = 0;
    while (done < count && status == 0) {
      int operation = in.getInt();
      out.putInt(operation);
      int at = out.position();
      out.putInt(0);
      status =
          switch (operation) {
            case Nfs4.OP_CB_SEQUENCE -> sequence(in, out);
            case Nfs4.OP_CB_LAYOUTRECALL -> layoutRecall(in);
            default -> Nfs4.NFS4ERR_NOTSUPP;
          };
      out.putIntAt(at, status);
      done++;
    }
    out.putIntAt(statusAt, status);
    out.putIntAt(countAt, done);
  }

  private int sequence(XdrReader in, XdrWriter out) throws XdrException {
    session.read(in);
    final int sequence = in.getInt();
    final int slot = in.getInt();
    final int highest = in.getInt();
    in.getBoolean();
    int lists = in.count(MOST_LISTS);
    for (int i = 0; i < lists; i++) {
      in.skip(Nfs4.NFS4_SESSIONID_SIZE);
      in.skip(8 * in.count(MOST_LISTS));
    }
    session.write(out);
    out.putInt(sequence).putInt(slot).putInt(highest).putInt(highest);
    return 0;
  }

  private int layoutRecall(XdrReader in) throws XdrException {
    in.skip(12); // type, mode, and whether it changed
    int what = in.getInt();
    Layouts4 layouts = client.layouts();
    switch (what) {
      case Nfs4.LAYOUTRECALL4_FILE -> {
        handle.read(in, Nfs4.NFS4_FHSIZE);
        in.skip(16);
        stateid.read(in);
        return layouts == null ? Nfs4.NFS4ERR_NOMATCHING_LAYOUT : layouts.recalled(handle);
      }
      case Nfs4.LAYOUTRECALL4_FSID -> in.skip(16);
      default -> {}
    }
    return layouts == null ? Nfs4.NFS4ERR_NOMATCHING_LAYOUT : layouts.allRecalled();
  }
}
