package wml.gate.output;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import wml.gate.result.Comparison.Finding;
import wml.gate.result.GateResult;
import wml.reports.store.JsonText;

/** What is read by programs is what they expect, whatever names it holds. */
final class FormatsTest {
  static Stream<Named<GateResult>> gates() {
    return GateOutputsTest.gates();
  }

  @ParameterizedTest
  @MethodSource("gates")
  void jsonKeepsItsSchema(GateResult gate) throws IOException {
    Schema schema = schema("/wml/gate/gate.schema.json", SpecificationVersion.DRAFT_2020_12);
    String text = json(j -> GateJson.write(gate, j));
    assertEquals(List.of(), schema.validate(text, InputFormat.JSON));
    assertFalse(schema.validate(text.replace("\"verdict\"", "\"v\""), InputFormat.JSON).isEmpty());
  }

  @Test
  void jsonHasTheValuesOfAllPairs() throws IOException {
    GateResult gate = SampleGates.regression();
    JsonNode first =
        new ObjectMapper().readTree(json(j -> GateJson.write(gate, j))).path("comparisons").path(0);
    assertEquals("p99(fsync)", first.path("metric").asText());
    double[] candidate = gate.comparisons().getFirst().pairs().candidate();
    assertEquals(candidate.length, first.path("candidate").size());
    for (int i = 0; i < candidate.length; i++) {
      assertEquals(candidate[i], first.path("candidate").path(i).asDouble());
    }
  }

  @ParameterizedTest
  @MethodSource("gates")
  void sarifKeepsItsSchema(GateResult gate) throws IOException {
    Schema schema = schema("/wml/gate/sarif-2.1.0.schema.json", SpecificationVersion.DRAFT_4);
    String text = json(j -> Sarif.write(gate, j));
    assertEquals(List.of(), schema.validate(text, InputFormat.JSON));
    assertFalse(
        schema.validate(text.replace("\"ruleId\"", "\"rule\""), InputFormat.JSON).isEmpty()
            && text.contains("ruleId"));
    JsonNode run = new ObjectMapper().readTree(text).path("runs").path(0);
    JsonNode rules = run.path("tool").path("driver").path("rules");
    for (JsonNode result : run.path("results")) {
      assertEquals(
          result.path("ruleId").asText(),
          rules.path(result.path("ruleIndex").asInt()).path("id").asText());
      JsonNode place = result.path("locations").path(0).path("physicalLocation");
      URI uri = URI.create(place.path("artifactLocation").path("uri").asText());
      assertFalse(uri.isAbsolute(), uri::toString);
      assertTrue(place.path("region").path("startLine").asInt() >= 1);
    }
  }

  @Test
  void sarifPointsAtTheFlowopsLineAndLeavesTheUndecidedOpen() throws IOException {
    JsonNode run =
        new ObjectMapper()
            .readTree(json(j -> Sarif.write(SampleGates.inconclusive(), j)))
            .path("runs")
            .path(0);
    JsonNode open = run.path("results").path(0);
    assertEquals("open", open.path("kind").asText());
    assertEquals("none", open.path("level").asText());
    JsonNode place = open.path("locations").path(0).path("physicalLocation");
    assertEquals(SampleGates.WORKLOAD, place.path("artifactLocation").path("uri").asText());
    assertEquals(
        SampleGates.inconclusive().comparisons().getFirst().position(),
        SampleGates.WORKLOAD
            + ":"
            + place.path("region").path("startLine").asInt()
            + ":"
            + place.path("region").path("startColumn").asInt());
    assertTrue(run.path("invocations").path(0).path("executionSuccessful").asBoolean());
    JsonNode invalid =
        new ObjectMapper().readTree(json(j -> Sarif.write(SampleGates.invalid(), j)));
    assertFalse(
        invalid
            .path("runs")
            .path(0)
            .path("invocations")
            .path(0)
            .path("executionSuccessful")
            .asBoolean());
  }

  @ParameterizedTest
  @MethodSource("gates")
  void junitKeepsItsSchemaAndCountsItsCases(GateResult gate) throws Exception {
    String text = JUnitXml.of(gate);
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    // Jenkins's own may be given: it allows more than ours.
    String given = System.getProperty("wml.junit.xsd", "");
    Validator validator =
        (given.isEmpty()
                ? factory.newSchema(FormatsTest.class.getResource("/wml/gate/junit.xsd"))
                : factory.newSchema(new java.io.File(given)))
            .newValidator();
    assertDoesNotThrow(() -> validator.validate(new StreamSource(new StringReader(text))), text);
    Element suite = (Element) elements(text, "testsuite").item(0);
    for (String[] count :
        new String[][] {
          {"tests", "testcase"},
          {"failures", "failure"},
          {"errors", "error"},
          {"skipped", "skipped"}
        }) {
      assertEquals(
          Integer.parseInt(suite.getAttribute(count[0])),
          elements(text, count[1]).getLength(),
          count[0]);
    }
    boolean broken = gate.comparisons().isEmpty();
    assertEquals(
        gate.comparisons().size() + (broken ? 1 : 0), elements(text, "testcase").getLength());
    assertEquals(broken ? 1 : 0, elements(text, "error").getLength());
  }

  @Test
  void junitNeverPassesWhatIsNotKnown() throws Exception {
    NodeList skipped = elements(JUnitXml.of(SampleGates.inconclusive()), "skipped");
    assertEquals(1, skipped.getLength());
    assertEquals("INCONCLUSIVE", ((Element) skipped.item(0)).getAttribute("type"));
    assertTrue(((Element) skipped.item(0)).getAttribute("message").contains("8.1 %"));
  }

  @ParameterizedTest
  @MethodSource("gates")
  void annotationsAreAtMostTenCommandsAtLines(GateResult gate) {
    List<String> lines = Annotations.github(gate).lines().toList();
    assertTrue(lines.size() <= 10, () -> lines.size() + " annotations");
    Pattern command =
        Pattern.compile(
            "::(error|warning|notice) file=[^,:]+,line=[1-9]\\d*,col=[1-9]\\d*,title=[^,:]+::.+");
    for (String line : lines) {
      assertTrue(command.matcher(line).matches(), line);
    }
    if (gate.comparisons().isEmpty()) {
      assertEquals(1, lines.size());
      assertTrue(lines.getFirst().startsWith("::error file=" + SampleGates.WORKLOAD + ",line=1,"));
    }
  }

  @Test
  void theLastAnnotationSaysHowManyMoreThereAre() {
    GateResult gate = SampleGates.many(500);
    long shown =
        gate.comparisons().stream()
            .filter(
                c ->
                    c.finding() == Finding.REGRESSION
                        || c.finding() == Finding.WARNING
                        || (c.finding() == Finding.INCONCLUSIVE && c.counts()))
            .count();
    List<String> lines = Annotations.github(gate).lines().toList();
    assertEquals(10, lines.size());
    assertTrue(
        lines.getLast().endsWith("; and " + (shown - 10) + " more metrics"), lines.getLast());
  }

  @ParameterizedTest
  @MethodSource("gates")
  void codeQualityHasWhatGitlabAsksFor(GateResult gate) throws IOException {
    JsonNode findings = new ObjectMapper().readTree(json(j -> Annotations.gitlab(gate, j)));
    assertTrue(findings.isArray());
    Set<String> prints = new HashSet<>();
    for (JsonNode finding : findings) {
      for (String field : List.of("description", "check_name", "fingerprint", "severity")) {
        assertFalse(finding.path(field).asText().isBlank(), field);
      }
      assertTrue(
          Set.of("info", "minor", "major", "critical", "blocker")
              .contains(finding.path("severity").asText()));
      assertTrue(prints.add(finding.path("fingerprint").asText()), "two of one fingerprint");
      assertTrue(finding.path("location").path("lines").path("begin").asInt() >= 1);
    }
  }

  @ParameterizedTest
  @MethodSource("gates")
  void openMetricsAreGroupedUniqueAndEnd(GateResult gate) {
    String text = OpenMetrics.of(gate);
    assertTrue(text.endsWith("# EOF\n"));
    Pattern sample =
        Pattern.compile(
            "([a-z_]+)\\{([a-z_]+=\"([^\"\\\\\n]|\\\\[\"\\\\n])*\",?)+\\}"
                + " (NaN|[+-]Inf|-?[0-9.]+(E-?[0-9]+)?)");
    Set<String> families = new HashSet<>();
    Set<String> samples = new HashSet<>();
    String family = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ")[2];
        assertTrue(families.add(family), "twice: " + family);
      } else if (line.startsWith("# UNIT ")) {
        assertTrue(line.split(" ")[2].endsWith("_" + line.split(" ")[3]), line);
      } else if (!line.startsWith("#")) {
        Matcher m = sample.matcher(line);
        assertTrue(m.matches(), line);
        assertEquals(family, m.group(1));
        assertTrue(
            samples.add(line.substring(0, line.lastIndexOf(' '))) || gate.pairs() == 3,
            "twice: " + line);
      }
    }
    assertTrue(text.contains("wml_gate_verdict=\"" + gate.verdict() + "\"} 1\n"));
  }

  @ParameterizedTest
  @MethodSource("gates")
  void summariesFitAComment(GateResult gate) {
    String text = MarkdownSummary.of(gate);
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 64 * 1024);
    for (String line : text.lines().filter(l -> l.startsWith("| ")).toList()) {
      int bars = line.replace("\\|", "").replaceAll("[^|]", "").length();
      assertTrue(bars == 3 || bars == 7, line);
    }
    assertFalse(text.replaceAll("(`+)[^`].*?\\1", "").contains("<"), "HTML outside of code");
  }

  @Test
  void aLongSummaryIsFullAndSaysWhatItLeftOut() {
    GateResult gate = SampleGates.many(2000);
    String text = MarkdownSummary.of(gate);
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length > 32 * 1024, "room was left");
    long rows = text.lines().filter(l -> l.startsWith("| `p99(")).count();
    assertTrue(
        text.contains((gate.comparisons().size() - rows) + " of 2000 metrics are left out"), text);
  }

  @Test
  void theWorstComesFirstInASummary() {
    List<String> verdicts =
        MarkdownSummary.of(SampleGates.regression())
            .lines()
            .filter(l -> l.startsWith("| `") && l.contains("("))
            .map(l -> l.replaceFirst(".*\\| ([^|]+) \\|$", "$1").replaceFirst(":.*", ""))
            .toList();
    assertEquals(
        List.of(
            "**REGRESSION**",
            "worse (warns)",
            "inconclusive",
            "skipped",
            "skipped",
            "pass",
            "pass",
            "pass",
            "pass"),
        verdicts);
  }

  @Test
  void noUserIsCalledAndNoLinkIsMade() {
    String text = MarkdownSummary.prose("@all see [x](https://y) & <b>");
    assertEquals("@\u200ball see \\[x\\](https:\u200b//y) &amp; &lt;b&gt;", text);
    assertEquals("`` a`b ``".replace(" ", ""), MarkdownSummary.code("a`b"));
  }

  private static Schema schema(String name, SpecificationVersion version) throws IOException {
    try (InputStream in = Objects.requireNonNull(FormatsTest.class.getResourceAsStream(name))) {
      return SchemaRegistry.withDefaultDialect(version)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  private static String json(JsonText.Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonText.write(out, content);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static NodeList elements(String xml, String name) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getElementsByTagName(name);
  }
}
