package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.e2e.WmlProcess.Outcome;

/** {@code wml fmt} on real files. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class FmtTest {
  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome wml(Object... arguments) throws IOException {
    return WmlProcess.run(scratch.root(), arguments);
  }

  @Test
  void rewritesFilesInPlaceThroughLinksAndKeepsPermissions() throws IOException {
    Path file = scratch.workload("a.wml", "set  $a = 1 # one\r\nrun 5");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x---"));
    Path link = Files.createSymbolicLink(scratch.path("link.wml"), file);
    Outcome outcome = wml("fmt", link);
    assertEquals(0, outcome.status(), outcome::toString);
    assertEquals("", outcome.out() + outcome.err());
    assertEquals("set $a=1    # one\nrun 5\n", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("rw-r-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var left = Files.list(scratch.root())) {
      assertEquals(
          List.of("a.wml", "link.wml"), left.map(p -> p.getFileName() + "").sorted().toList());
    }
  }

  @Test
  void checkListsWhatWouldChangeAndWritesNothing() throws IOException {
    Path bad = scratch.workload("bad.wml", "run   5");
    scratch.workload("good.wml", "run 5\n");
    Outcome outcome = wml("fmt", "--check", "good.wml", "bad.wml");
    assertEquals(4, outcome.status(), outcome::toString);
    assertEquals("bad.wml\n", outcome.out());
    assertEquals("run   5", Files.readString(bad));
    assertEquals(0, wml("fmt", "--check", "good.wml").status());
  }

  @Test
  void filesWithErrorsAreLeftAloneAndTheOthersFormatted() throws IOException {
    Path broken = scratch.workload("broken.wml", "run   5 }");
    Path other = scratch.workload("other.wml", "run   5");
    Outcome outcome = wml("fmt", "broken.wml", "nosuch.wml", "other.wml");
    assertEquals(2, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("broken.wml:1:9: error[WML0104]"), outcome::toString);
    assertTrue(outcome.err().contains("there is no file 'nosuch.wml'"), outcome::toString);
    assertEquals("run   5 }", Files.readString(broken));
    assertEquals("run 5\n", Files.readString(other));
  }

  @Test
  void standardInputGoesToStandardOutput() throws IOException {
    Path input = scratch.workload("in.wml", "run   5 # grün");
    List<String> command =
        List.of("sh", "-c", "exec '" + WmlProcess.LAUNCHER + "' fmt - < '" + input + "'");
    try (WmlProcess started = WmlProcess.command(scratch.root(), Map.of(), command)) {
      Outcome outcome = started.outcome();
      assertEquals("run 5   # grün\n", outcome.out(), outcome::toString);
      assertEquals(0, outcome.status());
    }
  }

  @Test
  void latin1FilesStayInLatin1() throws IOException {
    Path file = scratch.path("a.wml");
    Files.write(file, "run  5 # gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(0, wml("fmt", file).status());
    assertArrayEquals(
        "run 5  # gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1), Files.readAllBytes(file));
  }
}
