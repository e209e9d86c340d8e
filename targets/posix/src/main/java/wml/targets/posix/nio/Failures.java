package wml.targets.posix.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;

/** Tells the kind of a failure from the exception that Java made of it. */
final class Failures {
  private Failures() {}

  static TargetException of(Exception cause, String operation, String path, long offset) {
    ErrorKind kind = kind(cause);
    var failure = new TargetException(kind, kind.errno(), operation, path, offset);
    failure.initCause(cause);
    return failure;
  }

  private static ErrorKind kind(Exception cause) {
    return switch (cause) {
      case NoSuchFileException e -> ErrorKind.ENOENT;
      case FileAlreadyExistsException e -> ErrorKind.EEXIST;
      case DirectoryNotEmptyException e -> ErrorKind.ENOTEMPTY;
      case AccessDeniedException e -> ErrorKind.EACCES;
      case NotLinkException e -> ErrorKind.EINVAL;
      case UnsupportedOperationException e -> ErrorKind.ENOTSUP;
      case UncheckedIOException e -> kind(e.getCause() == null ? e : e.getCause());
      case NotDirectoryException e -> ErrorKind.ENOTDIR;
      case FileSystemLoopException e -> ErrorKind.ELOOP;
      case ClosedChannelException e -> ErrorKind.EBADF;
      case NonReadableChannelException e -> ErrorKind.EBADF;
      case NonWritableChannelException e -> ErrorKind.EBADF;
      case InvalidPathException e -> ErrorKind.EINVAL;
      case IllegalArgumentException e -> ErrorKind.EINVAL;
      case FileSystemException e -> ofMessage(e.getReason());
      case IOException e -> ofMessage(e.getMessage());
      default -> ErrorKind.OTHER;
    };
  }

  /** Java passes on only the C library's words for the errno. */
  private static ErrorKind ofMessage(@Nullable String words) {
    String text = words == null ? "" : words.toLowerCase(Locale.ROOT);
    for (ErrorKind kind : ErrorKind.values()) {
      if (kind != ErrorKind.OTHER && text.contains(kind.meaning())) {
        return kind;
      }
    }
    return ErrorKind.OTHER;
  }
}
