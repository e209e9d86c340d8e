package wml.reports.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import wml.api.result.RateReport;
import wml.api.result.ResultWriter;
import wml.api.result.RunResult;

/**
 * Writes the runs of one script: a {@code wml-result/1} document for one run, otherwise {@code
 * {"schema": "wml-results/1", "runs": [...]}}.
 */
@AutoService(ResultWriter.class)
public final class ResultStore implements ResultWriter {
  static final String LIST_SCHEMA = "wml-results/1";

  /**
   * Puts the runs into a file that appears whole or not at all: on failure an older file stays as
   * it was. What is no regular file, such as a pipe, is written to directly.
   *
   * @throws IOException saying which file and why
   */
  @Override
  public void write(Path file, List<RunResult> runs) throws IOException {
    put(file, json -> write(json, runs));
  }

  @Override
  public void write(Path file, RateReport report) throws IOException {
    put(file, json -> new RateDocument(json).write(report));
  }

  private static void put(Path file, JsonText.Content document) throws IOException {
    WholeFile.write(file, "the result", out -> JsonText.write(out, document));
  }

  /** Writes UTF-8, flushes, and leaves the stream open. */
  @Override
  public void write(OutputStream out, List<RunResult> runs) throws IOException {
    JsonText.write(out, json -> write(json, runs));
  }

  @Override
  public void write(OutputStream out, RateReport report) throws IOException {
    JsonText.write(out, json -> new RateDocument(json).write(report));
  }

  /** Neither flushes nor closes the writer. */
  static void write(Writer out, List<RunResult> runs) throws IOException {
    JsonText.write(out, json -> write(json, runs));
  }

  private static void write(JsonGenerator json, List<RunResult> runs) throws IOException {
    ResultDocument document = new ResultDocument(json);
    if (runs.size() == 1) {
      document.write(runs.get(0));
      return;
    }
    json.writeStartObject();
    json.writeStringField("schema", LIST_SCHEMA);
    json.writeArrayFieldStart("runs");
    for (RunResult run : runs) {
      document.write(run);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
