package wml.api.target;

import java.io.IOException;

/** A failed operation: what was tried, on which path, at which offset, and how it failed. */
public final class TargetException extends IOException {
  private static final long serialVersionUID = 1;

  private final ErrorKind kind;
  private final int errno;
  private final String operation;
  private final String path;
  private final long offset;

  public TargetException(ErrorKind kind, String operation, String path) {
    this(kind, kind.errno(), operation, path, -1);
  }

  /**
   * @param errno as the system gave it; kept for {@link ErrorKind#OTHER}
   * @param offset in bytes, or -1 where an offset means nothing
   */
  public TargetException(ErrorKind kind, int errno, String operation, String path, long offset) {
    this.kind = kind;
    this.errno = errno;
    this.operation = operation;
    this.path = path;
    this.offset = offset;
  }

  /** A failure from a Linux errno. */
  public static TargetException ofErrno(int errno, String operation, String path, long offset) {
    return new TargetException(ErrorKind.ofErrno(errno), errno, operation, path, offset);
  }

  public ErrorKind kind() {
    return kind;
  }

  public String operation() {
    return operation;
  }

  public String path() {
    return path;
  }

  public long offset() {
    return offset;
  }

  @Override
  public String getMessage() {
    String name = kind == ErrorKind.OTHER && errno != 0 ? "errno " + errno : kind.name();
    return operation
        + " "
        + path
        + (offset >= 0 ? " at offset " + offset : "")
        + ": "
        + kind.meaning()
        + " ("
        + name
        + ")";
  }
}
