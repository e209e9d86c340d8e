package wml.reports.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.google.auto.service.AutoService;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

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

  /** Writes one JSON document. */
  private interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  private static void put(Path file, Document document) throws IOException {
    WholeFile.write(file, "the result", out -> write(out, document));
  }

  /** Writes UTF-8, flushes, and leaves the stream open. */
  @Override
  public void write(OutputStream out, List<RunResult> runs) throws IOException {
    write(out, json -> write(json, runs));
  }

  @Override
  public void write(OutputStream out, RateReport report) throws IOException {
    write(out, json -> new RateDocument(json).write(report));
  }

  private static void write(OutputStream out, Document document) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    write(writer, document);
    writer.flush();
  }

  /** Neither flushes nor closes the writer. */
  static void write(Writer out, List<RunResult> runs) throws IOException {
    write(out, json -> write(json, runs));
  }

  private static void write(Writer out, Document document) throws IOException {
    JsonGenerator json = FACTORY.createGenerator(out);
    json.setPrettyPrinter(
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));
    document.write(json);
    // Not in a finally clause: after a failure it would close what is open and hide the loss.
    json.close();
    out.append('\n');
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
