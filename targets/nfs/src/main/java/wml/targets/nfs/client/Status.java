package wml.targets.nfs.client;

import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.v4.Nfs4;

/** What a server's status means to who called: version 4 has the numbers of 3, and more. */
public final class Status {
  /** Too many symbolic links on the way: the client's own, with Linux's number. */
  static final int TOO_MANY_LINKS = 40;

  private Status() {}

  public static ErrorKind kind(int status) {
    return switch (status) {
      case Nfs4.NFS4ERR_NAMETOOLONG -> ErrorKind.ENAMETOOLONG;
      case Nfs4.NFS4ERR_NOTEMPTY -> ErrorKind.ENOTEMPTY;
      case Nfs4.NFS4ERR_DQUOT -> ErrorKind.EDQUOT;
      case Nfs4.NFS4ERR_STALE, Nfs4.NFS4ERR_BADHANDLE, Nfs4.NFS4ERR_FHEXPIRED -> ErrorKind.ESTALE;
      case Nfs4.NFS4ERR_NOTSUPP,
          Nfs4.NFS4ERR_ATTRNOTSUPP,
          Nfs4.NFS4ERR_UNION_NOTSUPP,
          Nfs4.NFS4ERR_LOCK_NOTSUPP,
          Nfs4.NFS4ERR_OP_ILLEGAL ->
          ErrorKind.ENOTSUP;
      case Nfs4.NFS4ERR_DELAY, Nfs4.NFS4ERR_DENIED, Nfs4.NFS4ERR_LOCKED, Nfs4.NFS4ERR_GRACE ->
          ErrorKind.EAGAIN;
      case Nfs4.NFS4ERR_SHARE_DENIED, Nfs4.NFS4ERR_FILE_OPEN -> ErrorKind.EBUSY;
      case Nfs4.NFS4ERR_OPENMODE -> ErrorKind.EBADF;
      case Nfs4.NFS4ERR_WRONGSEC -> ErrorKind.EACCES;
      case Nfs4.NFS4ERR_NOXATTR -> ErrorKind.ENODATA;
      case Nfs4.NFS4ERR_XATTR2BIG -> ErrorKind.ERANGE;
      case Nfs4.NFS4ERR_SYMLINK -> ErrorKind.ELOOP;
      case Nfs4.NFS4ERR_WRONG_TYPE,
          Nfs4.NFS4ERR_BADNAME,
          Nfs4.NFS4ERR_BADCHAR,
          Nfs4.NFS4ERR_BADOWNER,
          Nfs4.NFS4ERR_LOCK_RANGE,
          Nfs4.NFS4ERR_BAD_RANGE ->
          ErrorKind.EINVAL;
      case Nfs4.NFS4ERR_SERVERFAULT,
          Nfs4.NFS4ERR_BADTYPE,
          Nfs4.NFS4ERR_EXPIRED,
          Nfs4.NFS4ERR_ADMIN_REVOKED,
          Nfs4.NFS4ERR_DELEG_REVOKED,
          Nfs4.NFS4ERR_BAD_STATEID,
          Nfs4.NFS4ERR_STALE_STATEID,
          Nfs4.NFS4ERR_OLD_STATEID ->
          ErrorKind.EIO;
      default -> ErrorKind.ofErrno(status); // the others are Linux's numbers
    };
  }

  public static TargetException failed(int status, String operation, Object path) {
    return failed(status, operation, path, -1);
  }

  public static TargetException failed(int status, String operation, Object path, long offset) {
    ErrorKind kind = kind(status);
    int errno = kind == ErrorKind.OTHER ? status : kind.errno();
    return new TargetException(kind, errno, operation, path.toString(), offset);
  }
}
