package wml.reports.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that appear whole or not at all: after a failure an older one is as it was. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes a file's bytes. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file, durably. What is no regular file, such as a pipe, is written to directly.
   *
   * @param what is written, for the message of a failure: {@code the result}
   * @throws IOException saying which file and why
   */
  public static void write(Path file, String what, Content content) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new FileSystemException(file.toString(), null, "it is a directory");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE))) {
          content.write(out);
        }
      } else {
        // A link stays a link: the file that it leads to is replaced.
        replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), content);
      }
    } catch (IOException e) {
      throw new IOException("cannot write " + what + " to " + file + ": " + reason(e), e);
    }
  }

  private static void replace(Path file, Content content) throws IOException {
    // Not Files.createTempFile: its mode 0600 would become the result's.
    Path temporary =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(temporary);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        content.write(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectoryOf(file);
  }

  /** Makes the new name durable, where directories can be opened. */
  private static void syncDirectoryOf(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "its directory does not exist";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
