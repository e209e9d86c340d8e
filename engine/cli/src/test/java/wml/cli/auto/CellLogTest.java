package wml.cli.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Measurement;
import wml.api.result.RateReport;
import wml.api.result.ResultWriter;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;

final class CellLogTest {
  private static final Cell SMALL = new Cell(65_536, 4096, List.of());
  private static final Cell LARGE = new Cell(131_072, 4096, List.of());

  @TempDir private Path folder;

  /** Writes the seed alone. */
  private static final class SeedWriter implements ResultWriter {
    @Override
    public void write(Path file, List<RunResult> runs) throws IOException {
      Files.writeString(file, "{\"seed\": " + runs.getFirst().seed() + "}\n");
    }

    @Override
    public void write(OutputStream out, List<RunResult> runs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(Path file, RateReport report) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(OutputStream out, RateReport report) {
      throw new UnsupportedOperationException();
    }
  }

  private CellLog open(String settings) throws IOException {
    return CellLog.open(folder.resolve("out"), settings, new SeedWriter());
  }

  private static RunResult run(long seed, long... nanos) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long time : nanos) {
      histogram.record(time);
    }
    FlowopRecord read =
        new FlowopRecord(
            "", "auto", "tester", "read", "readpass", "io", "read", nanos.length, 0, 0, histogram);
    return new RunResult(
        true,
        List.of(),
        List.of(),
        new RunResult.Workload("auto.wml", "", Map.of(), ""),
        new RunResult.TargetRecord("memory", Map.of(), "", Map.of()),
        seed,
        "standard",
        0,
        1,
        Map.of(),
        "",
        Map.of(),
        Map.of(),
        List.of(),
        Measurement.NONE,
        1_000,
        false,
        List.of(),
        List.of(read),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void goesOnWithWhatItKept() throws IOException {
    try (CellLog log = open("a")) {
      log.add(SMALL, List.of(run(1, 10, 20)));
      log.add(LARGE, List.of(run(2, 30)));
      log.add(SMALL, List.of(run(3, 15)));
    }
    try (CellLog log = open("a")) {
      assertEquals(2, log.of(SMALL).rounds());
      assertEquals(15, log.of(SMALL).of(AutoTest.READ).median());
      assertEquals(3, log.of(SMALL).of(AutoTest.READ).count());
      assertEquals(1, log.of(LARGE).rounds());
      log.add(LARGE, List.of(run(4, 40)));
      assertEquals(
          "{\"schema\": \"wml-results/1\", \"runs\": [\n"
              + "{\"seed\": 1}\n"
              + ",{\"seed\": 2}\n"
              + ",{\"seed\": 3}\n"
              + ",{\"seed\": 4}\n"
              + "]}\n",
          Files.readString(log.writeResults()));
    }
  }

  /** As a kill in the middle of a write leaves it. */
  @Test
  void aLineWithoutItsEndIsMeasuredAgain() throws IOException {
    try (CellLog log = open("a")) {
      log.add(SMALL, List.of(run(1, 10)));
      log.add(LARGE, List.of(run(2, 30)));
    }
    Path file = folder.resolve("out/cells.log");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 4));
    try (CellLog log = open("a")) {
      assertEquals(1, log.of(SMALL).rounds());
      assertEquals(0, log.of(LARGE).rounds());
      log.add(LARGE, List.of(run(3, 50)));
    }
    try (CellLog log = open("a")) {
      assertEquals(50, log.of(LARGE).of(AutoTest.READ).median());
      assertTrue(Files.readString(log.writeResults()).contains("3}"));
    }
  }

  @Test
  void otherSettingsAreRefusedAndNothingIsLost() throws IOException {
    try (CellLog log = open("a")) {
      log.add(SMALL, List.of(run(1, 10)));
    }
    String before = Files.readString(folder.resolve("out/cells.log"));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> open("b"));
    assertTrue(String.valueOf(e.getMessage()).contains("--out"), e::getMessage);
    assertEquals(before, Files.readString(folder.resolve("out/cells.log")));
  }

  @Test
  void aDirectoryWithOtherFilesIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/thesis.txt"), "a");
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> open("a"));
    assertTrue(String.valueOf(e.getMessage()).contains("other files"), e::getMessage);
  }

  @Test
  void oneProcessHasItAtATime() throws IOException {
    try (CellLog log = open("a")) {
      assertEquals(0, log.of(SMALL).rounds());
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> open("a"));
      assertTrue(String.valueOf(e.getMessage()).contains("another wml auto"), e::getMessage);
    }
  }

  @Test
  void aDamagedLogIsTold() throws IOException {
    try (CellLog log = open("a")) {
      log.add(SMALL, List.of(run(1, 10)));
    }
    Path file = folder.resolve("out/cells.log");
    Files.writeString(file, Files.readString(file).replace("read ", "raed "));
    IOException e = assertThrows(IOException.class, () -> open("a"));
    assertTrue(String.valueOf(e.getMessage()).contains("damaged"), e::getMessage);
  }
}
