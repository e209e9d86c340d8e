package wml.targets.nfs.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.SipHash;

/**
 * What tells callers that unsynced writes may be lost (RFC 1813, section 3.3.7).
 *
 * <p>They are in the kernel's page cache, which outlives this process: a server that comes back has
 * lost nothing, and says so by the same number. The number is another one after the machine has
 * started anew, and after the kernel could not store something; how often that happened is kept.
 * Without a place to keep it each start has a number of its own.
 */
final class WriteVerifier {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String FILE = "failed-syncs";

  private final @Nullable Path failures;
  private final byte[] boot;
  private final SipHash key;
  private long count;
  private volatile long value;

  /**
   * @param state null: each start has another
   */
  WriteVerifier(@Nullable Path state, SipHash key) throws IOException {
    this.key = key;
    failures = state == null ? null : state.resolve(FILE);
    if (failures == null || !Files.isReadable(BOOT)) {
      boot = new byte[Long.BYTES];
      new SecureRandom().nextBytes(boot);
    } else {
      boot = Files.readAllBytes(BOOT);
    }
    if (failures != null && Files.exists(failures)) {
      String text = Files.readString(failures).strip();
      if (!text.matches("[0-9]{1,18}")) {
        throw new IOException(
            failures + " should hold a number: remove it, and restart the clients' runs");
      }
      count = Long.parseLong(text);
    }
    value = hash();
  }

  private long hash() {
    byte[] text = ByteBuffer.allocate(boot.length + Long.BYTES).put(boot).putLong(count).array();
    return key.of(text, 0, text.length);
  }

  long value() {
    return value;
  }

  /** Something that was written could not be stored. */
  synchronized void failed() {
    count++;
    value = hash();
    if (failures != null) {
      try {
        Files.write(failures, Long.toString(count).getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // Then a next start must not have the number of this one: without a key it can't.
        failures.resolveSibling(HandleKey.FILE).toFile().delete();
      }
    }
  }
}
