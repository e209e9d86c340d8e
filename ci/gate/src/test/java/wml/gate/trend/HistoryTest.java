package wml.gate.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All kinds of histories keep the same promises, in real repositories of git. */
final class HistoryTest {
  @TempDir private Path directory;

  private void repository() throws IOException, InterruptedException {
    boolean git =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(d -> Files.isExecutable(Path.of(d, "git")));
    assumeTrue(git, "git is not on the PATH: skipped");
    git("init", "-q", "-b", "main");
    Files.writeString(directory.resolve("file"), "of the user");
    git("add", "file");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
  }

  private String git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(Arrays.asList(words));
    Path printed = Files.createTempFile("printed", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), command::toString);
    String text = Files.readString(printed, StandardCharsets.UTF_8);
    Files.delete(printed);
    assertEquals(0, process.exitValue(), () -> command + ": " + text);
    return text;
  }

  private static Set<String> names(List<StoredResult> results) {
    return new TreeSet<>(results.stream().map(StoredResult::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "branch:performance", "notes:performance", "branch:a/b"})
  void whatIsAddedIsReadBackAndAddedOnce(String words) throws Exception {
    repository();
    History history = History.of(words, directory);
    assertThrows(BrokenHistory.class, history::read);
    List<StoredResult> results = SampleHistory.stepped(5, 9, 0, 1);
    history.add(results.subList(0, 2));
    history.add(results.subList(1, 5));
    history.add(results);
    assertEquals(names(results), names(history.read()));
    assertEquals(5, history.read().size());
    for (StoredResult result : history.read()) {
      assertTrue(results.contains(result), "changed on the way");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"branch:performance", "notes:performance"})
  void neitherCheckoutNorIndexIsTouched(String words) throws Exception {
    repository();
    Files.writeString(directory.resolve("staged"), "x");
    git("add", "staged");
    String head = git("rev-parse", "HEAD");
    String status = git("status", "--porcelain");
    History.of(words, directory).add(SampleHistory.stepped(3, 9, 0, 1));
    assertEquals(head, git("rev-parse", "HEAD"));
    assertEquals(status, git("status", "--porcelain"));
    assertEquals("A  staged\n", status);
    git("fsck", "--strict");
  }

  @Test
  void aBranchIsAnOrphanWithACommitPerAddition() throws Exception {
    repository();
    History history = History.of("branch:performance", directory);
    history.add(SampleHistory.stepped(1, 9, 0, 1));
    history.add(SampleHistory.stepped(1, 9, 0, 2));
    assertEquals("2\n", git("rev-list", "--count", "performance"));
    String path = SampleHistory.stepped(1, 9, 0, 1).getFirst().name() + ".json";
    assertEquals(
        SampleHistory.stepped(1, 9, 0, 1).getFirst().text(), git("show", "performance:" + path));
  }

  @Test
  void aResultIsNotedAtItsOwnCommitElseAtHead() throws Exception {
    repository();
    String first = git("rev-parse", "HEAD").strip();
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "2");
    String unknown = "%08x".formatted(0xa000000) + "0".repeat(32);
    StoredResult own = StoredResult.of(SampleHistory.gate(0, 1).text().replace(unknown, first));
    History history = History.of("notes:performance", directory);
    history.add(List.of(own, SampleHistory.gate(1, 1)));
    assertTrue(git("notes", "--ref=performance", "show", first).startsWith(own.name() + " {"));
    assertTrue(git("notes", "--ref=performance", "show", "HEAD").contains("\"a/read.wml\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "branch:performance", "notes:performance"})
  void manyMayAddAtATimeAndNothingIsLost(String words) throws Exception {
    repository();
    List<StoredResult> results = SampleHistory.stepped(12, 99, 0, 1);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (StoredResult result : results) {
        all.add(
            threads.submit(
                () -> {
                  History.of(words, directory).add(List.of(result));
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get(120, TimeUnit.SECONDS);
      }
    }
    assertEquals(names(results), names(History.of(words, directory).read()));
  }

  @Test
  void aBrokenFileIsNamedAndNothingIsLost() throws Exception {
    History history = History.of("h", directory);
    List<StoredResult> results = SampleHistory.stepped(3, 9, 0, 1);
    history.add(results);
    Path file = directory.resolve("h").resolve(results.getFirst().name() + ".json");
    String whole = Files.readString(file);
    for (String broken : List.of("", whole.substring(0, 99), whole.replace("PASS", "pass"))) {
      Files.writeString(file, broken);
      String message = assertThrows(BrokenHistory.class, history::read).toString();
      assertTrue(message.contains(file.toString()), message);
      assertTrue(message.contains("help: "), message);
      history.add(results);
      assertEquals(broken, Files.readString(file), "a broken file is left to its owner");
    }
    Files.writeString(file, whole);
    Files.writeString(directory.resolve("h/latest.json"), whole);
    String message = assertThrows(BrokenHistory.class, history::read).toString();
    assertTrue(message.contains("latest.json: its name is no SHA-256"), message);
    Files.move(directory.resolve("h/latest.json"), directory.resolve("h/README.md"));
    assertEquals(3, history.read().size());
  }

  @Test
  void aBranchThatSomebodyChangedByHandIsNamedAndKept() throws Exception {
    repository();
    History history = History.of("branch:performance", directory);
    history.add(SampleHistory.stepped(2, 9, 0, 1));
    git("checkout", "-q", "performance");
    assertTrue(
        assertThrows(BrokenHistory.class, () -> history.add(SampleHistory.stepped(1, 9, 0, 5)))
            .toString()
            .contains("is checked out"));
    Path file = directory.resolve(SampleHistory.stepped(2, 9, 0, 1).getFirst().name() + ".json");
    Files.writeString(file, "{}");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-a", "-m", "oops");
    git("checkout", "-q", "main");
    String message = assertThrows(BrokenHistory.class, history::read).toString();
    assertTrue(message.contains(file.getFileName().toString()), message);
    history.add(SampleHistory.stepped(1, 9, 0, 5));
    assertEquals("3\n", git("rev-list", "--count", "performance"), "the other was kept");
  }

  @Test
  void aBranchOfOtherThingsIsRefused() throws Exception {
    repository();
    git("branch", "source");
    History history = History.of("branch:source", directory);
    String message =
        assertThrows(BrokenHistory.class, () -> history.add(SampleHistory.stepped(1, 9, 0, 1)))
            .toString();
    assertTrue(message.contains("holds more than results: file"), message);
    assertEquals("1\n", git("rev-list", "--count", "source"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"branch:", "branch:-x", "notes:a..b", "branch:a b", ""})
  void wordsThatAreNoHistoryAreRefused(String words) {
    assertThrows(IllegalArgumentException.class, () -> History.of(words, directory));
  }

  @Test
  void aFolderOutsideOfARepositoryIsNoBranch() {
    assumeTrue(directory.startsWith(System.getProperty("java.io.tmpdir")));
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                History.of("branch:performance", directory).add(SampleHistory.stepped(1, 9, 0, 1)));
    assertFalse(e instanceof BrokenHistory);
    assertTrue(e.toString().contains("not a git repository"), e::toString);
  }
}
