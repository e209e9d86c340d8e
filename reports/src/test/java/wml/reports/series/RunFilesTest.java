package wml.reports.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunFiles;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;

/** What other tools find in the directory of a run. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field
final class RunFilesTest {
  @TempDir private Path directory;
  private final RunResult run = SampleRuns.series();

  @BeforeEach
  void write() throws IOException {
    for (RunFiles files : ServiceLoader.load(RunFiles.class)) {
      files.write(directory, run);
    }
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }

  @Test
  void namesTellFlowopsApart() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          List.of(
              "intervals.csv",
              "intervals.hlog",
              "look.service.hgrm",
              "put_x.service.hgrm",
              "put_x_bw.3.log",
              "put_x_clat.3.log",
              "put_x_iops.3.log",
              "put_x_lat.3.log",
              "t.get.service.hgrm",
              "t.get_bw.1.log",
              "t.get_clat.1.log",
              "t.get_iops.1.log",
              "t.get_lat.1.log",
              "u.get.service.hgrm",
              "u.get_bw.2.log",
              "u.get_clat.2.log",
              "u.get_iops.2.log",
              "u.get_lat.2.log"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void intervalsOfTheLogAddUpToTheRun() throws IOException {
    Map<String, Histogram> sums = new TreeMap<>();
    Map<String, Integer> intervals = new TreeMap<>();
    try (HistogramLogReader log =
        new HistogramLogReader(directory.resolve("intervals.hlog").toFile())) {
      for (EncodableHistogram next = log.nextIntervalHistogram();
          next != null;
          next = log.nextIntervalHistogram()) {
        Histogram read = (Histogram) next;
        String tag = read.getTag();
        assertNotNull(tag);
        sums.computeIfAbsent(tag, t -> new Histogram(3)).add(read);
        intervals.merge(tag, 1, Integer::sum);
      }
      assertEquals(1767225600.0, log.getStartTimeSec());
    }
    assertEquals(
        Map.of("look.service", 3, "put_x.service", 2, "t.get.service", 3, "u.get.service", 3),
        intervals);
    assertSame(run.flowops().get(0).service(), sums.get("t.get.service"));
    assertSame(run.flowops().get(1).service(), sums.get("u.get.service"));
    assertSame(run.flowops().get(2).service(), sums.get("put_x.service"));
  }

  @Test
  void intervalsOfTheLogFollowEachOther() throws IOException {
    List<String> first =
        lines("intervals.hlog").stream().filter(l -> l.startsWith("Tag=t.get")).toList();
    assertTrue(lines("intervals.hlog").contains("#[Histogram log format version 1.3]"));
    assertTrue(first.get(0).startsWith("Tag=t.get.service,0.000,1.000,"), first.get(0));
    assertTrue(first.get(2).startsWith("Tag=t.get.service,2.000,0.500,"), first.get(2));
  }

  @Test
  void conversionsKeepPercentilesWithinABucket() {
    for (long seed = 1; seed <= 20; seed++) {
      for (double mean : new double[] {30, 1e3, 1e5, 1e8, 1e13}) {
        LatencyHistogram ours = SampleRuns.histogram(seed, 7_777, mean);
        assertSame(ours, HdrHistograms.of(ours));
      }
    }
    assertEquals(0, HdrHistograms.of(new LatencyHistogram()).getTotalCount());
  }

  private static void assertSame(LatencyHistogram ours, @Nullable Histogram theirs) {
    assertNotNull(theirs);
    assertEquals(ours.count(), theirs.getTotalCount());
    for (double percent : new double[] {0, 1, 10, 50, 90, 99, 99.9, 99.99, 100}) {
      long expected = ours.percentileNanos(percent);
      double off = Math.abs(theirs.getValueAtPercentile(percent) - expected);
      assertTrue(off <= 1 + expected / 64.0, percent + ": " + off + " of " + expected);
    }
  }

  @Test
  void csvHasALinePerIntervalAndFlowop() throws IOException {
    List<String> lines = lines("intervals.csv");
    assertEquals(1 + 3 * 4, lines.size());
    int columns = lines.get(0).split(",", -1).length;
    assertTrue(
        lines.get(0).startsWith("begin_s,end_s,machine,process,thread,flowop,type,direction,ops,"));
    assertTrue(
        lines.get(1).startsWith("0.000,1.000,,p,t,get,read,read,3000,0,12288000,3000.00,12288000,"),
        lines.get(1));
    assertTrue(
        lines.get(9).startsWith("2.000,2.500,,p,t,get,read,read,3000,0,12288000,6000.00,24576000,"),
        lines.get(9));
    assertTrue(
        lines.get(11).startsWith("2.000,2.500,,p,u,\"put,x\",write,write,0,0,0,0.00,0,,,"),
        lines.get(11));
    assertEquals(columns, lines.get(9).split(",", -1).length);
  }

  @Test
  void fioLogsHaveTimeValueDirectionSizeOffsetPriority() throws IOException {
    assertEquals(
        List.of("1000, 12000, 0, 0, 0, 0", "2000, 12000, 0, 0, 0, 0", "2500, 24000, 0, 0, 0, 0"),
        lines("t.get_bw.1.log"));
    assertEquals(
        List.of("1000, 1000, 1, 0, 0, 0", "2000, 1000, 1, 0, 0, 0"), lines("put_x_iops.3.log"));
    long mean =
        Math.round(run.measurement().intervals().get(0).flowops().get(1).service().meanNanos());
    assertEquals("1000, " + mean + ", 0, 0, 0, 0", lines("u.get_clat.2.log").get(0));
  }

  @Test
  void percentilesEndWithTheGreatestValue() throws IOException {
    List<String> lines = lines("u.get.service.hgrm");
    String max =
        lines.stream().filter(l -> l.contains(" 1.000000000000 ")).findFirst().orElseThrow();
    double micros = Double.parseDouble(max.strip().split(" +")[0]);
    double exact = run.flowops().get(1).service().maxNanos() / 1e3;
    assertEquals(exact, micros, exact / 1000);
    assertTrue(max.contains("1500"), max);
  }

  @Test
  void aRunWithoutOperationsHasNoFileOfAFlowop(@TempDir Path other) throws IOException {
    for (RunFiles files : ServiceLoader.load(RunFiles.class)) {
      files.write(other, SampleRuns.aborted());
    }
    try (Stream<Path> files = Files.list(other)) {
      assertEquals(2, files.count());
    }
  }
}
