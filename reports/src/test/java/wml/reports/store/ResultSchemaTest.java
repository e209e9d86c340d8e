package wml.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.plan.Quantity;
import wml.api.result.AssertionRecord;
import wml.api.result.AssertionRecord.Measured;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;

final class ResultSchemaTest {
  private final Schema schema;

  ResultSchemaTest() throws IOException {
    try (InputStream in =
        ResultStore.class.getResourceAsStream("/wml/reports/result.schema.json")) {
      assertNotNull(in);
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  private List<Error> check(String document) {
    return schema.validate(document, InputFormat.JSON);
  }

  private static String document(RunResult... runs) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ResultStore().write(out, List.of(runs));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsWrittenIsValid() throws IOException {
    assertEquals(List.of(), check(document(SampleRuns.mail())));
    assertEquals(List.of(), check(document(SampleRuns.database())));
    assertEquals(List.of(), check(document(SampleRuns.aborted())));
    assertEquals(List.of(), check(document(SampleRuns.series())));
    assertEquals(
        List.of(),
        check(document(new SampleRuns.Builder().noise(Map.of("gc_fraction", 0.5)).build())));
    RunResult point = SampleRuns.point(1, "8k", 2, 2e6);
    AssertionRecord unknown =
        new AssertionRecord(
            "p99(x) < 1s",
            "a.wml:1:1",
            false,
            List.of(new Measured("p99(x)", Double.NaN, Quantity.Unit.DURATION)));
    assertEquals(List.of(), check(document(point, point.with(List.of(unknown)))));
  }

  @Test
  void severalRunsAndNoneAreValid() throws IOException {
    String several = document(SampleRuns.mail(), SampleRuns.aborted());
    assertTrue(several.contains("\"schema\": \"wml-results/1\""), several);
    assertEquals(List.of(), check(several));
    assertEquals(List.of(), check(document()));
  }

  @Test
  void fieldsMayBeAddedAtTheTop() throws IOException {
    String grown = document(SampleRuns.mail()).replaceFirst("\\{", "{\"later\": 1, ");
    assertEquals(List.of(), check(grown));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema",
        "valid",
        "problems",
        "notes",
        "workload",
        "target",
        "seed",
        "meaning",
        "run_index",
        "run_count",
        "point",
        "assertions",
        "started_at",
        "environment",
        "noise",
        "phases",
        "elapsed_s",
        "filesets",
        "summary",
        "flowops",
        "errors",
        "path",
        "sha256",
        "resolved",
        "variables",
        "plan",
        "name",
        "options",
        "durability",
        "facts",
        "ops",
        "ops_per_s",
        "read_ops",
        "service_ns",
        "p99",
        "histogram_ns",
        "position",
        "examples",
        "leaf_directories",
        "duration_s"
      })
  void aMissingFieldIsRefused(String field) throws IOException {
    String broken = document(SampleRuns.mail()).replace("\"" + field + "\":", "\"x\":");
    assertFalse(check(broken).isEmpty(), broken);
    assertFalse(check("{\"schema\":\"wml-results/1\",\"runs\":[" + broken + "]}").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"valid\": true', '\"valid\": \"yes\"'",
    "'\"seed\": 42', '\"seed\": \"42\"'",
    "'\"seed\": 42', '\"seed\": 4.2'",
    "'\"ops\": 12680', '\"ops\": -1'",
    "'\"ops\": 12680', '\"ops\": null'",
    "'\"category\": \"io\"', '\"category\": \"IO\"'",
    "'\"meaning\": \"standard\"', '\"meaning\": \"other\"'",
    "'\"schema\": \"wml-result/1\"', '\"schema\": \"wml-result/2\"'",
    "'\"histogram_ns\": [ ', '\"histogram_ns\": [ [1, 2], '",
    "'\"histogram_ns\": [ ', '\"histogram_ns\": [ [1, 2, 3, 4], '",
    "'\"nfiles\": \"1000\"', '\"nfiles\": 1000'",
    "'\"p99\": ', '\"p99x\": 0, \"p99\": '",
  })
  void aWrongTypeIsRefused(String right, String wrong) throws IOException {
    String document = document(SampleRuns.mail());
    assertTrue(document.contains(right), "the sample has " + right);
    assertFalse(check(document.replace(right, wrong)).isEmpty());
  }
}
