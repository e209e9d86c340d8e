package wml.targets.nfs.store;

import wml.targets.nfs.linux.Abi;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.protocol.v3.Nfs3;

/** What Linux's errors are to a caller. Most have the same number. */
final class Statuses {
  private Statuses() {}

  static int of(CallState calls) {
    int errno = calls.errno();
    return switch (errno) {
      case Abi.ENAMETOOLONG -> Nfs3.NFS3ERR_NAMETOOLONG;
      case Abi.ENOTEMPTY -> Nfs3.NFS3ERR_NOTEMPTY;
      case Abi.ESTALE -> Nfs3.NFS3ERR_STALE;
      case Abi.EDQUOT -> Nfs3.NFS3ERR_DQUOT;
      case Abi.ENODATA -> Nfs3.NFS3ERR_NOENT;
      case Abi.ERANGE -> Nfs3.NFS3ERR_TOOSMALL;
      case Abi.EBADF -> Nfs3.NFS3ERR_ROFS; // opened to read alone, as more was not to be had
      case Abi.ELOOP -> Nfs3.NFS3ERR_ACCES;
      case Abi.EMFILE, Abi.ENFILE -> Nfs3.NFS3ERR_JUKEBOX;
      case Abi.EOPNOTSUPP, Abi.ENOSYS -> FileStore.NOT_SUPPORTED;
      case Nfs3.NFS3ERR_PERM,
          Nfs3.NFS3ERR_NOENT,
          Nfs3.NFS3ERR_NXIO,
          Nfs3.NFS3ERR_ACCES,
          Nfs3.NFS3ERR_EXIST,
          Nfs3.NFS3ERR_XDEV,
          Nfs3.NFS3ERR_NODEV,
          Nfs3.NFS3ERR_NOTDIR,
          Nfs3.NFS3ERR_ISDIR,
          Nfs3.NFS3ERR_INVAL,
          Nfs3.NFS3ERR_FBIG,
          Nfs3.NFS3ERR_NOSPC,
          Nfs3.NFS3ERR_ROFS,
          Nfs3.NFS3ERR_MLINK ->
          errno;
      default -> Nfs3.NFS3ERR_IO;
    };
  }
}
