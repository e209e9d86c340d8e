package wml.cli.auto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wml.runtime.run.Between;

/** {@code -U MOUNT}: a file system that is mounted anew, so that nothing of it is cached. */
public final class Mounting {
  private static final Path TABLE = Path.of("/etc/fstab");
  private static final Pattern PLAIN = Pattern.compile("[-/A-Za-z0-9._+@]+");

  private Mounting() {}

  /**
   * What is done before each run.
   *
   * @throws IllegalArgumentException if that can't be
   */
  public static Between before(@Nullable Path mount, Path data) throws IOException {
    if (mount == null) {
      return new Between.Nothing();
    }
    Path at = mount.toAbsolutePath().normalize();
    if (!PLAIN.matcher(at.toString()).matches()) {
      throw new IllegalArgumentException("-U " + mount + ": no plain path of a mount point");
    }
    if (!data.startsWith(at)) {
      throw new IllegalArgumentException(
          "-U %s: the file goes to %s, which is not on it; add --dir %s/DIR"
              .formatted(mount, data, at));
    }
    if (!isListed(at)) {
      throw new IllegalArgumentException(
          "-U %s: there is no such mount point in %s, which mounting anew needs; add it there, or leave -U out"
              .formatted(mount, TABLE));
    }
    if (!isRoot()) {
      throw new IllegalArgumentException(
          "-U " + mount + ": only root may mount; run as root, or leave -U out");
    }
    return new Between.Command("umount '" + at + "' && mount '" + at + "'");
  }

  private static boolean isListed(Path mount) throws IOException {
    return Files.exists(TABLE)
        && Files.readAllLines(TABLE).stream()
            .map(line -> line.strip().split("\\s+"))
            .anyMatch(
                words ->
                    words.length > 1
                        && !words[0].startsWith("#")
                        && words[1].equals(mount.toString()));
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }
}
