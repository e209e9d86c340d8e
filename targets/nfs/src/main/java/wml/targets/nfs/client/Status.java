package wml.targets.nfs.client;

import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.v3.Nfs3;

/** What a server's status means to who called. */
final class Status {
  /** Too many symbolic links on the way: the client's own, with Linux's number. */
  static final int TOO_MANY_LINKS = 40;

  private Status() {}

  static ErrorKind kind(int status) {
    return switch (status) {
      case Nfs3.NFS3ERR_NAMETOOLONG -> ErrorKind.ENAMETOOLONG;
      case Nfs3.NFS3ERR_NOTEMPTY -> ErrorKind.ENOTEMPTY;
      case Nfs3.NFS3ERR_DQUOT -> ErrorKind.EDQUOT;
      case Nfs3.NFS3ERR_STALE, Nfs3.NFS3ERR_BADHANDLE -> ErrorKind.ESTALE;
      case Nfs3.NFS3ERR_NOTSUPP -> ErrorKind.ENOTSUP;
      case Nfs3.NFS3ERR_JUKEBOX -> ErrorKind.EAGAIN;
      case Nfs3.NFS3ERR_SERVERFAULT, Nfs3.NFS3ERR_BADTYPE -> ErrorKind.EIO;
      default -> ErrorKind.ofErrno(status); // the others are Linux's numbers
    };
  }

  static TargetException failed(int status, String operation, Object path) {
    return failed(status, operation, path, -1);
  }

  static TargetException failed(int status, String operation, Object path, long offset) {
    ErrorKind kind = kind(status);
    int errno = kind == ErrorKind.OTHER ? status : kind.errno();
    return new TargetException(kind, errno, operation, path.toString(), offset);
  }
}
