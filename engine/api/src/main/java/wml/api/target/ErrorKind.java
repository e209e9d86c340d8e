package wml.api.target;

/** Kinds of failure, named as POSIX names them, each with what a user can do about it. */
public enum ErrorKind {
  EPERM(1, "operation not permitted", "run as a user who may do this, or choose another --dir"),
  ENOENT(
      2,
      "no such file or directory",
      "check its name; if it was there before, find out what removed it"),
  EINTR(4, "interrupted system call", "run again"),
  EIO(5, "input/output error", "look at the kernel's log: the device may be failing"),
  EBADF(9, "bad file descriptor", "the file is not open for this kind of access"),
  EAGAIN(11, "resource temporarily unavailable", "use fewer threads"),
  ENOMEM(12, "cannot allocate memory", "use fewer threads or smaller buffers"),
  EACCES(13, "permission denied", "choose a --dir that you may write to"),
  EBUSY(16, "device or resource busy", "unmount or stop what uses it"),
  EEXIST(17, "file exists", "remove it or choose another --dir"),
  EXDEV(18, "cross-device link", "keep both paths on one file system"),
  ENOTDIR(20, "not a directory", "a component of the path is a file; choose another --dir"),
  EISDIR(21, "is a directory", "a directory stands where a file is expected"),
  EINVAL(
      22,
      "invalid argument",
      "the file system refuses these sizes, offsets or flags;"
          + " with directio they must be multiples of the block size"),
  ENFILE(23, "too many open files in system", "raise fs.file-max or use fewer threads"),
  EMFILE(24, "too many open files", "raise the limit (ulimit -n) or keep fewer files open"),
  EFBIG(27, "file too large", "use a smaller size"),
  ENOSPC(28, "no space left on device", "free space, choose another --dir or smaller filesets"),
  EROFS(30, "read-only file system", "choose a --dir on a writable file system"),
  EMLINK(31, "too many links", "use a smaller dirwidth"),
  ERANGE(34, "numerical result out of range", "give it more room, such as a larger iosize"),
  ENAMETOOLONG(36, "file name too long", "use a shorter --dir or fileset name"),
  ENOTEMPTY(39, "directory not empty", "something else writes into this directory"),
  ELOOP(40, "too many levels of symbolic links", "choose a --dir without symbolic links"),
  ENODATA(61, "no data available", "set the extended attribute first"),
  ENOTSUP(95, "operation not supported", "the target lacks this ability; choose another"),
  ECONNRESET(104, "connection reset", "look at the server's log"),
  ETIMEDOUT(110, "timed out", "look at the server or the network"),
  ECONNREFUSED(111, "connection refused", "start the server, or name the port it listens on"),
  EHOSTUNREACH(113, "no route to host", "check the address and the network"),
  ESTALE(116, "stale file handle", "the server's file is gone; run again"),
  EDQUOT(122, "disk quota exceeded", "raise the quota or use smaller filesets"),
  OTHER(0, "failed", "see the message");

  private final int errno;
  private final String meaning;
  private final String remedy;

  ErrorKind(int errno, String meaning, String remedy) {
    this.errno = errno;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Linux's number; 0 for {@link #OTHER}. */
  public int errno() {
    return errno;
  }

  public String meaning() {
    return meaning;
  }

  /** What to do, as a clause for a {@code help:} line. */
  public String remedy() {
    return remedy;
  }

  /** The kind of a Linux errno; {@link #OTHER} if it has no name here. */
  public static ErrorKind ofErrno(int errno) {
    for (ErrorKind kind : values()) {
      if (kind.errno == errno && errno != 0) {
        return kind;
      }
    }
    return OTHER;
  }
}
