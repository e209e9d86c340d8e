package wml.reports.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.result.ResultFormat;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;

/**
 * Compares output with files beside this test's resources. {@code -Dwml.golden=write} writes them
 * anew; read the difference before it is committed.
 */
final class GoldenTest {
  private static void assertGolden(String file, ResultFormat format, RunResult run)
      throws IOException {
    StringBuilder out = new StringBuilder();
    format.write(run, out);
    compare(file, out);
  }

  private static void compare(String file, CharSequence out) throws IOException {
    if ("write".equals(System.getProperty("wml.golden"))) {
      Files.writeString(Path.of("src/test/resources/wml/reports/table", file), out);
      return;
    }
    try (InputStream in = GoldenTest.class.getResourceAsStream(file)) {
      assertNotNull(in, file);
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), out.toString());
    }
  }

  @Test
  void mailAsTable() throws IOException {
    assertGolden("mail.table.txt", new TableFormat(), SampleRuns.mail());
  }

  @Test
  void databaseAsTable() throws IOException {
    assertGolden("database.table.txt", new TableFormat(), SampleRuns.database());
  }

  @Test
  void virtualMachinesAsTable() throws IOException {
    assertGolden("virtual.table.txt", new TableFormat(), SampleRuns.virtual());
  }

  @Test
  void abortedAsTable() throws IOException {
    assertGolden("aborted.table.txt", new TableFormat(), SampleRuns.aborted());
  }

  @Test
  void pointOfASweepAsTable() throws IOException {
    assertGolden("point.table.txt", new TableFormat(), SampleRuns.point(1, "8k", 2, 2e6));
  }

  @Test
  void pointsOfASweepTogether() throws IOException {
    StringBuilder out = new StringBuilder();
    new TableFormat()
        .writePoints(
            List.of(
                SampleRuns.point(0, "8k", 1, 1e5),
                SampleRuns.point(1, "8k", 2, 2e6),
                SampleRuns.mail(),
                SampleRuns.point(2, "16k", 1, 3e5)),
            out);
    compare("points.table.txt", out);
  }

  @Test
  void pointsOfNoSweepAreNothing() throws IOException {
    StringBuilder out = new StringBuilder();
    new TableFormat().writePoints(List.of(SampleRuns.mail(), SampleRuns.point(0, "1", 1, 1)), out);
    new FilebenchFormat()
        .writePoints(
            List.of(SampleRuns.point(0, "8k", 1, 1e5), SampleRuns.point(1, "8k", 2, 2e6)), out);
    assertEquals("", out.toString());
  }

  @Test
  void mailAsFilebench() throws IOException {
    assertGolden("mail.filebench.txt", new FilebenchFormat(), SampleRuns.mail());
  }

  @Test
  void databaseAsFilebench() throws IOException {
    assertGolden("database.filebench.txt", new FilebenchFormat(), SampleRuns.database());
  }

  @Test
  void abortedAsFilebench() throws IOException {
    assertGolden("aborted.filebench.txt", new FilebenchFormat(), SampleRuns.aborted());
  }
}
