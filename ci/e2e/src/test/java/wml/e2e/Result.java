package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A result document of one run, as its readers see it. Immutable. */
record Result(JsonNode json) {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  /** Parses a text that holds one JSON document and nothing else. */
  static Result parse(String text) throws IOException {
    return new Result(STRICT.readTree(text));
  }

  static Result read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** The runs of a document of several. */
  List<Result> runs() {
    List<Result> out = new ArrayList<>();
    json.path("runs").forEach(run -> out.add(new Result(run)));
    return out;
  }

  boolean valid() {
    return json.path("valid").asBoolean();
  }

  double seconds() {
    return json.path("elapsed_s").asDouble();
  }

  /** The flowop of a name; fails if there is none or are several. */
  JsonNode flowop(String name) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode flowop : json.path("flowops")) {
      if (flowop.path("name").asText().equals(name)) {
        found.add(flowop);
      }
    }
    assertTrue(found.size() == 1, () -> found.size() + " flowops '" + name + "' in " + json);
    return found.get(0);
  }

  long ops(String flowop) {
    return flowop(flowop).path("ops").asLong();
  }

  long bytes(String flowop) {
    return flowop(flowop).path("bytes").asLong();
  }

  long totalOps() {
    return json.path("summary").path("ops").asLong();
  }

  /** All problems in one text. */
  String problems() {
    return json.path("problems").toString();
  }
}
