package wml.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.plan.Quantity;
import wml.api.result.AssertionRecord.Measured;
import wml.api.result.RateReport;
import wml.reports.SampleRuns;

/** Documents of rates: their schema, and reading them back. */
class RateCurveTest {
  @TempDir private Path directory;

  @Test
  void whatIsWrittenIsValidAndReadBack() throws IOException {
    String document = document();
    Schema schema = schema();
    assertEquals(List.of(), schema.validate(document, InputFormat.JSON));
    String without = document.replace("\"kept\":", "\"kopt\":");
    assertFalse(schema.validate(without, InputFormat.JSON).isEmpty());

    Path file = directory.resolve("curve.json");
    Files.writeString(file, document);
    RateCurve curve = RateCurve.read(file);
    assertEquals(890, curve.maximumPerSecond());
    assertEquals(800, curve.sustainedPerSecond());
    assertEquals(2, curve.probes().size());
    assertTrue(Double.isNaN(curve.probes().getFirst().planned()));
    RateCurve.Probe probe = curve.probes().get(1);
    assertEquals(400, probe.planned());
    assertEquals(399.5, probe.executed());
    assertTrue(probe.kept());
    assertEquals(
        (double) SampleRuns.histogram(1, 1000, 1e5).percentileNanos(99.9),
        probe.latencyNanos().get("p999"));
  }

  private static Schema schema() throws IOException {
    try (InputStream in =
        ResultStore.class.getResourceAsStream("/wml/reports/rates.schema.json")) {
      assertNotNull(in);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  private static String document() throws IOException {
    RateReport report =
        new RateReport(
            RateReport.Kind.SLO,
            SampleRuns.mail(),
            "p99(get) < 5ms",
            890,
            800,
            Double.POSITIVE_INFINITY,
            "kept up to 800/s",
            List.of(probe(Double.POSITIVE_INFINITY, 890), probe(400, 399.5)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ResultStore().write(out, report);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static RateReport.ProbeRecord probe(double planned, double executed) {
    return new RateReport.ProbeRecord(
        planned,
        executed,
        1,
        0,
        true,
        true,
        List.of(new Measured("p99(get)", 1e-3, Quantity.Unit.DURATION)),
        SampleRuns.histogram(1, 1000, 1e5));
  }
}
