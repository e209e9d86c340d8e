package wml.targets.nfs.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.SipHash;

/** The secret that makes handles: kept in a directory, they are good after a restart too. */
final class HandleKey {
  static final String FILE = "handles.key";
  private static final int BYTES = 16;

  private HandleKey() {}

  /**
   * The key that was made when it was first asked for.
   *
   * @param directory null: a new one each time
   */
  static SipHash of(@Nullable Path directory) throws IOException {
    byte[] bytes = new byte[BYTES];
    if (directory == null) {
      new SecureRandom().nextBytes(bytes);
      return of(bytes);
    }
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      new SecureRandom().nextBytes(bytes);
      keep(directory, file, bytes);
    }
    bytes = Files.readAllBytes(file);
    if (bytes.length != BYTES) {
      throw new IOException(
          "%s holds %d bytes, not the %d of a key; remove it (handles that clients hold become stale)"
              .formatted(file, bytes.length, BYTES));
    }
    return of(bytes);
  }

  private static void keep(Path directory, Path file, byte[] bytes) throws IOException {
    Files.createDirectories(directory);
    Path half = directory.resolve(FILE + ".new");
    Files.deleteIfExists(half);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out =
        FileChannel.open(
            half,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      out.write(ByteBuffer.wrap(bytes));
      out.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** One for each export, so that handles of one are none of another. */
  static SipHash of(SipHash key, byte[] root, int length) {
    byte[] text = new byte[length + 1];
    System.arraycopy(root, 0, text, 0, length);
    long first = key.of(text, 0, text.length);
    text[length] = 1;
    return new SipHash(first, key.of(text, 0, text.length));
  }

  private static SipHash of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new SipHash(in.getLong(), in.getLong());
  }
}
