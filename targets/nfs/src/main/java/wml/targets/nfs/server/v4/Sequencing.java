package wml.targets.nfs.server.v4;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.Client;
import wml.targets.nfs.state.Session;
import wml.targets.nfs.state.Slot;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * SEQUENCE (RFC 8881, section 18.46): which session and slot a call uses, and whether it was
 * carried out before. Allocates nothing.
 */
final class Sequencing implements Operation {
  /** No status of the protocol: the call was carried out before. */
  static final int REPLAYED = -1;

  /** What tells one call from another is in its first bytes; the rest of a WRITE is not read. */
  private static final int DIGEST_BYTES = 512;

  /** Operation, status and body of SEQUENCE's result. */
  private static final int RESULT_BYTES = 44;

  private final SessionId id = new SessionId();
  private final CRC32C crc = new CRC32C();
  private @Nullable Session bound;

  @Override
  @SuppressWarnings("ReferenceEquality") // the same session, not one like it
  public int run(Compound c) throws XdrException {
    XdrReader in = c.in();
    id.read(in);
    final int number = in.getInt();
    final int place = in.getInt();
    in.getInt();
    boolean cacheThis = in.getBoolean();
    Session session = c.state.sessions().find(id);
    if (session == null) {
      return Nfs4.NFS4ERR_BADSESSION;
    }
    if (place < 0 || place >= session.slots()) {
      return Nfs4.NFS4ERR_BADSLOT;
    }
    int refusal = refusal(c, session, cacheThis);
    if (refusal != 0) {
      return refusal;
    }
    Slot slot = session.slot(place);
    switch (slot.begin(number, digest(c))) {
      case NEW -> c.sequenced(session, slot);
      case REPEATED -> {
        c.repeats(slot);
        write(c, session, number, place);
        return c.keepBody(REPLAYED);
      }
      case UNDER_WAY -> {
        return Nfs4.NFS4ERR_DELAY;
      }
      case MISORDERED -> {
        return Nfs4.NFS4ERR_SEQ_MISORDERED;
      }
      case FALSE_RETRY -> {
        return Nfs4.NFS4ERR_SEQ_FALSE_RETRY;
      }
    }
    c.cacheThis = cacheThis;
    session.client().renewed(c.state.now());
    if (session != bound) {
      session.bind(c.call().connection());
      bound = session;
    }
    write(c, session, number, place);
    return 0;
  }

  private static int refusal(Compound c, Session session, boolean cacheThis) {
    if (c.requestBytes > session.fore().request()) {
      return Nfs4.NFS4ERR_REQ_TOO_BIG;
    }
    if (c.count > session.fore().operations()) {
      return Nfs4.NFS4ERR_TOO_MANY_OPS;
    }
    int bytes = c.replyBytes + RESULT_BYTES;
    if (bytes > session.fore().response()) {
      return Nfs4.NFS4ERR_REP_TOO_BIG;
    }
    return cacheThis && bytes > session.fore().cached() ? Nfs4.NFS4ERR_REP_TOO_BIG_TO_CACHE : 0;
  }

  private long digest(Compound c) {
    ByteBuffer bytes = c.in().buffer();
    int limit = bytes.limit();
    int position = bytes.position();
    int end = Math.min(c.requestEnd, c.requestBegin + DIGEST_BYTES);
    bytes.limit(end).position(c.requestBegin);
    crc.reset();
    crc.update(bytes);
    bytes.limit(limit).position(position);
    long length = (long) c.requestEnd - c.requestBegin;
    return crc.getValue() << 32 ^ length << 20 ^ c.caller().uid();
  }

  private static void write(Compound c, Session session, int number, int place) {
    XdrWriter out = c.out();
    session.id().write(out);
    int highest = session.slots() - 1;
    out.putInt(number).putInt(place).putInt(highest).putInt(highest).putInt(flags(c, session));
  }

  private static int flags(Compound c, Session session) {
    Client client = session.client();
    int flags = client.hasRevoked() ? Nfs4.SEQ4_STATUS_RECALLABLE_STATE_REVOKED : 0;
    if (c.state.delegations().exist() && !session.back().isUp()) {
      flags |= Nfs4.SEQ4_STATUS_CB_PATH_DOWN | Nfs4.SEQ4_STATUS_CB_PATH_DOWN_SESSION;
    }
    return flags;
  }
}
