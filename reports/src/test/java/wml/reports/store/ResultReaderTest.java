package wml.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;

/** What was written can be read, and what is something else is refused. */
final class ResultReaderTest {
  @TempDir private Path directory;

  @Test
  void whatIsReadIsWrittenAgainByteForByte() throws IOException {
    for (RunResult run :
        List.of(
            SampleRuns.mail(),
            SampleRuns.database(),
            SampleRuns.virtual(),
            SampleRuns.aborted(),
            SampleRuns.series(),
            SampleRuns.point(0, "4k", 2, 1e5))) {
      Path file = directory.resolve("run.json");
      new ResultStore().write(file, List.of(run));
      List<RunResult> read = ResultReader.runs(file);
      assertEquals(Files.readString(file), text(read));
    }
  }

  @Test
  void countsAreKeptAndUnknownOnesLeftOut() throws IOException {
    Path file = directory.resolve("run.json");
    RunResult written = SampleRuns.series();
    new ResultStore().write(file, List.of(written));
    assertEquals(
        written.measurement().counts(), ResultReader.runs(file).getFirst().measurement().counts());
    String text = Files.readString(file);
    assertTrue(text.contains("\"syscalls\": 41") && !text.contains("rpcs"), text);
  }

  @Test
  void runsComeOneAtATimeInTheirOrder() throws IOException {
    Path file = directory.resolve("runs.json");
    new ResultStore()
        .write(file, List.of(SampleRuns.point(0, "4k", 1, 1e5), SampleRuns.point(1, "8k", 1, 2e5)));
    List<String> points = new ArrayList<>();
    ResultReader.read(file, run -> points.add(run.pointText()));
    assertEquals(List.of("iosize=4k, threads=1", "iosize=8k, threads=1"), points);
  }

  @Test
  void aTruncatedFileIsToldWithThePlaceOfTheCut() throws IOException {
    Path file = directory.resolve("run.json");
    new ResultStore().write(file, List.of(SampleRuns.mail()));
    String whole = Files.readString(file);
    for (int cut = 1; cut < whole.length() - 2; cut += 997) {
      Files.writeString(file, whole.substring(0, cut));
      IOException e = assertThrows(IOException.class, () -> ResultReader.runs(file));
      assertTrue(
          String.valueOf(e.getMessage()).contains("run.json is cut off or no JSON at line "),
          e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | it holds no JSON object",
        "{} | it does not begin with a schema",
        "{\"jobs\": []} | it does not begin with a schema",
        "{\"schema\": \"wml-result/2\"} | its schema is wml-result/2, which a later wml may read",
        "{\"schema\": \"fio\"} | its schema is 'fio'",
        "{\"schema\": \"wml-result/1\"} | lacks the field 'valid'",
        "{\"schema\": \"wml-results/1\", \"runs\": [{\"schema\": \"x\"}]} | run 1: its schema is"
            + " 'x'",
      })
  void foreignDocumentsAreRefused(String text, String why) throws IOException {
    Path file = Files.writeString(directory.resolve("x.json"), text);
    IOException e = assertThrows(IOException.class, () -> ResultReader.runs(file));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("x.json"), e.getMessage());
  }

  @Test
  void aMissingFileAndADirectoryAreNamed() {
    IOException missing =
        assertThrows(IOException.class, () -> ResultReader.runs(directory.resolve("no.json")));
    assertTrue(
        String.valueOf(missing.getMessage()).endsWith("no.json does not exist"),
        missing.getMessage());
    IOException folder = assertThrows(IOException.class, () -> ResultReader.runs(directory));
    assertTrue(String.valueOf(folder.getMessage()).contains("is a directory"), folder.getMessage());
  }

  private static String text(List<RunResult> runs) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ResultStore().write(out, runs);
    return out.toString(StandardCharsets.UTF_8);
  }
}
