package wml.targets.nfs.client.v4;

import wml.targets.nfs.protocol.v4.Nfs4;

/** What an answer means for its call. */
enum Verdict {
  /** It was carried out, or failed: the results are next. */
  DONE,
  /** It is to be sent again, as it is. */
  AGAIN,
  /** The same, after a while. */
  LATER,
  /** The same, after {@link Calls4#repair}. */
  AFTER_REPAIR,
  REFUSED;

  /** What it means that SEQUENCE has failed, so that nothing was carried out. */
  static Verdict ofSequence(int status) {
    return switch (status) {
      case Nfs4.NFS4ERR_DELAY -> LATER;
      case Nfs4.NFS4ERR_RETRY_UNCACHED_REP -> AGAIN;
      case Nfs4.NFS4ERR_CONN_NOT_BOUND_TO_SESSION,
          Nfs4.NFS4ERR_BADSESSION,
          Nfs4.NFS4ERR_DEADSESSION,
          Nfs4.NFS4ERR_STALE_CLIENTID,
          Nfs4.NFS4ERR_BADSLOT,
          Nfs4.NFS4ERR_BAD_HIGH_SLOT,
          Nfs4.NFS4ERR_SEQ_MISORDERED,
          Nfs4.NFS4ERR_SEQ_FALSE_RETRY ->
          AFTER_REPAIR;
      default -> REFUSED;
    };
  }
}
