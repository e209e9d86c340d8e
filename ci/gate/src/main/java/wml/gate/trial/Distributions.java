package wml.gate.trial;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the wml of each side, and builds it before anything is measured. That of a git ref is kept
 * by its commit below {@code ci/dist/target/gate} of this checkout.
 */
public final class Distributions {
  private static final long BUILD_MINUTES = 30;
  private static final int SHOWN_LINES = 20;
  private static final String LAUNCHER = "wml";
  private static final String NO_CHECKOUT =
      "ref= needs the wml of a git checkout: start the gate by its ./wml, or name the side's wml="
          + " instead";

  private final Children children;
  private final @Nullable Path home;
  private final Consumer<String> progress;

  /**
   * @param home of the wml that runs the gate; null if it was not started by its launcher
   * @param progress hears what takes long
   */
  public Distributions(Children children, @Nullable Path home, Consumer<String> progress) {
    this.children = children;
    this.home = home;
    this.progress = progress;
  }

  /**
   * @param side {@code baseline} or {@code candidate}
   * @throws InvalidSideException saying what is missing, or how its build failed
   */
  public Distribution of(String side, SideText text) throws IOException {
    if (text.ref() != null) {
      return ofRef(side, text.ref());
    }
    if (text.wml() != null) {
      return ofPath(side, Path.of(text.wml()).toAbsolutePath().normalize(), text.wml());
    }
    if (home != null && Files.isExecutable(home.resolve(LAUNCHER))) {
      return ofCheckout(side, home, "this wml");
    }
    String classes = System.getProperty("java.class.path", "");
    return new Distribution(java(classes), false, System.getProperty("wml.commit", ""), "this wml");
  }

  private Distribution ofRef(String side, String ref) throws IOException {
    if (home == null) {
      throw new InvalidSideException("the " + side + ": " + NO_CHECKOUT);
    }
    Output parsed = run(home, List.of("git", "rev-parse", "--verify", "-q", ref + "^{commit}"));
    if (parsed.status() != 0) {
      throw new InvalidSideException(
          "the %s: git knows no '%s' here; 'git fetch' may bring it".formatted(side, ref));
    }
    String commit = parsed.text().strip();
    Path cache = Files.createDirectories(home.resolve("ci/dist/target/gate"));
    Path tree = cache.resolve(commit.substring(0, 12));
    try (FileChannel lock =
            FileChannel.open(
                cache.resolve(tree.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = lock.lock()) {
      if (!held.isValid() || !Files.exists(tree.resolve(LAUNCHER))) {
        checkOut(side, home, tree, commit);
      }
      return ofCheckout(side, tree, ref);
    }
  }

  private void checkOut(String side, Path from, Path tree, String commit) throws IOException {
    // Forced: the tree of a cache that was removed is still listed.
    Output made =
        run(
            from,
            List.of(
                "git", "worktree", "add", "--force", "--detach", "-q", tree.toString(), commit));
    if (made.status() != 0) {
      throw new InvalidSideException(
          "the %s: git could not check out %s\n%s".formatted(side, commit, made.end()));
    }
    if (!Files.isExecutable(tree.resolve(LAUNCHER))) {
      throw new InvalidSideException("the %s: %s is no wml".formatted(side, commit));
    }
  }

  private Distribution ofPath(String side, Path path, String given) throws IOException {
    if (Files.isDirectory(path) && Files.isExecutable(path.resolve(LAUNCHER))) {
      return ofCheckout(side, path, given);
    }
    if (Files.isDirectory(path)) {
      Path lib = Files.isDirectory(path.resolve("lib")) ? path.resolve("lib") : path;
      try (Stream<Path> files = Files.list(lib)) {
        List<String> jars =
            files.map(Path::toString).filter(f -> f.endsWith(".jar")).sorted().toList();
        if (!jars.isEmpty()) {
          return started(
              side, new Distribution(java(String.join(":", jars)), false, "", given), lib);
        }
      }
    } else if (Files.isRegularFile(path)) {
      return started(
          side, new Distribution(java(path.toString()), false, "", given), path.getParent());
    }
    throw new InvalidSideException(
        "the %s: '%s' is no wml: name a checkout, a folder with lib/*.jar, or a jar"
            .formatted(side, given));
  }

  /** Its launcher builds it if need be, and trains its archive. */
  private Distribution ofCheckout(String side, Path checkout, String words) throws IOException {
    String commit = "";
    if (Files.exists(checkout.resolve(".git"))) {
      Output head = run(checkout, List.of("git", "rev-parse", "--short=12", "HEAD"));
      commit = head.status() == 0 ? head.text().strip() : "";
    }
    Distribution made =
        new Distribution(List.of(checkout.resolve(LAUNCHER).toString()), true, commit, words);
    if (!Files.isDirectory(checkout.resolve("ci/dist/target/wml/lib"))) {
      progress.accept("building the " + side + ", " + words);
    }
    return started(side, made, checkout);
  }

  private Distribution started(String side, Distribution made, @Nullable Path where)
      throws IOException {
    List<String> command = new ArrayList<>(made.command());
    command.add("--version");
    Output said = run(where, command);
    if (said.status() != 0) {
      throw new InvalidSideException(
          "the %s, %s, does not build or start:\n%s".formatted(side, made.words(), said.end()));
    }
    return made;
  }

  /** As the launcher starts it. */
  private static List<String> java(String classes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:+PerfDisableSharedMem",
        "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=dontinline,wml.targets.wire.socket.SocketCalls::*",
        "-XX:CompileCommand=dontinline,wml.targets.posix.linux.LibC::*",
        "-XX:CompileCommand=dontinline,wml.targets.posix.linux.NameCalls::*",
        "-XX:CompileCommand=dontinline,wml.targets.posix.linux.RangeCalls::*",
        "-XX:CompileCommand=dontinline,wml.targets.posix.linux.RingCalls::*",
        "-XX:CompileCommand=dontinline,wml.targets.nfs.linux.FileCalls::*",
        "-XX:CompileCommand=dontinline,wml.targets.nfs.linux.NameCalls::*",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "--add-exports=java.management/sun.management=ALL-UNNAMED",
        "-cp",
        classes,
        "wml.cli.Main");
  }

  private record Output(int status, String text) {
    String end() {
      List<String> lines = text.lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
  }

  private Output run(@Nullable Path where, List<String> command) throws IOException {
    Path said = Files.createTempFile("wml-gate", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      if (where != null) {
        builder.directory(where.toFile());
      }
      Process process = children.start(builder);
      process.getOutputStream().close();
      try {
        boolean ended = process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
        String text = Files.readString(said);
        return new Output(
            ended ? process.exitValue() : -1,
            ended ? text : text + "\nno end within " + BUILD_MINUTES + " min");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        children.end(process);
      }
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
