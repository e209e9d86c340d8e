package wml.targets.nfs.client.v4;

import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.nfs.client.Status;
import wml.targets.nfs.protocol.v4.Nfs4;

/** What statuses mean that are about sessions and state, and not about files. */
final class States {
  private States() {}

  /** Whether a server does not know, or has given up, what a file is open with. */
  static boolean isLost(int status) {
    return switch (status) {
      case Nfs4.NFS4ERR_EXPIRED,
          Nfs4.NFS4ERR_ADMIN_REVOKED,
          Nfs4.NFS4ERR_DELEG_REVOKED,
          Nfs4.NFS4ERR_BAD_STATEID,
          Nfs4.NFS4ERR_STALE_STATEID ->
          true;
      default -> false;
    };
  }

  /** Whether it is about a session, and not about what was asked. */
  static boolean isOfSession(int status) {
    return switch (status) {
      case Nfs4.NFS4ERR_BADSESSION,
          Nfs4.NFS4ERR_DEADSESSION,
          Nfs4.NFS4ERR_STALE_CLIENTID,
          Nfs4.NFS4ERR_CONN_NOT_BOUND_TO_SESSION,
          Nfs4.NFS4ERR_BADSLOT,
          Nfs4.NFS4ERR_BAD_HIGH_SLOT,
          Nfs4.NFS4ERR_SEQ_MISORDERED ->
          true;
      default -> false;
    };
  }

  /** A status as RFC 8881 names it, or its number. */
  static String word(int status) {
    return switch (status) {
      case Nfs4.NFS4ERR_DELAY -> "DELAY";
      case Nfs4.NFS4ERR_GRACE -> "GRACE";
      case Nfs4.NFS4ERR_EXPIRED -> "EXPIRED";
      case Nfs4.NFS4ERR_ADMIN_REVOKED -> "ADMIN_REVOKED";
      case Nfs4.NFS4ERR_DELEG_REVOKED -> "DELEG_REVOKED";
      case Nfs4.NFS4ERR_BAD_STATEID -> "BAD_STATEID";
      case Nfs4.NFS4ERR_STALE_STATEID -> "STALE_STATEID";
      case Nfs4.NFS4ERR_NO_GRACE -> "NO_GRACE";
      case Nfs4.NFS4ERR_RECLAIM_BAD -> "RECLAIM_BAD";
      case Nfs4.NFS4ERR_RECLAIM_CONFLICT -> "RECLAIM_CONFLICT";
      case Nfs4.NFS4ERR_BADSESSION -> "BADSESSION";
      case Nfs4.NFS4ERR_STALE_CLIENTID -> "STALE_CLIENTID";
      case Nfs4.NFS4ERR_CLID_INUSE -> "CLID_INUSE";
      case Nfs4.NFS4ERR_WRONG_CRED -> "WRONG_CRED";
      case Nfs4.NFS4ERR_REQ_TOO_BIG -> "REQ_TOO_BIG";
      case Nfs4.NFS4ERR_REP_TOO_BIG -> "REP_TOO_BIG";
      case Nfs4.NFS4ERR_TOO_MANY_OPS -> "TOO_MANY_OPS";
      default -> "status " + status;
    };
  }

  /** A server that does not let this client call at all. */
  static TargetException refused(Server4 server, int status) {
    if (status == Nfs4.NFS4ERR_MINOR_VERS_MISMATCH) {
      int other = server.minor() == 2 ? 1 : 2;
      return new TargetException(
          ErrorKind.ENOTSUP,
          "talk to",
          "%s: it serves other minor versions only; try vers=4.%d, or vers=3"
              .formatted(server, other));
    }
    ErrorKind kind = Status.kind(status);
    return new TargetException(
        kind == ErrorKind.OTHER ? ErrorKind.EIO : kind,
        "talk to",
        "%s: it answers %s".formatted(server, word(status)));
  }

  /** A file whose open or locks the server has given up. */
  static TargetException lost(int status, String operation, String path) {
    return new TargetException(
        ErrorKind.EIO,
        0,
        operation,
        ("%s: the server gave up what this client held (%s), after its lease ended or by its"
                + " administrator's will; results of this run don't count, run again")
            .formatted(path, word(status)),
        -1);
  }
}
