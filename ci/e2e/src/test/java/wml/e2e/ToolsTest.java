package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.e2e.WmlProcess.Outcome;

/** Commands that help writing workloads: describe, new, completion, man. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class ToolsTest {
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

  private Outcome bash(String script) throws IOException {
    List<String> command = List.of("bash", "-c", script);
    Map<String, String> environment = Map.of("WML", WmlProcess.LAUNCHER.toString());
    try (WmlProcess started = WmlProcess.command(scratch.root(), environment, command)) {
      return started.outcome();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write", "metadata", "mail", "web", "database"})
  void startersAreFormattedCheckedAndRun(String kind) throws IOException {
    Path file = scratch.path("a.wml");
    Outcome made = wml("new", "--kind", kind, "--files", 20, "--threads", 2, "--output", file);
    assertEquals(0, made.status(), made::toString);
    assertEquals(0, wml("fmt", "--check", file).status());
    Outcome checked = wml("check", file);
    assertEquals(file + ": ok\n", checked.out() + checked.err(), checked::toString);
    assertEquals(0, wml("describe", file).status());
    Outcome run =
        wml("run", file, "--dir", scratch.path("d"), "-D", "filesize=64k", "--runtime", "500ms");
    assertEquals(0, run.status(), run::toString);
    assertTrue(Files.readString(file).contains("param $threads=2,"), made::toString);
  }

  @Test
  void newNeverOverwritesAndNamesWhatIsWrong() throws IOException {
    Path file = scratch.workload("a.wml", "mine");
    Outcome outcome = wml("new", "--kind", "read", "--output", file);
    assertEquals(1, outcome.status(), outcome::toString);
    assertEquals("mine", Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new                               | --kind is missing",
        "new --kind raed                   | did you mean 'read'",
        "new --kind read --files 0         | too small",
        "new --kind read --size big        | --size",
        "new --kind metadata --iosize 4k   | --iosize has no meaning",
        "completion fish                   | shells are bash, zsh",
        "man rum                           | did you mean 'run'",
      })
  void misuseSaysWhatToWrite(String line, String message) throws IOException {
    Outcome outcome = wml((Object[]) line.split(" "));
    assertEquals(1, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains(message), outcome::toString);
    assertEquals("", outcome.out());
  }

  @ParameterizedTest
  @CsvSource({
    "wml de,describe",
    "wml run --targ,--target",
    "wml run --target mem,memory",
    "wml run --format f,filebench",
    "wml list fl,flowops",
    "wml new --kind ma,mail",
    "wml check some,some.wml",
    "wml run some,some.wml",
  })
  void bashCompletesCommandsOptionsAndFiles(String typed, String completed) throws IOException {
    scratch.workload("some.wml", "run 1");
    Outcome outcome =
        bash(
            """
            source <("$WML" completion bash)
            COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE="%s"; COMP_POINT=${#COMP_LINE}
            _complete_wml
            printf '%%s\\n' "${COMPREPLY[@]}"
            """
                .formatted(typed, typed));
    assertTrue(outcome.out().lines().anyMatch(completed::equals), outcome::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "fmt", "new", "completion"})
  void manualPagesAreRenderedWithoutComplaint(String command) throws IOException {
    Outcome page = wml((Object[]) ("man " + command).strip().split(" "));
    assertEquals(0, page.status(), page::toString);
    assertTrue(page.out().startsWith(".TH \"WML"), page::toString);
    assertTrue(page.out().contains("--help".replace("-", "\\-")), page::toString);
    Scratch.assume(Scratch.hasCommand("groff"), "groff renders manual pages");
    Path roff = scratch.workload("page.1", page.out());
    Outcome shown = bash("groff -man -Tutf8 -ww '" + roff + "'");
    assertEquals("", shown.err(), shown::toString);
    assertFalse(shown.out().isBlank());
  }
}
