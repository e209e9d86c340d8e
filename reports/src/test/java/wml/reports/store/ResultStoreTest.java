package wml.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;

final class ResultStoreTest {
  @TempDir Path dir = Path.of("");

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesTheOldFileAndLeavesNothingElse() throws IOException {
    Path file = dir.resolve("result.json");
    Files.writeString(file, "old");
    ResultStore.write(file, List.of(SampleRuns.mail()));
    assertTrue(Files.readString(file).startsWith("{\n  \"schema\": \"wml-result/1\","));
    assertEquals(List.of("result.json"), names());
  }

  @Test
  void othersMayReadItAsTheUmaskSays() throws IOException {
    Path plain = Files.createFile(dir.resolve("plain"));
    Path file = dir.resolve("result.json");
    ResultStore.write(file, List.of(SampleRuns.mail()));
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
    assertTrue(Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_READ));
  }

  @Test
  void failureKeepsTheOldFile() throws IOException {
    Path file = dir.resolve("result.json");
    Files.writeString(file, "old");
    RunResult broken =
        new SampleRuns.Builder()
            .flowop("p", "t", "a", "read", "io", "read", 1, 1, 0, 1e3)
            .path("fails")
            .build();
    List<RunResult> failing = new FailingSecond(broken);
    assertThrows(IllegalStateException.class, () -> ResultStore.write(file, failing));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("result.json"), names());
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(dir.resolve("real.json"), "old");
    Path link = Files.createSymbolicLink(dir.resolve("link.json"), Path.of("real.json"));
    ResultStore.write(link, List.of(SampleRuns.mail()));
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.size(file) > 1000);
  }

  @Test
  void aDeviceIsWrittenToAndStays() throws IOException {
    Path device = Path.of("/dev/null");
    ResultStore.write(device, List.of(SampleRuns.mail()));
    assertTrue(Files.exists(device) && !Files.isRegularFile(device));
  }

  @Test
  void messagesSayWhichFileAndWhy() {
    Path missing = dir.resolve("no/such/result.json");
    List<RunResult> runs = List.of(SampleRuns.mail());
    assertEquals(
        "cannot write the result to " + missing + ": its directory does not exist",
        assertThrows(IOException.class, () -> ResultStore.write(missing, runs)).getMessage());
    assertEquals(
        "cannot write the result to " + dir + ": it is a directory",
        assertThrows(IOException.class, () -> ResultStore.write(dir, runs)).getMessage());
  }

  /** Two runs, of which the second cannot be had: fails half-way through the file. */
  private static final class FailingSecond extends java.util.AbstractList<RunResult> {
    private final RunResult first;

    FailingSecond(RunResult first) {
      this.first = first;
    }

    @Override
    public RunResult get(int index) {
      if (index == 0) {
        return first;
      }
      throw new IllegalStateException("no second run");
    }

    @Override
    public int size() {
      return 2;
    }
  }
}
