package wml.targets.nfs.client.v4;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Answers what a server calls its client for (RFC 8881, section 20): CB_SEQUENCE and CB_RECALL.
 * What is to be given back waits here for the connection's owner, since an answer is no place to
 * call.
 */
final class Callbacks4 implements RpcClient.Callee {
  private static final int MOST_OPERATIONS = 8;
  private static final int MOST_LISTS = 64;

  private final ArrayDeque<StateId> recalled = new ArrayDeque<>();
  private final SessionId session = new SessionId();

  /** The next that is to be given back; null if there is none. */
  @Nullable StateId poll() {
    return recalled.poll();
  }

  @Override
  public void called(int procedure, XdrReader in, XdrWriter out) throws XdrException {
    if (procedure != Nfs4.CB_COMPOUND) {
      return;
    }
    int statusAt = out.position();
    out.putInt(0).putOpaque(in.opaque(Nfs4.NFS4_OPAQUE_LIMIT));
    in.getInt(); // minor version
    in.getInt(); // callback_ident
    int countAt = out.position();
    out.putInt(0);
    int operations = in.count(MOST_OPERATIONS);
    int status = 0;
    int done = 0;
    while (done < operations && status == 0) {
      int operation = in.getInt();
      out.putInt(operation);
      status =
          switch (operation) {
            case Nfs4.OP_CB_SEQUENCE -> sequence(in, out);
            case Nfs4.OP_CB_RECALL -> recall(in, out);
            default -> refuse(out);
          };
      done++;
    }
    out.putIntAt(statusAt, status);
    out.putIntAt(countAt, done);
  }

  private int sequence(XdrReader in, XdrWriter out) throws XdrException {
    session.read(in).write(out.putInt(0));
    out.putInt(in.getInt()).putInt(in.getInt());
    out.putInt(in.getInt()).putInt(0);
    in.getBoolean();
    for (int lists = in.count(MOST_LISTS); lists > 0; lists--) {
      in.skip(Nfs4.NFS4_SESSIONID_SIZE);
      in.skip(8 * in.count(MOST_LISTS));
    }
    return 0;
  }

  private int recall(XdrReader in, XdrWriter out) throws XdrException {
    recalled.add(new StateId().read(in));
    in.getBoolean();
    in.skip(in.opaqueLength(Nfs4.NFS4_FHSIZE));
    out.putInt(0);
    return 0;
  }

  private static int refuse(XdrWriter out) {
    out.putInt(Nfs4.NFS4ERR_NOTSUPP);
    return Nfs4.NFS4ERR_NOTSUPP;
  }
}
