package wml.reports.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.measure.LatencyHistogram;
import wml.api.random.RandomStream;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.reports.store.ResultStore;

/**
 * Result files made by hand: an automatic mode's matrix, a run over time, and thousands of runs.
 */
public final class SampleResults {
  static final List<String> TESTS =
      List.of(
          "write",
          "rewrite",
          "read",
          "reread",
          "randread",
          "randwrite",
          "bkwdread",
          "recrewrite",
          "strideread",
          "fwrite",
          "frewrite",
          "fread",
          "freread");

  private SampleResults() {}

  /** 64 KiB to 64 GiB by 4 KiB to 16 MiB where records fit: 189 points of 13 tests. */
  static List<RunResult> matrix(long seed, double speed, String machine) {
    List<RunResult> runs = new ArrayList<>();
    List<Map<String, String>> points = new ArrayList<>();
    for (int file = 16; file <= 36; file++) {
      for (int record = file > 24 ? 16 : 12; record <= Math.min(file, 24); record++) {
        Map<String, String> at = new LinkedHashMap<>();
        at.put("filesize", size(file));
        at.put("recordsize", size(record));
        points.add(at);
      }
    }
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < points.size(); i++) {
      List<FlowopRecord> flowops = new ArrayList<>();
      double file = Math.pow(2, exponent(points.get(i).getOrDefault("filesize", "")));
      double record = Math.pow(2, exponent(points.get(i).getOrDefault("recordsize", "")));
      for (int t = 0; t < TESTS.size(); t++) {
        double cached = file < 1 << 21 ? 2.4 : file < 1L << 30 ? 1.5 : 0.12;
        double perSecond =
            speed
                * 3e9
                * cached
                * (record / (record + 24_000))
                * (TESTS.get(t).contains("write") ? 0.55 : 1);
        flowops.add(test(t, (long) file, perSecond, 12, i % 17 == 3 ? 0.5 : 0.03, random));
      }
      runs.add(
          run(
              "workloads/surfaces/iozone.wml",
              i,
              points.size(),
              points.get(i),
              flowops,
              List.of(),
              List.of(),
              machine));
    }
    return runs;
  }

  private static FlowopRecord test(
      int t, long file, double perSecond, int passes, double spread, RandomStream random) {
    LatencyHistogram times = new LatencyHistogram();
    for (int p = 0; p < passes; p++) {
      times.record((long) (file / perSecond * 1e9 * (1 + spread * random.nextDouble())));
    }
    String name = TESTS.get(t);
    return new FlowopRecord(
        "",
        "iozone",
        "auto",
        name,
        name.contains("write") ? "writewholefile" : "readwholefile",
        "io",
        name.contains("write") ? "write" : "read",
        "workloads/surfaces/iozone.wml:" + (20 + t) + ":5",
        passes,
        0,
        passes * file,
        times,
        null,
        null);
  }

  private static String size(int exponent) {
    return (1L << exponent % 10)
        + "bkmg".substring(exponent / 10, exponent / 10 + 1).replace("b", "");
  }

  private static int exponent(String size) {
    int unit = "kmg".indexOf(size.charAt(size.length() - 1)) + 1;
    long number = Long.parseLong(unit == 0 ? size : size.substring(0, size.length() - 1));
    return 63 - Long.numberOfLeadingZeros(number) + 10 * unit;
  }

  /** Two minutes of reads and writes, with collections and a failover. */
  static RunResult overTime(String path, Map<String, String> point, int seconds) {
    RandomStream random = new RandomStream(7);
    List<Interval> intervals = new ArrayList<>();
    LatencyHistogram[] sums = {new LatencyHistogram(), new LatencyHistogram()};
    for (int s = 0; s < seconds; s++) {
      LatencyHistogram[] now = {new LatencyHistogram(), new LatencyHistogram()};
      double slow = s > seconds / 2 && s < seconds / 2 + 6 ? 12 : 1;
      for (int i = 0; i < 400 / slow; i++) {
        now[0].record((long) (-8e4 * slow * Math.log(1 - random.nextDouble()) + 2e4));
        now[1].record((long) (-6e5 * slow * Math.log(1 - random.nextDouble()) + 1e5));
      }
      sums[0].add(now[0]);
      sums[1].add(now[1]);
      intervals.add(new Interval(s * 1_000_000_000L, (s + 1) * 1_000_000_000L, two(path, now)));
    }
    List<Measurement.Event> events =
        List.of(
            new Measurement.Event("gc", 12_300_000_000L, 8_000_000, "young collection, 8.0 ms"),
            new Measurement.Event(
                "failover", seconds * 500_000_000L, 6_000_000_000L, "the primary <b>left</b>"),
            new Measurement.Event(
                "gc", seconds * 800_000_000L, 11_000_000, "young collection, 11 ms"));
    return run(path, 0, 1, point, two(path, sums), intervals, events, "bare metal");
  }

  private static List<FlowopRecord> two(String path, LatencyHistogram... times) {
    List<FlowopRecord> flowops = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      flowops.add(
          new FlowopRecord(
              "",
              "mail",
              "sender",
              i == 0 ? "get" : "put",
              i == 0 ? "read" : "write",
              "io",
              i == 0 ? "read" : "write",
              path + ":" + (4 + i) + ":3",
              times[i].count(),
              i == 0 ? 0 : 2,
              times[i].count() * 8192,
              times[i],
              null,
              null));
    }
    return flowops;
  }

  static RunResult run(
      String path,
      int index,
      int count,
      Map<String, String> point,
      List<FlowopRecord> flowops,
      List<Interval> intervals,
      List<Measurement.Event> events,
      String machine) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("machine_class", machine);
    environment.put("cpu_model", "Example 9000");
    environment.put("cpus", "32");
    environment.put("kernel", "6.12");
    environment.put("jvm", "OpenJDK 25");
    environment.put("wml_commit", "0123456789ab");
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("dir", "/mnt/test area");
    variables.putAll(point);
    return new RunResult(
        true,
        List.of(),
        List.of(),
        new RunResult.Workload(path, "ab".repeat(32), variables, "plan"),
        new RunResult.TargetRecord(
            "posix", Map.of("async", "auto"), "page-cache", Map.of("type", "ext4")),
        42,
        "standard",
        index,
        count,
        point,
        "2026-01-01T00:00:00Z",
        environment,
        Map.of("hiccup_p99_ms", index % 50 == 7 ? 6.1 : 0.3, "gc_ms", 4.0),
        List.of(
            new RunResult.Phase("create", 1_250_000_000L),
            new RunResult.Phase("measure", 60_000_000_000L)),
        new Measurement(Measurement.WarmUp.NONE, Measurement.Cpu.NONE, intervals, null)
            .with(events),
        60_000_000_000L,
        false,
        List.of(),
        flowops,
        List.of(),
        List.of(),
        List.of());
  }

  static Path write(Path file, List<RunResult> runs) throws IOException {
    new ResultStore().write(file, runs);
    return file;
  }
}
