package wml.targets.posix.linux;

import wml.api.target.OpenMode;

/** Linux's numbers: include/uapi/asm-generic/fcntl.h and the deviations of arch/arm64. */
final class Abi {
  static final int AT_FDCWD = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_REMOVEDIR = 0x200;
  static final int AT_EMPTY_PATH = 0x1000;

  static final int EINTR = 4;
  static final int ENOENT = 2;
  static final int EACCES = 13;
  static final int EAGAIN = 11;
  static final int EBUSY = 16;
  static final int EEXIST = 17;
  static final int ENOTDIR = 20;
  static final int EINVAL = 22;
  static final int EROFS = 30;
  static final int ERANGE = 34;
  static final int ENOSYS = 38;
  static final int ETIME = 62;
  static final int ESTALE = 116;

  /** No device has smaller blocks. */
  static final int SECTOR_BYTES = 512;

  static final int FADV_RANDOM = 1;

  static final int FALLOC_FL_KEEP_SIZE = 1;
  static final int FALLOC_FL_PUNCH_HOLE = 2;
  static final int FALLOC_FL_ZERO_RANGE = 16;

  /** Locks of an open file rather than of a process. */
  static final int F_OFD_SETLK = 37;

  static final short F_RDLCK = 0;
  static final short F_WRLCK = 1;
  static final short F_UNLCK = 2;

  static final int PROT_READ = 1;
  static final int PROT_WRITE = 2;
  static final int MAP_SHARED = 1;
  static final int MS_SYNC = 4;

  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_TRUNC = 01000;
  private static final int O_DSYNC = 010000;
  private static final int O_SYNC = 04010000;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_DIRECT = ARM ? 0200000 : 040000;
  private static final int O_DIRECTORY = ARM ? 040000 : 0200000;
  private static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;

  /** Opens a directory to list it, and nothing that a symbolic link points to. */
  static final int LIST_FLAGS = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

  private static final int O_PATH = 010000000;

  /** Opens a directory to start paths from it. */
  static final int DIRECTORY_FLAGS = O_PATH | O_DIRECTORY | O_CLOEXEC;

  private Abi() {}

  static int openFlags(OpenMode mode) {
    int access = mode.writes() ? (mode.reads() ? O_RDWR : O_WRONLY) : 0;
    return access
        | O_CLOEXEC
        | (mode.creates() ? O_CREAT : 0)
        | (mode.creates() && mode.isExclusive() ? O_EXCL : 0)
        | (mode.truncates() ? O_TRUNC : 0)
        | (mode.isDirect() ? O_DIRECT : 0)
        | (mode.isSync() ? O_SYNC : 0)
        | (mode.isDataSync() ? O_DSYNC : 0);
  }
}
