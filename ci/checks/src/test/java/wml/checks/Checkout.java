package wml.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout that are, or are about to be, under version control. */
final class Checkout {
  static final Path ROOT = root();

  private Checkout() {}

  /** Paths relative to {@link #ROOT}, sorted; symbolic links and ignored files are left out. */
  static List<Path> files() {
    List<String> names =
        git("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate");
    return names.stream()
        .map(Path::of)
        .filter(p -> Files.isRegularFile(ROOT.resolve(p)) && !Files.isSymbolicLink(ROOT.resolve(p)))
        .sorted()
        .toList();
  }

  static List<Path> files(String extension) {
    return files().stream().filter(p -> p.toString().endsWith(extension)).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /** The fields of a git command's output that NUL bytes separate. */
  static List<String> git(String... arguments) {
    // the checkout of a build machine often belongs to another user
    List<String> command =
        Stream.concat(Stream.of("git", "-c", "safe.directory=*"), Stream.of(arguments)).toList();
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      byte[] output = process.getInputStream().readAllBytes();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(command + " in " + ROOT + " ended with " + status);
      }
      return List.of(new String(output, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException e) {
      throw new IllegalStateException("these checks need git and a clone of the repository", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("no folder with .mvn above " + Path.of("").toAbsolutePath());
    }
    return at;
  }
}
