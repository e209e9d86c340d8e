package wml.gate.trend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Git's plumbing in a repository: objects are written, then a reference moves from what it was. No
 * checkout and no index of a user is touched.
 */
final class Git {
  private static final long MOST_SECONDS = 120;

  /** Each is lost only to another process whose result was added. */
  private static final int MOST_ATTEMPTS = 100;

  private final Path directory;

  Git(Path directory) {
    this.directory = directory;
  }

  /** What git printed, and whether it succeeded. */
  private record Answer(int status, String output, String errors) {
    String line() {
      return output.strip();
    }
  }

  /** A file in a tree. */
  record Entry(String mode, String object, String path) {}

  /** Makes the next tree of a reference from its entries so far. */
  interface Change {
    /** The entries to add or replace; none: nothing to do. */
    List<Entry> of(Map<String, Entry> before) throws IOException;
  }

  /** The commit that a reference leads to; empty if there is none. */
  String commit(String reference) throws IOException {
    Answer answer = run("", Map.of(), "rev-parse", "--verify", "--quiet", reference + "^{commit}");
    return answer.status() == 0 ? answer.line() : "";
  }

  /** Whether some worktree has the branch checked out: it would no longer be what is there. */
  boolean isCheckedOut(String branch) throws IOException {
    return must("", Map.of(), "worktree", "list", "--porcelain")
        .lines()
        .anyMatch(("branch " + branch)::equals);
  }

  /** All files of a commit, by path; of an empty commit none. */
  Map<String, Entry> files(String commit) throws IOException {
    Map<String, Entry> files = new LinkedHashMap<>();
    if (!commit.isEmpty()) {
      for (String line : must("", Map.of(), "ls-tree", "-r", "-z", commit).split("\0")) {
        if (!line.isEmpty()) {
          String[] fields = line.substring(0, line.indexOf('\t')).split(" ");
          String path = line.substring(line.indexOf('\t') + 1);
          files.put(path, new Entry(fields[0], fields[2], path));
        }
      }
    }
    return files;
  }

  /** What some objects hold, in their order. */
  List<String> contents(List<String> objects) throws IOException {
    if (objects.isEmpty()) {
      return List.of();
    }
    byte[] all =
        must(String.join("\n", objects) + "\n", Map.of(), "cat-file", "--batch")
            .getBytes(StandardCharsets.ISO_8859_1);
    List<String> texts = new ArrayList<>();
    int at = 0;
    for (String object : objects) {
      int end = at;
      while (end < all.length && all[end] != '\n') {
        end++;
      }
      String[] head = new String(all, at, end - at, StandardCharsets.UTF_8).split(" ");
      if (head.length != 3) {
        throw new BrokenHistory(
            "git has no object " + object + "\nhelp: 'git fsck' tells what else is missing");
      }
      int size = Integer.parseInt(head[2]);
      texts.add(new String(all, end + 1, size, StandardCharsets.UTF_8));
      at = end + 1 + size + 1;
    }
    return texts;
  }

  /** Writes an object. */
  String object(String text) throws IOException {
    return must(latin(text), Map.of(), "hash-object", "-w", "--stdin").strip();
  }

  /** Moves a reference to a commit with more files; again if another process was faster. */
  void extend(String reference, String message, Change change) throws IOException {
    Answer last = new Answer(0, "", "");
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      String before = commit(reference);
      Map<String, Entry> files = files(before);
      List<Entry> added = change.of(files);
      if (added.isEmpty()) {
        return;
      }
      String tree = tree(before, added);
      List<String> words = new ArrayList<>(List.of("commit-tree", tree, "-m", message));
      if (!before.isEmpty()) {
        words.addAll(List.of("-p", before));
      }
      String commit = must("", identity(), words.toArray(String[]::new)).strip();
      // An empty old value: the reference must not be there.
      last = run("", Map.of(), "update-ref", "-m", message, reference, commit, before);
      if (last.status() == 0) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + attempt));
    }
    throw new IOException(reference + " could not be moved: " + last.errors().strip());
  }

  private String tree(String before, List<Entry> added) throws IOException {
    Path folder = Files.createTempDirectory("wml-index");
    Path index = folder.resolve("index");
    try {
      Map<String, String> own = Map.of("GIT_INDEX_FILE", index.toString());
      if (!before.isEmpty()) {
        must("", own, "read-tree", before);
      }
      StringBuilder entries = new StringBuilder();
      for (Entry entry : added) {
        entries.append(entry.mode()).append(' ').append(entry.object()).append('\t');
        entries.append(entry.path()).append('\n');
      }
      must(entries.toString(), own, "update-index", "--add", "--index-info");
      return must("", own, "write-tree").strip();
    } finally {
      Files.deleteIfExists(index);
      Files.delete(folder);
    }
  }

  /** The user's; machines of CI often have none. */
  private Map<String, String> identity() throws IOException {
    if (run("", Map.of(), "var", "GIT_COMMITTER_IDENT").status() == 0) {
      return Map.of();
    }
    return Map.of(
        "GIT_AUTHOR_NAME", "wml",
        "GIT_AUTHOR_EMAIL", "wml@localhost",
        "GIT_COMMITTER_NAME", "wml",
        "GIT_COMMITTER_EMAIL", "wml@localhost");
  }

  /** The output's bytes as Latin-1. */
  private String must(String input, Map<String, String> environment, String... words)
      throws IOException {
    Answer answer = run(input, environment, words);
    if (answer.status() != 0) {
      throw new IOException(
          "git %s failed in %s: %s".formatted(words[0], directory, answer.errors().strip()));
    }
    return answer.output();
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Files rather than pipes: whoever writes much never waits for who does not read. */
  private Answer run(String input, Map<String, String> environment, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(Arrays.asList(words));
    Path folder = Files.createTempDirectory("wml-git");
    Path in = Files.write(folder.resolve("in"), input.getBytes(StandardCharsets.ISO_8859_1));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toAbsolutePath().toFile())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("git " + words[0] + " takes longer than " + MOST_SECONDS + " s");
      }
      return new Answer(
          process.exitValue(),
          Files.readString(out, StandardCharsets.ISO_8859_1),
          Files.readString(err, StandardCharsets.ISO_8859_1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("git " + words[0] + " was interrupted", e);
    } finally {
      for (Path file : List.of(in, out, err)) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    }
  }
}
