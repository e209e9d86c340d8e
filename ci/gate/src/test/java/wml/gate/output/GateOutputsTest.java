package wml.gate.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.gate.result.GateResult;

/** The files of {@code --out}, of results as different as they get. */
final class GateOutputsTest {
  private static final Set<String> ALWAYS =
      Set.of(
          "gate.json",
          "junit.xml",
          "summary.md",
          "annotations.txt",
          "codequality.json",
          "gate.sarif",
          "metrics.txt",
          "badge.json",
          "report.html");

  private static final Set<String> FIGURES =
      Set.of("forest.png", "forest.svg", "forest.pdf", "shift.png", "shift.svg", "shift.pdf");

  @TempDir private Path directory;

  static Stream<Named<GateResult>> gates() {
    return Stream.of(
        Named.of("regression", SampleGates.regression()),
        Named.of("pass", SampleGates.pass()),
        Named.of("inconclusive", SampleGates.inconclusive()),
        Named.of("invalid", SampleGates.invalid()),
        Named.of("hostile", SampleGates.hostile()),
        Named.of("many", SampleGates.many(500)));
  }

  @ParameterizedTest
  @MethodSource("gates")
  void everyFormatOfEveryResultIsWritten(GateResult gate) throws IOException {
    GateOutputs.write(gate, directory);
    Set<String> expected = new TreeSet<>(ALWAYS);
    if (!gate.comparisons().isEmpty()) {
      expected.addAll(FIGURES);
    }
    assertEquals(expected, names());
    for (String json : List.of("gate.json", "codequality.json", "gate.sarif", "badge.json")) {
      assertTrue(new ObjectMapper().readTree(directory.resolve(json).toFile()).isContainerNode());
    }
    for (String text : List.of("summary.md", "annotations.txt", "metrics.txt", "junit.xml")) {
      String written = Files.readString(directory.resolve(text));
      assertFalse(
          written.chars().anyMatch(c -> c < ' ' && c != '\n'), text + " has control characters");
    }
  }

  @Test
  void figuresOfAnEarlierGateDoNotStayBesideALaterOneThatHasNone() throws IOException {
    GateOutputs.write(SampleGates.regression(), directory);
    assertTrue(names().containsAll(FIGURES));
    GateOutputs.write(SampleGates.invalid(), directory);
    assertEquals(new TreeSet<>(ALWAYS), names());
  }

  @Test
  void aDirectoryThatIsAFileIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("x"), "kept");
    IOException e =
        assertThrows(IOException.class, () -> GateOutputs.write(SampleGates.pass(), file));
    assertTrue(e.toString().contains(file.toString()), e::toString);
    assertEquals("kept", Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("gates")
  void thePageRunsAndLoadsNothing(GateResult gate) throws IOException {
    String page = page(gate);
    assertFalse(page.contains("<script"), "a script");
    assertTrue(page.contains("default-src 'none'"));
    assertFalse(page.matches("(?s).*(src|href)=\"(?!data:image/svg).*"), "a reference");
    assertTrue(page.contains("<h1>" + gate.verdict() + "</h1>"));
  }

  @Test
  void aHostileNameIsTextOnThePage() throws IOException {
    String page = page(SampleGates.hostile());
    assertTrue(page.contains("d&lt;e&gt;&amp;f"));
    assertFalse(page.contains("d<e>"));
  }

  @Test
  void badgesSayTheVerdictInShieldsFormat() throws IOException {
    GateOutputs.write(SampleGates.regression(), directory);
    JsonNode badge = new ObjectMapper().readTree(directory.resolve("badge.json").toFile());
    assertEquals(1, badge.path("schemaVersion").asInt());
    assertEquals("performance", badge.path("label").asText());
    assertEquals("p99(fsync) +6.2 %", badge.path("message").asText());
    assertEquals("red", badge.path("color").asText());
    GateOutputs.write(SampleGates.invalid(), directory);
    badge = new ObjectMapper().readTree(directory.resolve("badge.json").toFile());
    assertTrue(badge.path("isError").asBoolean());
  }

  private static String page(GateResult gate) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GatePage.write(
        gate, List.of(new GatePage.Picture("words", SampleGates.HOSTILE, "<svg/>")), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new TreeSet<>(files.map(f -> f.getFileName().toString()).toList());
    }
  }

  /** For a person to look at: {@code -Dwml.look=DIR}. */
  @ParameterizedTest
  @MethodSource("gates")
  void look(GateResult gate, org.junit.jupiter.api.TestInfo info) throws IOException {
    String look = System.getProperty("wml.look", "");
    if (!look.isEmpty()) {
      Path to = Path.of(look).resolve(info.getDisplayName().replaceAll("[^a-z]", ""));
      GateOutputs.write(gate, to);
      Files.writeString(to.resolve("text.txt"), GateTextTest.text(gate), StandardCharsets.UTF_8);
    }
  }
}
