package wml.targets.nfs.server.v4;

import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;

/** Statuses of stores and kinds of files as NFS 4 has them. */
final class Statuses {
  /** NFS3ERR_REMOTE, NODEV and NOT_SYNC have no number in version 4. */
  private static final int NODEV = 19;

  private static final int REMOTE = 71;
  private static final int NOT_SYNC = 10_002;

  private Statuses() {}

  /** What a store answers. */
  static int of(int status) {
    return switch (status) {
      case NODEV, REMOTE, NOT_SYNC -> Nfs4.NFS4ERR_IO;
      default -> status;
    };
  }

  /** What is no ordinary file can't be read, written or opened. */
  static int unlessRegular(FileAttributes file) {
    return switch (file.type) {
      case Nfs3.NF3REG -> 0;
      case Nfs3.NF3DIR -> Nfs4.NFS4ERR_ISDIR;
      case Nfs3.NF3LNK -> Nfs4.NFS4ERR_SYMLINK;
      default -> Nfs4.NFS4ERR_WRONG_TYPE;
    };
  }

  static int unlessDirectory(FileAttributes file) {
    return file.type == Nfs3.NF3DIR ? 0 : Nfs4.NFS4ERR_NOTDIR;
  }
}
