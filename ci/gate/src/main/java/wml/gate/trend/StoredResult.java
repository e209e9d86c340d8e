package wml.gate.trend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wml.gate.output.Sha256;

/**
 * A document of a history.
 *
 * @param name SHA-256 of the text in UTF-8, in hexadecimal
 * @param text JSON in one line, with its end
 */
public record StoredResult(String name, String text) {
  static final String GATE = "wml-gate/1";
  static final String RUN = "wml-result/1";
  private static final String RUNS = "wml-results/1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Most of a result's bytes; a trend needs what they add up to. */
  private static final List<String> DROPPED = List.of("jobs", "intervals", "events", "guests");

  private static final List<String> DROPPED_OF_FLOWOPS =
      List.of("histogram_ns", "response_histogram_ns", "delay_histogram_ns");

  static StoredResult of(String text) {
    return new StoredResult(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), text);
  }

  /**
   * What a file of {@code wml gate --json} or {@code wml run --json} becomes: a document per gate
   * or run, without histograms. A result that is not valid becomes none.
   *
   * @param notes gets a sentence for each that is left out
   * @throws IOException saying which file, why, and what to do
   */
  public static List<StoredResult> condense(Path file, List<String> notes) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new IOException(
          file + " is cut off or no JSON\nhelp: 'wml gate' and 'wml run' write it with --json", e);
    }
    List<JsonNode> documents = new ArrayList<>();
    switch (root.path("schema").asText()) {
      case GATE, RUN -> documents.add(root);
      case RUNS -> root.path("runs").forEach(documents::add);
      default ->
          throw new IOException(
              "%s is no result: its schema is '%s'\nhelp: name a file that 'wml gate --json' or 'wml run --json' wrote"
                  .formatted(file, root.path("schema").asText()));
    }
    List<StoredResult> kept = new ArrayList<>();
    for (JsonNode document : documents) {
      String verdict = document.path("verdict").asText();
      if (verdict.equals("INVALID") || verdict.equals("UNSTABLE")) {
        notes.add(file + " is not kept: its gate is " + verdict);
      } else if (document.has("valid") && !document.path("valid").asBoolean()) {
        notes.add(file + " has a run that is not valid: it is not kept");
      } else {
        kept.add(of(MAPPER.writeValueAsString(small(document)) + "\n"));
      }
    }
    return kept;
  }

  private static JsonNode small(JsonNode document) {
    JsonNode copy = document.deepCopy();
    if (copy instanceof ObjectNode object && object.path("schema").asText().equals(RUN)) {
      object.remove(DROPPED);
      for (JsonNode flowop : object.path("flowops")) {
        if (flowop instanceof ObjectNode fields) {
          fields.remove(DROPPED_OF_FLOWOPS);
        }
      }
    }
    return copy;
  }

  /** Why it can't be what its name says; empty if it can. */
  String fault() {
    if (!name.matches("[0-9a-f]{64}")) {
      return "its name is no SHA-256";
    }
    if (!of(text).name().equals(name)) {
      return "it was changed or cut off: its content has another SHA-256";
    }
    String schema = json().path("schema").asText();
    return schema.equals(GATE) || schema.equals(RUN)
        ? ""
        : "its schema is '" + schema + "', which a later wml may read";
  }

  JsonNode json() {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MAPPER.createObjectNode();
    }
  }

  /** The commit that it is about; empty if it is not known. */
  String commit() {
    JsonNode json = json();
    return json.path("schema").asText().equals(GATE)
        ? json.path("candidate").path("commit").asText()
        : json.path("environment").path("wml_commit").asText();
  }

  /** Fails if any is broken. */
  static List<StoredResult> checked(
      List<StoredResult> results, java.util.function.UnaryOperator<String> place, String remedy)
      throws BrokenHistory {
    List<String> faults = new ArrayList<>();
    for (StoredResult result : results) {
      String fault = result.fault();
      if (!fault.isEmpty()) {
        faults.add(place.apply(result.name()) + ": " + fault);
      }
    }
    if (!faults.isEmpty()) {
      int shown = Math.min(10, faults.size());
      throw new BrokenHistory(
          "the history is broken, and left as it is:\n  "
              + String.join("\n  ", faults.subList(0, shown))
              + (faults.size() > shown ? "\n  and " + (faults.size() - shown) + " more" : "")
              + "\nhelp: "
              + remedy);
    }
    return results;
  }
}
