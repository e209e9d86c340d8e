package wml.targets.nfs.server.v4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.Channel;
import wml.targets.nfs.state.Client;
import wml.targets.nfs.state.Clients;
import wml.targets.nfs.state.Principal;
import wml.targets.nfs.state.Session;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Clients and their sessions: making them known, binding connections, ending them. */
final class SessionOperations {
  private static final int FLAGS_OF_CLIENTS =
      Nfs4.EXCHGID4_FLAG_SUPP_MOVED_REFER
          | Nfs4.EXCHGID4_FLAG_SUPP_MOVED_MIGR
          | 0x4 // SUPP_FENCE_OPS (RFC 8435)
          | Nfs4.EXCHGID4_FLAG_BIND_PRINC_STATEID
          | Nfs4.EXCHGID4_FLAG_MASK_PNFS
          | Nfs4.EXCHGID4_FLAG_UPD_CONFIRMED_REC_A;

  private static final int FLAGS_OF_SESSIONS =
      Nfs4.CREATE_SESSION4_FLAG_PERSIST
          | Nfs4.CREATE_SESSION4_FLAG_CONN_BACK_CHAN
          | Nfs4.CREATE_SESSION4_FLAG_CONN_RDMA;

  private static final int AUTH_NONE = 0;
  private static final int AUTH_SYS = 1;
  private static final int RPCSEC_GSS = 6;
  private static final int MOST_WAYS = 16;

  /** What a message holds besides data. */
  private static final int HEADERS = 4096;

  private final SessionId id = new SessionId();
  private final int messageBytes;

  SessionOperations(Compound c) {
    messageBytes = c.dataBytes + HEADERS;
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_SEQUENCE, new Sequencing());
    all.add(Nfs4.OP_EXCHANGE_ID, SessionOperations::exchangeId);
    all.add(Nfs4.OP_CREATE_SESSION, this::createSession);
    all.add(Nfs4.OP_DESTROY_SESSION, this::destroySession);
    all.add(Nfs4.OP_BIND_CONN_TO_SESSION, this::bind);
    all.add(Nfs4.OP_BACKCHANNEL_CTL, SessionOperations::control);
    all.add(Nfs4.OP_DESTROY_CLIENTID, SessionOperations::destroyClient);
    all.add(Nfs4.OP_RECLAIM_COMPLETE, SessionOperations::reclaimComplete);
  }

  private static int exchangeId(Compound c) throws XdrException {
    XdrReader in = c.in();
    final long verifier = in.getLong();
    final Opaque owner = Opaque.read(in, Nfs4.NFS4_OPAQUE_LIMIT);
    int flags = in.getInt();
    int protect = in.getInt();
    switch (protect) {
      case Nfs4.SP4_NONE -> {}
      case Nfs4.SP4_MACH_CRED -> {
        return Nfs4.NFS4ERR_INVAL; // needs RPCSEC_GSS, which the server does not offer
      }
      case Nfs4.SP4_SSV -> {
        return Nfs4.NFS4ERR_ENCR_ALG_UNSUPP;
      }
      default -> throw new XdrException("a client is to be protected in way " + protect);
    }
    if (in.count(1) == 1) {
      in.skip(in.opaqueLength(in.remaining()));
      in.skip(in.opaqueLength(in.remaining()));
      in.skip(12);
    }
    if ((flags & ~FLAGS_OF_CLIENTS) != 0) {
      return Nfs4.NFS4ERR_INVAL;
    }
    boolean update = (flags & Nfs4.EXCHGID4_FLAG_UPD_CONFIRMED_REC_A) != 0;
    Principal principal = Principal.of(c.call().credential());
    Clients.Known known = c.state.clients().exchange(owner, verifier, principal, update);
    Client client = known.client();
    if (client == null) {
      return known.status();
    }
    XdrWriter out = c.out();
    out.putLong(client.id()).putInt(client.createSequence() + 1);
    int confirmed = known.confirmed() ? Nfs4.EXCHGID4_FLAG_CONFIRMED_R : 0;
    out.putInt(c.state.options().pnfsFlags() | confirmed).putInt(Nfs4.SP4_NONE);
    String major = "wml-" + Integer.toHexString(c.state.epoch());
    out.putLong(0).putString(major).putString(major);
    out.putInt(1).putString("wml").putString("wml").putLong(0).putInt(0);
    return 0;
  }

  private int createSession(Compound c) throws XdrException {
    XdrReader in = c.in();
    Client client = c.state.clients().find(in.getLong());
    final int sequence = in.getInt();
    final int flags = in.getInt();
    final Channel fore = Channel.read(in);
    final Channel back = Channel.read(in);
    final int program = in.getInt();
    final Credential as = callbackCredential(in);
    if (client == null) {
      return Nfs4.NFS4ERR_STALE_CLIENTID;
    }
    XdrWriter out = c.out();
    switch (c.state.clients().turn(client, sequence)) {
      case UNKNOWN_CLIENT -> {
        return Nfs4.NFS4ERR_STALE_CLIENTID;
      }
      case MISORDERED -> {
        return Nfs4.NFS4ERR_SEQ_MISORDERED;
      }
      case REPEATED -> {
        byte[] before = c.state.clients().answer(client);
        out.putFixed(before, 4, before.length - 4);
        return (before[0] & 0xff) << 24
            | (before[1] & 0xff) << 16
            | (before[2] & 0xff) << 8
            | (before[3] & 0xff);
      }
      case NEW -> {}
    }
    if (c.state.clients().isOther(client, Principal.of(c.call().credential()))) {
      return Nfs4.NFS4ERR_CLID_INUSE;
    }
    int begin = out.position();
    int status = refusal(flags, fore);
    if (status == 0) {
      status = createSession(c, client, sequence, flags, fore, back, program, as);
    }
    byte[] answer = new byte[4 + (status == 0 ? out.position() - begin : 0)];
    for (int i = 0; i < 4; i++) {
      answer[i] = (byte) (status >>> (24 - 8 * i));
    }
    out.room(0).get(begin, answer, 4, answer.length - 4);
    c.state.clients().answered(client, sequence, answer);
    return status;
  }

  private static int refusal(int flags, Channel fore) {
    if ((flags & ~FLAGS_OF_SESSIONS) != 0) {
      return Nfs4.NFS4ERR_INVAL;
    }
    if (fore.isTooSmall()) {
      return Nfs4.NFS4ERR_TOOSMALL;
    }
    return fore.isNone() ? Nfs4.NFS4ERR_INVAL : 0;
  }

  private int createSession(
      Compound c,
      Client client,
      int sequence,
      int flags,
      Channel fore,
      Channel back,
      int program,
      Credential as) {
    Channel granted = fore.granted(messageBytes);
    Channel grantedBack = back.granted(messageBytes);
    Session session = c.state.clients().createSession(client, granted, grantedBack, program, as);
    if (session == null) {
      return Nfs4.NFS4ERR_NOSPC;
    }
    session.bind(c.call().connection());
    int backFlag = flags & Nfs4.CREATE_SESSION4_FLAG_CONN_BACK_CHAN;
    if (backFlag != 0) {
      session.back().bind(c.call().connection());
    }
    XdrWriter out = c.out();
    session.id().write(out);
    out.putInt(sequence).putInt(backFlag);
    session.fore().write(out);
    grantedBack.write(out);
    return 0;
  }

  /** The first way that the server can use of those in which the client wants to be called. */
  private static Credential callbackCredential(XdrReader in) throws XdrException {
    Credential best = null;
    int count = in.count(MOST_WAYS);
    for (int i = 0; i < count; i++) {
      int flavor = in.getInt();
      switch (flavor) {
        case AUTH_NONE -> best = best == null ? new Credential.None() : best;
        case AUTH_SYS -> {
          Credential.Sys sys = systemCredential(in);
          best = best == null ? sys : best;
        }
        case RPCSEC_GSS -> {
          in.getInt();
          in.skip(in.opaqueLength(in.remaining()));
          in.skip(in.opaqueLength(in.remaining()));
        }
        default -> throw new XdrException("a client is to be called in way " + flavor);
      }
    }
    return best == null ? new Credential.None() : best;
  }

  private static Credential.Sys systemCredential(XdrReader in) throws XdrException {
    int stamp = in.getInt();
    String machine = in.string(255);
    int uid = in.getInt();
    int gid = in.getInt();
    Integer[] groups = new Integer[in.count(16)];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = in.getInt();
    }
    return new Credential.Sys(stamp, machine, uid, gid, java.util.List.of(groups));
  }

  private int destroySession(Compound c) throws XdrException {
    id.read(c.in());
    Session session = c.state.sessions().find(id);
    if (session == null) {
      return Nfs4.NFS4ERR_BADSESSION;
    }
    @Nullable Session own = c.sessionOrNull();
    boolean isOwn = own != null && own.id().is(id);
    if (isOwn && c.index != c.count - 1) {
      return Nfs4.NFS4ERR_NOT_ONLY_OP;
    }
    if (!session.isBound(c.call().connection())) {
      return Nfs4.NFS4ERR_CONN_NOT_BOUND_TO_SESSION;
    }
    return c.state.sessions().destroy(session) ? 0 : Nfs4.NFS4ERR_BADSESSION;
  }

  private int bind(Compound c) throws XdrException {
    XdrReader in = c.in();
    id.read(in);
    final int direction = in.getInt();
    in.getBoolean();
    Session session = c.state.sessions().find(id);
    if (session == null) {
      return Nfs4.NFS4ERR_BADSESSION;
    }
    boolean fore = true;
    boolean back = true;
    switch (direction) {
      case Nfs4.CDFC4_FORE -> back = false;
      case Nfs4.CDFC4_BACK -> fore = false;
      case Nfs4.CDFC4_FORE_OR_BOTH, Nfs4.CDFC4_BACK_OR_BOTH -> {}
      default -> {
        return Nfs4.NFS4ERR_INVAL;
      }
    }
    session.bind(c.call().connection());
    if (back) {
      session.back().bind(c.call().connection());
    }
    session.id().write(c.out());
    c.out().putInt((fore ? Nfs4.CDFS4_FORE : 0) | (back ? Nfs4.CDFS4_BACK : 0)).putBoolean(false);
    return 0;
  }

  private static int control(Compound c) throws XdrException {
    int program = c.in().getInt();
    c.session().back().control(program, callbackCredential(c.in()));
    return 0;
  }

  private static int destroyClient(Compound c) throws XdrException {
    return c.state.clients().destroy(c.in().getLong());
  }

  private static int reclaimComplete(Compound c) throws IOException {
    boolean oneFileSystem = c.in().getBoolean();
    if (oneFileSystem) {
      return c.needsCurrent(); // there is but one, and it has not moved
    }
    return c.state.reclaimed(c.client());
  }
}
