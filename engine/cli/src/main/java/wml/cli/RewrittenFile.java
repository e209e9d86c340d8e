package wml.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;

/**
 * Replaces a file's text in one step: whoever reads it sees the old text or the new one. Owner,
 * permissions and encoding stay, and so does a link to the file.
 */
final class RewrittenFile {
  private RewrittenFile() {}

  /**
   * @param before what was read from the file
   */
  static void replace(Path file, String before, String after) throws IOException {
    Path real = file.toRealPath();
    Charset charset = charset(real, before);
    Path fresh = Files.createTempFile(real.getParent(), ".wml-fmt-", ".tmp");
    try {
      Files.writeString(fresh, after, charset);
      copyOwnerAndPermissions(real, fresh);
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** UTF-8, or Latin-1 if the file was read so. */
  private static Charset charset(Path file, String text) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
      if (Arrays.equals(bytes, text.getBytes(charset))) {
        return charset;
      }
    }
    throw new IOException("'" + file + "' changed while it was being formatted; try again");
  }

  private static void copyOwnerAndPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes now = view.readAttributes();
    if (!old.owner().equals(now.owner())) {
      view.setOwner(old.owner());
    }
    if (!old.group().equals(now.group())) {
      view.setGroup(old.group());
    }
    view.setPermissions(old.permissions());
  }
}
