package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.nfs.client.Status;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.FileSystemFacts;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Gets a client known to its server and gives a connection a session (RFC 8881, sections 18.35 to
 * 18.37, 18.50, 18.51). Each method is one compound, sent until it is answered. Cold.
 */
final class Establishment {
  private static final int CACHED_BYTES = 4 << 10;
  private static final int MOST_OPERATIONS = 32;
  private static final int BACK_BYTES = 4 << 10;
  private static final int BACK_OPERATIONS = 8;
  private static final int MOST_NAME = 1024;

  private final Client4 client;
  private final Calls4 calls;
  private int requestBytes;
  private int responseBytes;
  private boolean backChannel;

  Establishment(Client4 client, Calls4 calls) {
    this.client = client;
    this.calls = calls;
  }

  /** Longest request of the session. */
  int requestBytes() {
    return requestBytes;
  }

  int responseBytes() {
    return responseBytes;
  }

  /** From now on sessions have a channel by which the server calls. */
  void wantBackChannel() {
    backChannel = true;
  }

  /**
   * What a server says of a client that introduces itself.
   *
   * @param id of the client
   * @param sequence of its first session
   * @param flags what the server is
   */
  record Introduced(long id, int sequence, int flags) {}

  Introduced exchangeId() throws IOException {
    do {
      calls.open();
      XdrWriter out = calls.op(Nfs4.OP_EXCHANGE_ID);
      out.putLong(client.verifier()).putOpaque(client.name().getBytes(StandardCharsets.UTF_8));
      out.putInt(client.server().use()).putInt(Nfs4.SP4_NONE).putInt(0);
    } while (!calls.finishPlain());
    check();
    XdrReader in = calls.next(Nfs4.OP_EXCHANGE_ID);
    return new Introduced(in.getLong(), in.getInt(), in.getInt());
  }

  /** Returns a status. */
  int createSession(long clientId, int sequence) throws IOException {
    do {
      calls.open();
      XdrWriter out = calls.op(Nfs4.OP_CREATE_SESSION);
      out.putLong(clientId).putInt(sequence);
      out.putInt(backChannel ? Nfs4.CREATE_SESSION4_FLAG_CONN_BACK_CHAN : 0);
      channel(out, Calls4.RECORD_BYTES, MOST_OPERATIONS, client.server().depth());
      channel(out, BACK_BYTES, BACK_OPERATIONS, 1);
      out.putInt(Nfs4.NFS4_CALLBACK).putInt(1).putInt(0); // callbacks come without credentials
    } while (!calls.finishPlain());
    int status = calls.status();
    if (status == 0) {
      XdrReader in = calls.next(Nfs4.OP_CREATE_SESSION);
      calls.session().read(in);
      in.skip(8);
      calls.slots().renew(granted(in));
    }
    return status;
  }

  private static void channel(XdrWriter out, int bytes, int operations, int requests) {
    out.putInt(0).putInt(bytes).putInt(bytes).putInt(Math.min(bytes, CACHED_BYTES));
    out.putInt(operations).putInt(requests).putInt(0);
  }

  /** Reads {@code channel_attrs4} of what calls go by; returns the slots. */
  private int granted(XdrReader in) throws XdrException {
    in.getInt();
    requestBytes = in.getInt();
    responseBytes = in.getInt();
    in.skip(8);
    int slots = in.getInt();
    if (requestBytes < 2 * Calls4.HEAD_BYTES || responseBytes < 2 * Calls4.HEAD_BYTES) {
      throw new XdrException(
          "%s takes messages of %,d and sends ones of %,d bytes; that is too little"
              .formatted(client.server(), requestBytes, responseBytes));
    }
    return Math.clamp(slots, 1, client.server().depth());
  }

  /** After a connection was lost that the server calls by, or that it wants to know. */
  void bind() throws IOException {
    do {
      calls.open();
      XdrWriter out = calls.op(Nfs4.OP_BIND_CONN_TO_SESSION);
      calls.session().write(out);
      out.putInt(backChannel ? Nfs4.CDFC4_FORE_OR_BOTH : Nfs4.CDFC4_FORE).putBoolean(false);
    } while (!calls.finishPlain());
    // A session that is gone shows at the next SEQUENCE.
  }

  boolean hasBackChannel() {
    return backChannel;
  }

  /** All that was held before is reclaimed, if there was anything. */
  void reclaimComplete() throws IOException {
    do {
      calls.begin(true).op(Nfs4.OP_RECLAIM_COMPLETE).putBoolean(false);
    } while (!calls.finish());
    if (calls.status() != Nfs4.NFS4ERR_COMPLETE_ALREADY) {
      check();
    }
  }

  /** Finds the export, and what the server takes at once. */
  FileSystemFacts find(Handle root) throws IOException {
    String export = client.server().export();
    Asked asked = new Asked();
    FileAttributes attributes = new FileAttributes();
    int names;
    do {
      names = 0;
      calls.begin(false).op(Nfs4.OP_PUTROOTFH);
      for (String each : export.split("/", -1)) {
        if (!each.isEmpty()) {
          calls.op(Nfs4.OP_LOOKUP).putString(each);
          names++;
        }
      }
      calls.op(Nfs4.OP_GETFH);
      Asked.LIMITS.write(calls.op(Nfs4.OP_GETATTR));
    } while (!calls.finish());
    if (calls.status() != 0) {
      throw noExport(calls.status(), export);
    }
    calls.next(Nfs4.OP_PUTROOTFH);
    for (int i = 0; i < names; i++) {
      calls.next(Nfs4.OP_LOOKUP);
    }
    root.read(calls.next(Nfs4.OP_GETFH), Nfs4.NFS4_FHSIZE);
    asked.read(calls.next(Nfs4.OP_GETATTR), attributes);
    if (attributes.type != 2) {
      throw noExport(Nfs4.NFS4ERR_NOTDIR, export);
    }
    return asked.facts();
  }

  private TargetException noExport(int status, String export) throws IOException {
    ErrorKind kind = Status.kind(status);
    String remedy =
        switch (kind) {
          case ENOENT -> " is not there" + names();
          case EACCES, EPERM ->
              " may not be used with this address, uid and gid; see the server's exports";
          default -> "";
        };
    return new TargetException(
        kind, "attach to", "%s: export %s%s".formatted(client.server(), export, remedy));
  }

  /** What the server's root holds, as far as it says so. */
  private String names() throws IOException {
    do {
      calls.begin(false).op(Nfs4.OP_PUTROOTFH);
      XdrWriter out = calls.op(Nfs4.OP_READDIR).putLong(0).putLong(0).putInt(4096).putInt(8192);
      Asked.ENTRY.write(out);
    } while (!calls.finish());
    if (calls.status() != 0) {
      return "";
    }
    calls.next(Nfs4.OP_PUTROOTFH);
    XdrReader in = calls.next(Nfs4.OP_READDIR);
    in.getLong();
    StringBuilder out = new StringBuilder();
    Asked asked = new Asked();
    while (in.getBoolean()) {
      in.getLong();
      out.append(out.isEmpty() ? "; the server's root holds /" : ", /")
          .append(in.string(MOST_NAME));
      asked.read(in, new FileAttributes());
    }
    return out.toString();
  }

  void destroySession() throws IOException {
    if (calls.slots().count() > 0) {
      calls.open();
      calls.session().write(calls.op(Nfs4.OP_DESTROY_SESSION));
      calls.finishOnce();
    }
  }

  void destroyClient(long clientId) throws IOException {
    calls.open();
    calls.op(Nfs4.OP_DESTROY_CLIENTID).putLong(clientId);
    calls.finishOnce();
  }

  private void check() throws TargetException {
    if (calls.status() != 0) {
      throw States.refused(client.server(), calls.status());
    }
  }
}
