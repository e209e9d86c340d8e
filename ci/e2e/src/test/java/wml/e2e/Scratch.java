package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of one test, with workload files and trees in it; gone after the test. One thread's.
 */
final class Scratch implements AutoCloseable {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  /** File systems to try things on. */
  enum Place {
    DEFAULT,
    TMPFS
  }

  private final Path root;
  private @Nullable Path mounted;

  private Scratch(Path root) {
    this.root = root;
  }

  static Scratch create() throws IOException {
    return new Scratch(Files.createTempDirectory("wml-e2e").toRealPath());
  }

  /** On a file system; skips the test where there is no tmpfs. */
  static Scratch on(Place place) throws IOException {
    if (place == Place.DEFAULT) {
      return create();
    }
    assume(Files.isWritable(SHARED_MEMORY), "there is no writable " + SHARED_MEMORY);
    return new Scratch(Files.createTempDirectory(SHARED_MEMORY, "wml-e2e").toRealPath());
  }

  /** Skips the test with a reason that its log shows. */
  static void assume(boolean condition, String otherwise) {
    if (!condition) {
      System.out.println("skipped: " + otherwise);
    }
    assumeTrue(condition, otherwise);
  }

  static boolean hasCommand(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }

  Path root() {
    return root;
  }

  Path path(String name) {
    return root.resolve(name);
  }

  Path directory(String name) throws IOException {
    return Files.createDirectories(path(name));
  }

  /** Writes a workload file. */
  Path workload(String name, String text) throws IOException {
    return Files.writeString(path(name), text);
  }

  /** Runs a workload text in {@code data} under this directory; the exit status must be 0. */
  Result run(String text, Object... options) throws IOException {
    Result result = attempt(0, text, options);
    assertTrue(result.valid(), result.json()::toString);
    return result;
  }

  /** Runs a workload text that leaves a result document and the given exit status. */
  Result attempt(int status, String text, Object... options) throws IOException {
    Path json = path("result.json");
    List<Object> arguments =
        new ArrayList<>(
            List.of("run", workload("test.wml", text), "--dir", path("data"), "--json", json));
    arguments.addAll(Arrays.asList(options));
    WmlProcess.Outcome outcome = WmlProcess.run(root, arguments.toArray());
    assertEquals(status, outcome.status(), outcome::toString);
    return Result.read(json);
  }

  /** Mounts a tmpfs; skips the test where that isn't allowed. */
  Path mountTmpfs(String name, String options) throws IOException {
    Path at = directory(name);
    assume(hasCommand("mount"), "there is no mount command");
    WmlProcess.Outcome outcome =
        command("mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString());
    assume(outcome.status() == 0, "can't mount here: " + outcome.err().strip());
    mounted = at;
    return at;
  }

  private WmlProcess.Outcome command(String... words) throws IOException {
    try (WmlProcess process = WmlProcess.command(root, Map.of(), List.of(words))) {
      return process.outcome();
    }
  }

  /** All files below a directory with their sizes, and directories with -1; our marks left out. */
  static Map<String, Long> tree(Path directory) throws IOException {
    Map<String, Long> out = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList()) {
        Path relative = directory.relativize(path);
        boolean mark = (relative + "/").startsWith(".wml/") || (relative + "/").contains("/.wml/");
        if (!path.equals(directory) && !mark) {
          out.put(relative.toString(), Files.isDirectory(path) ? -1L : Files.size(path));
        }
      }
    }
    return out;
  }

  /** Removes a tree, while others may remove or add things too. */
  static void remove(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    if (mounted != null) {
      WmlProcess.Outcome outcome = command("umount", mounted.toString());
      assertEquals(0, outcome.status(), outcome::toString);
    }
    remove(root);
  }
}
