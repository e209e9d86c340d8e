package wml.targets.nfs.linux;

/** Linux's numbers: include/uapi/asm-generic/fcntl.h and the deviations of arch/arm64. */
public final class Abi {
  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

  public static final int O_RDONLY = 0;
  public static final int O_RDWR = 2;
  public static final int O_CREAT = 0100;
  public static final int O_EXCL = 0200;
  public static final int O_NONBLOCK = 04000;
  public static final int O_CLOEXEC = 02000000;
  public static final int O_DIRECTORY = ARM ? 040000 : 0200000;
  public static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;
  public static final int O_PATH = 010000000;

  public static final int AT_FDCWD = -100;
  public static final int AT_SYMLINK_NOFOLLOW = 0x100;
  public static final int AT_REMOVEDIR = 0x200;
  public static final int AT_EMPTY_PATH = 0x1000;

  public static final int FALLOC_KEEP_SIZE = 1;
  public static final int FALLOC_PUNCH_HOLE = 2;

  public static final int SEEK_SET = 0;
  public static final int SEEK_DATA = 3;
  public static final int SEEK_HOLE = 4;

  public static final int XATTR_CREATE = 1;
  public static final int XATTR_REPLACE = 2;

  /** {@code tv_nsec} of a time that is to be the clock's, or to stay. */
  public static final long UTIME_NOW = (1 << 30) - 1;

  public static final long UTIME_OMIT = (1 << 30) - 2;

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EBADF = 9;
  public static final int EACCES = 13;
  public static final int EEXIST = 17;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int ETXTBSY = 26;
  public static final int EROFS = 30;
  public static final int ERANGE = 34;
  public static final int ENAMETOOLONG = 36;
  public static final int ENOTEMPTY = 39;
  public static final int ELOOP = 40;
  public static final int ENODATA = 61;
  public static final int EOPNOTSUPP = 95;
  public static final int ENOSYS = 38;
  public static final int EOVERFLOW = 75;
  public static final int ESTALE = 116;
  public static final int EDQUOT = 122;

  private static final int TYPE_MASK = 0170000;

  private Abi() {}

  /** The type in {@code st_mode} as {@code ftype3} (RFC 1813, section 2.6); 0: none of these. */
  public static int typeOf(int mode) {
    return switch (mode & TYPE_MASK) {
      case 0100000 -> 1;
      case 0040000 -> 2;
      case 0060000 -> 3;
      case 0020000 -> 4;
      case 0120000 -> 5;
      case 0140000 -> 6;
      case 0010000 -> 7;
      default -> 0;
    };
  }

  /** The other way. */
  public static int modeOf(int type) {
    return switch (type) {
      case 1 -> 0100000;
      case 2 -> 0040000;
      case 3 -> 0060000;
      case 4 -> 0020000;
      case 5 -> 0120000;
      case 6 -> 0140000;
      case 7 -> 0010000;
      default -> throw new IllegalArgumentException("a file of type " + type);
    };
  }
}
