package wml.reports.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import wml.api.result.RunResult;

/**
 * Reads what {@link ResultStore} writes, one run at a time: a file of 10,000 runs needs the memory
 * of one.
 */
public final class ResultReader {
  private static final String FAMILY = "wml-result";
  private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactory());

  private ResultReader() {}

  /**
   * All runs of a file.
   *
   * @throws IOException saying which file, where in it, and what to do
   */
  public static List<RunResult> runs(Path file) throws IOException {
    List<RunResult> runs = new ArrayList<>();
    read(file, runs::add);
    return runs;
  }

  /**
   * Hands over run after run.
   *
   * @throws IOException saying which file, where in it, and what to do; some runs may have been
   *     handed over by then
   */
  public static void read(Path file, Consumer<RunResult> to) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory: name a file that 'wml run --json' wrote");
    }
    try (JsonParser json = MAPPER.createParser(Files.newBufferedReader(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw foreign(file, "it holds no JSON object");
      }
      document(file, json, to);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " can't be read: permission denied", e);
    } catch (JsonProcessingException e) {
      String at =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new IOException(
          file + " is cut off or no JSON" + at + ": run the workload again with --json", e);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw foreign(file, "it is no text in UTF-8");
    }
  }

  /** After the brace. The schema comes first in all that wml writes. */
  private static void document(Path file, JsonParser json, Consumer<RunResult> to)
      throws IOException {
    if (json.nextToken() == JsonToken.END_OBJECT || !json.currentName().equals("schema")) {
      throw foreign(file, "it does not begin with a schema");
    }
    json.nextToken();
    String schema = json.getValueAsString("");
    if (schema.equals(ResultDocument.SCHEMA)) {
      RunFields rest = new RunFields(file.toString(), fields(json));
      to.accept(rest.run());
    } else if (schema.equals(ResultStore.LIST_SCHEMA)) {
      list(file, json, to);
    } else {
      throw foreign(
          file,
          schema.startsWith(FAMILY)
              ? "its schema is " + schema + ", which a later wml may read"
              : "its schema is '" + schema + "'");
    }
    if (json.nextToken() != null) {
      throw foreign(file, "something follows the document");
    }
  }

  private static void list(Path file, JsonParser json, Consumer<RunResult> to) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean runs = json.currentName().equals("runs");
      JsonToken value = json.nextToken();
      if (!runs || value != JsonToken.START_ARRAY) {
        json.skipChildren();
        continue;
      }
      int number = 0;
      while (json.nextToken() == JsonToken.START_OBJECT) {
        JsonNode run = fields(json);
        String where = file + ", run " + ++number;
        String schema = run.path("schema").asText();
        if (!schema.equals(ResultDocument.SCHEMA)) {
          throw new IOException(
              where + ": its schema is '" + schema + "' instead of " + ResultDocument.SCHEMA);
        }
        to.accept(new RunFields(where, run).run());
      }
    }
  }

  /** The fields that follow, up to the end of the object. */
  private static JsonNode fields(JsonParser json) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("jobs")) {
        json.skipChildren(); // more than half of a file, and the flowops say it all
      } else {
        node.set(name, json.readValueAsTree());
      }
    }
    return node;
  }

  private static IOException foreign(Path file, String why) {
    return new IOException(
        file
            + " is no result of wml: "
            + why
            + "\nhelp: 'wml run FILE --json "
            + file.getFileName()
            + "' writes one");
  }
}
