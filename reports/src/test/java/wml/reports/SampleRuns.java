package wml.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.MachineProfile;
import wml.api.plan.Quantity;
import wml.api.random.RandomStream;
import wml.api.result.AssertionRecord;
import wml.api.result.AssertionRecord.Measured;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.Measurement.Counts;
import wml.api.result.RunResult;
import wml.api.target.Counter;

/** Results made by hand, the same each time. */
public final class SampleRuns {
  private SampleRuns() {}

  /** A mail server that ran for 60 s, with one flowop that synchronizes and one that fails. */
  public static RunResult mail() {
    return new Builder()
        .flowop("postmaster", "sender", "delete", "deletefile", "io", "none", 12_680, 0, 0, 95e3)
        .flowop(
            "postmaster",
            "sender",
            "append",
            "appendfilerand",
            "io",
            "write",
            25_360,
            16384,
            3,
            6e6)
        .flowop(
            "postmaster", "sender", "readall", "readwholefile", "io", "read", 25_360, 16384, 0, 2e4)
        .flowop("postmaster", "sender", "gate", "opslimit", "other", "none", 12_680, 0, 0, 400)
        .error(
            "postmaster",
            "sender",
            "append",
            "workloads/classic/varmail.wml:24:3",
            "ENOSPC",
            3,
            "no space left on device: writing 8192 bytes at 16384 to /tmp/mail/00000001/00000007",
            "no space left on device: writing 512 bytes at 0 to /tmp/mail/00000001/00000901")
        .note("Written data repeats after 16 MiB.")
        .build();
  }

  /** Two kinds of threads, big numbers and a name too long for its column. */
  public static RunResult database() {
    return new Builder()
        .path("workloads/classic/oltp.wml")
        .phase("warmup", 5_000_000_000L)
        .phase("ramp", 1_000_000_000L)
        .flowop("lgwr", "lgwr", "lg-write", "aiowrite", "aio", "write", 61_000, 262_144, 0, 8e5)
        .flowop("lgwr", "lgwr", "lg-aiowait", "aiowait", "aio", "none", 61_000, 0, 0, 900)
        .flowop("lgwr", "lgwr", "lg-block", "semblock", "sync", "none", 61_000, 0, 0, 1.2e9)
        .flowop(
            "shadow",
            "shadow",
            "shadowread-of-the-customers-table",
            "read",
            "io",
            "read",
            1_234_567_890L,
            2048,
            1_000_000,
            2.4e3)
        .flowop("shadow", "shadow", "shadowhog", "hog", "other", "none", 3, 0, 0, 7.77e10)
        .flowop("shadow", "shadow", "never", "statfile", "io", "none", 0, 0, 0, 1)
        .build();
  }

  /** A physical client beside some virtual machines. */
  public static RunResult virtual() {
    Builder builder =
        new Builder()
            .path("workloads/vm/compare.wml")
            .flowop("reader", "readerthread", "myread", "read", "io", "read", 90_000, 2048, 0, 1e5)
            .machine("hpv/win")
            .flowop("reader", "readerthread", "myread", "read", "io", "read", 252_000, 2048, 0, 4e5)
            .machine("hpv#0/win#1")
            .error(
                "reader", "readerthread", "myread", "vm.wml:4:9", "EIO", 1, "input/output error");
    for (int i = 0; i < 24; i++) {
      builder.guest("hpv#0/win#" + i, "hpv/win", i == 3 ? 5_250 : 10_500 + 1000 * (i % 2), 4e5);
    }
    return builder.build();
  }

  /** Aborted before anything was counted. */
  public static RunResult aborted() {
    return new Builder()
        .problem(
            "postmaster/sender#3 found no entry to create in fileset 'bigfileset' at"
                + " workloads/classic/varmail.wml:22:3")
        .elapsed(0)
        .build();
  }

  /** One run of a sweep over two variables. */
  public static RunResult point(int index, String size, int threads, double meanNanos) {
    Map<String, String> at = new LinkedHashMap<>();
    at.put("iosize", size);
    at.put("threads", Integer.toString(threads));
    Measured p99 = new Measured("p99(get)", meanNanos * 4.6 / 1e9, Quantity.Unit.DURATION);
    return new Builder()
        .run(index, 3, at)
        .flowop("web", "reader", "get", "read", "io", "read", 10_000L * threads, 4096, 0, meanNanos)
        .assertion(
            new AssertionRecord(
                "p99(get) < 5ms and errors(all) == 0",
                "a.wml:12:10",
                meanNanos < 1e6,
                List.of(p99, new Measured("errors(all)", 0, Quantity.Unit.COUNT))))
        .build();
  }

  /**
   * Two namesakes, a write and a stat in three intervals, the last one shorter and without write.
   */
  public static RunResult series() {
    List<Interval> intervals = new ArrayList<>();
    Builder whole = new Builder().elapsed(2_500_000_000L).latencyHistogram();
    LatencyHistogram[] sums = new LatencyHistogram[4];
    Arrays.setAll(sums, i -> new LatencyHistogram());
    for (int i = 0; i < 3; i++) {
      LatencyHistogram none = new LatencyHistogram();
      LatencyHistogram[] now = {
        histogram(10 + i, 3_000, 1e4),
        histogram(20 + i, 500, 1e6),
        i == 2 ? none : histogram(30 + i, 1_000, 5e5),
        histogram(40 + i, 100, 2e3)
      };
      for (int k = 0; k < now.length; k++) {
        sums[k].add(now[k]);
      }
      List<RunResult.FlowopRecord> rows = fourFlowops(new Builder(), now).flowops;
      intervals.add(
          new Interval(
              i * 1_000_000_000L, i == 2 ? 2_500_000_000L : (i + 1) * 1_000_000_000L, rows));
    }
    whole.intervals.addAll(intervals);
    whole.counts.add(
        new Counts(
            "", "p", "t", 40, 12, Map.of(Counter.SYSTEM_CALLS, 41L, Counter.BYTES, 163_840L)));
    whole.counts.add(new Counts("h/v", "p", "t", 2, Counts.UNKNOWN, Map.of()));
    return fourFlowops(whole, sums).build();
  }

  private static Builder fourFlowops(Builder builder, LatencyHistogram... values) {
    return builder
        .flowop("p", "t", "get", "read", "io", "read", values[0].count(), 4096, 0, values[0])
        .flowop("p", "u", "get", "read", "io", "read", values[1].count(), 8192, 1, values[1])
        .flowop("p", "u", "put,x", "write", "io", "write", values[2].count(), 1 << 20, 0, values[2])
        .flowop("p", "u", "look", "statfile", "io", "none", values[3].count(), 0, 0, values[3]);
  }

  /** {@code samples} values around a mean, from the seed. */
  public static LatencyHistogram histogram(long seed, long samples, double meanNanos) {
    LatencyHistogram histogram = new LatencyHistogram();
    RandomStream random = new RandomStream(seed);
    long distinct = Math.min(samples, 20_000);
    for (long i = 0; i < distinct; i++) {
      histogram.record(Math.round(-meanNanos * Math.log(1 - random.nextDouble())));
    }
    return histogram;
  }

  /** Builds a result step by step. */
  public static final class Builder {
    private String path = "workloads/classic/varmail.wml";
    private long elapsedNanos = 60_003_200_000L;
    private boolean latencyHistogram;
    private int runIndex;
    private int runCount = 1;
    private Map<String, String> point = Map.of();
    private final List<AssertionRecord> assertions = new ArrayList<>();
    private Map<String, Double> noise = Map.of();
    private final List<RunResult.Phase> phases =
        new ArrayList<>(List.of(new RunResult.Phase("create", 1_250_000_000L)));
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<RunResult.FlowopRecord> flowops = new ArrayList<>();
    private final List<RunResult.GuestRecord> guests = new ArrayList<>();
    private final List<RunResult.ErrorRecord> errors = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();
    private final List<Counts> counts = new ArrayList<>();
    private String machine = "";

    /** Whose flowops and errors come next. */
    public Builder machine(String value) {
      machine = value;
      return this;
    }

    /** A virtual machine with one flowop of its own. */
    public Builder guest(String name, String group, long ops, double meanNanos) {
      SortedMap<String, String> settings = new TreeMap<>(Map.of("cache", "none"));
      guests.add(
          new RunResult.GuestRecord(
              name,
              group,
              new MachineProfile("esx3.1", "esx", settings),
              new MachineProfile("windows", "windows", new TreeMap<>()),
              List.of(
                  new RunResult.FlowopRecord(
                      name,
                      "reader",
                      "readerthread",
                      "myread",
                      "read",
                      "io",
                      "read",
                      ops,
                      0,
                      ops * 2048,
                      histogram(guests.size(), ops, meanNanos)))));
      return this;
    }

    public Builder path(String value) {
      path = value;
      return this;
    }

    public Builder elapsed(long nanos) {
      elapsedNanos = nanos;
      return this;
    }

    public Builder noise(Map<String, Double> value) {
      noise = value;
      return this;
    }

    public Builder phase(String name, long nanos) {
      phases.add(new RunResult.Phase(name, nanos));
      return this;
    }

    public Builder latencyHistogram() {
      latencyHistogram = true;
      return this;
    }

    public Builder run(int index, int count, Map<String, String> at) {
      runIndex = index;
      runCount = count;
      point = at;
      return this;
    }

    public Builder assertion(AssertionRecord assertion) {
      assertions.add(assertion);
      return this;
    }

    public Builder problem(String text) {
      problems.add(text);
      return this;
    }

    public Builder note(String text) {
      notes.add(text);
      return this;
    }

    public Builder flowop(
        String process,
        String thread,
        String name,
        String type,
        String category,
        String direction,
        long ops,
        long bytesPerOp,
        long failed,
        double meanNanos) {
      return flowop(
          process,
          thread,
          name,
          type,
          category,
          direction,
          ops,
          bytesPerOp,
          failed,
          histogram(flowops.size(), ops, meanNanos));
    }

    public Builder flowop(
        String process,
        String thread,
        String name,
        String type,
        String category,
        String direction,
        long ops,
        long bytesPerOp,
        long failed,
        LatencyHistogram service) {
      flowops.add(
          new RunResult.FlowopRecord(
              machine,
              process,
              thread,
              name,
              type,
              category,
              direction,
              ops,
              failed,
              ops * bytesPerOp,
              service));
      return this;
    }

    public Builder error(
        String process,
        String thread,
        String flowop,
        String position,
        String kind,
        long count,
        String... examples) {
      errors.add(
          new RunResult.ErrorRecord(
              machine, process, thread, flowop, position, kind, count, List.of(examples)));
      return this;
    }

    public RunResult build() {
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("dir", "/tmp");
      variables.put("nfiles", "1000");
      return new RunResult(
          problems.isEmpty(),
          problems,
          notes,
          new RunResult.Workload(path, "ab".repeat(32), variables, "thread sender\n  delete\n"),
          new RunResult.TargetRecord(
              "posix", Map.of("dir", "/tmp"), "page-cache", Map.of("filesystem", "ext4")),
          42,
          "standard",
          runIndex,
          runCount,
          point,
          "2026-01-01T00:00:00Z",
          Map.of("os", "Linux"),
          noise,
          Stream.concat(phases.stream(), Stream.of(new RunResult.Phase("measure", elapsedNanos)))
              .toList(),
          new Measurement(Measurement.WarmUp.NONE, Measurement.Cpu.NONE, intervals, null)
              .counting(counts),
          elapsedNanos,
          latencyHistogram,
          List.of(new RunResult.FilesetRecord("", "bigfileset", "/tmp", 1000, 2, 0, 15_684_000)),
          flowops,
          guests,
          errors,
          assertions);
    }
  }
}
