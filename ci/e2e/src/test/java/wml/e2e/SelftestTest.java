package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.e2e.WmlProcess.Outcome;

/** What {@code wml selftest} says, and that it leaves nothing. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class SelftestTest {
  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.on(Scratch.Place.TMPFS);
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  @Test
  void everythingIsMeasuredJudgedAndRemoved() throws IOException {
    Path directory = scratch.directory("there");
    Outcome outcome = WmlProcess.run(scratch.root(), "selftest", "--dir", directory);
    assertEquals(0, outcome.status(), outcome::toString);
    for (String line :
        List.of("clock ", "sleep ", "null target ", "JIT ", "storage ", "sync ", "C loop ")) {
      assertTrue(outcome.out().contains("\n" + line) || outcome.out().startsWith(line), line);
    }
    assertTrue(outcome.out().contains("can be trusted for"), outcome::toString);
    // memory survives no power cut, and no sync in it takes as long as a device's
    assertTrue(outcome.out().contains("doubt durability"), outcome::toString);
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aMissingDirectoryIsNamed() throws IOException {
    Outcome outcome = WmlProcess.run(scratch.root(), "selftest", "--dir", scratch.path("nowhere"));
    assertEquals(1, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("nowhere"), outcome::toString);
  }
}
