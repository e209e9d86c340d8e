package wml.api.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.MachineProfile;
import wml.api.verify.Finding;

/**
 * What one run measured, with everything needed to judge or repeat it. Times in nanoseconds, sizes
 * in bytes.
 *
 * @param valid false if the run was aborted, interrupted or measured nothing; {@code problems} says
 *     why
 * @param meaning {@code standard}, or {@code filebench} under {@code --compat}
 * @param runIndex of the runs of the workload file, from 0
 * @param runCount how many runs the workload file has
 * @param point the variables of the sweeps around the run, in their order, with their values
 * @param phases in turn: create, start, those of the workload that began, stop
 * @param measurement how it was measured
 * @param elapsedNanos of the measured window: the measure phase, as long as it says; without a
 *     limit until the last operation has ended
 * @param flowops in the order of definition, operations that started in the measured window; those
 *     of virtual machines are added up per definition
 * @param guests what each virtual machine did by itself
 * @param assertions about this run, in the order of the file; none if it is not valid
 */
public record RunResult(
    boolean valid,
    List<String> problems,
    List<String> notes,
    Workload workload,
    TargetRecord target,
    long seed,
    String meaning,
    int runIndex,
    int runCount,
    Map<String, String> point,
    String startedAt,
    Map<String, String> environment,
    Map<String, Double> noise,
    List<Phase> phases,
    Measurement measurement,
    long elapsedNanos,
    boolean latencyHistogram,
    List<FilesetRecord> filesets,
    List<FlowopRecord> flowops,
    List<GuestRecord> guests,
    List<ErrorRecord> errors,
    List<AssertionRecord> assertions) {
  public RunResult {
    point = Collections.unmodifiableMap(new LinkedHashMap<>(point));
    assertions = List.copyOf(assertions);
  }

  /** The workload as it was run. */
  public record Workload(String path, String sha256, Map<String, String> variables, String plan) {}

  /** The target as it was deployed. */
  public record TargetRecord(
      String name, Map<String, String> options, String durability, Map<String, String> facts) {}

  /** A part of the run's time. */
  public record Phase(String name, long durationNanos) {}

  /**
   * A fileset as it was laid out.
   *
   * @param machine the virtual machine whose copy it is; empty: the physical client's
   */
  public record FilesetRecord(
      String machine,
      String name,
      String path,
      long files,
      long directories,
      long leafDirectories,
      long bytes) {}

  /**
   * One flowop of one thread definition; all instances are added up.
   *
   * @param machine {@code hypervisor/vm} of all virtual machines of a definition, {@code
   *     hypervisor#i/vm#j} of one; empty: the physical client
   * @param type the flowop's keyword
   * @param position {@code file:line:column} in the workload; empty if it is not known
   * @param service histogram of start to end, successful operations only
   * @param response the same from when the rate wanted them to start; null without a rate
   * @param delay from then to the start; null without a rate
   */
  public record FlowopRecord(
      String machine,
      String process,
      String thread,
      String name,
      String type,
      String category,
      String direction,
      String position,
      long ops,
      long errors,
      long bytes,
      LatencyHistogram service,
      @Nullable LatencyHistogram response,
      @Nullable LatencyHistogram delay) {
    /** Without a rate, from a place that is not known. */
    public FlowopRecord(
        String machine,
        String process,
        String thread,
        String name,
        String type,
        String category,
        String direction,
        long ops,
        long errors,
        long bytes,
        LatencyHistogram service) {
      this(
          machine, process, thread, name, type, category, direction, "", ops, errors, bytes,
          service, null, null);
    }

    /** The same flowop with other numbers. */
    public FlowopRecord counting(
        long operations,
        long failures,
        long moved,
        LatencyHistogram serviceTimes,
        @Nullable LatencyHistogram responseTimes,
        @Nullable LatencyHistogram delays) {
      return new FlowopRecord(
          machine,
          process,
          thread,
          name,
          type,
          category,
          direction,
          position,
          operations,
          failures,
          moved,
          serviceTimes,
          responseTimes,
          delays);
    }

    /** The histograms there are, by their names: {@code service} and, under a rate, the others. */
    public Map<String, LatencyHistogram> latencies() {
      Map<String, LatencyHistogram> all = new LinkedHashMap<>();
      all.put("service", service);
      if (response != null && delay != null) {
        all.put("response", response);
        all.put("delay", delay);
      }
      return all;
    }

    /** What a user of the storage waits for: response times under a rate, else service times. */
    public LatencyHistogram latency() {
      return response == null ? service : response;
    }

    /** Counts in the summary. */
    public boolean countsAsIo() {
      return category.equals("io") || category.equals("aio");
    }
  }

  /**
   * One virtual machine.
   *
   * @param name {@code hypervisor#i/vm#j}
   * @param group {@code hypervisor/vm}
   * @param hypervisorProfile what was assumed of the hypervisor; for the record
   * @param guestProfile what was assumed of the guest's system; for the record
   */
  public record GuestRecord(
      String name,
      String group,
      MachineProfile hypervisorProfile,
      MachineProfile guestProfile,
      List<FlowopRecord> flowops) {
    public GuestRecord {
      flowops = List.copyOf(flowops);
    }

    public long ioOperations() {
      return RunResult.ioOperations(flowops);
    }
  }

  /**
   * Failures of one kind at one flowop.
   *
   * @param machine the virtual machine, {@code hypervisor#i/vm#j}; empty: the physical client
   */
  public record ErrorRecord(
      String machine,
      String process,
      String thread,
      String flowop,
      String position,
      String kind,
      long count,
      List<String> examples) {}

  /** The same with what became of its assertions. */
  public RunResult with(List<AssertionRecord> checked) {
    return with(measurement, elapsedNanos, flowops, guests, checked);
  }

  /** The same with another account of how it was measured. */
  public RunResult with(Measurement other) {
    return with(other, elapsedNanos, flowops, guests, assertions);
  }

  /** The same with another measured window. */
  public RunResult within(
      Measurement how, long windowNanos, List<FlowopRecord> inWindow, List<GuestRecord> machines) {
    return with(how, windowNanos, inWindow, machines, assertions);
  }

  private RunResult with(
      Measurement how,
      long windowNanos,
      List<FlowopRecord> inWindow,
      List<GuestRecord> machines,
      List<AssertionRecord> checked) {
    return new RunResult(
        valid,
        problems,
        notes,
        workload,
        target,
        seed,
        meaning,
        runIndex,
        runCount,
        point,
        startedAt,
        environment,
        noise,
        phases,
        how,
        windowNanos,
        latencyHistogram,
        filesets,
        inWindow,
        machines,
        errors,
        checked);
  }

  /** Why the run is dirty; none if it is not. */
  public List<Disturbance> disturbances() {
    return Disturbance.in(noise);
  }

  /** The point as text, such as {@code iosize=4k, threads=2}; empty outside of sweeps. */
  public String pointText() {
    return point.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  public double elapsedSeconds() {
    return elapsedNanos / 1e9;
  }

  /** Operations of the I/O summary: I/O and AIO flowops. */
  public long ioOperations() {
    return ioOperations(flowops);
  }

  private static long ioOperations(List<FlowopRecord> flowops) {
    return flowops.stream().filter(FlowopRecord::countsAsIo).mapToLong(FlowopRecord::ops).sum();
  }

  /** What the physical client did, without the virtual machines. */
  public List<FlowopRecord> physicalFlowops() {
    return flowops.stream().filter(f -> f.machine().isEmpty()).toList();
  }

  /** Operations of the summary in one direction. */
  public long ioOperations(String direction) {
    return flowops.stream()
        .filter(f -> f.countsAsIo() && f.direction().equals(direction))
        .mapToLong(FlowopRecord::ops)
        .sum();
  }

  public long ioBytes() {
    return flowops.stream().filter(FlowopRecord::countsAsIo).mapToLong(FlowopRecord::bytes).sum();
  }

  public long errorCount() {
    return flowops.stream().mapToLong(FlowopRecord::errors).sum();
  }

  /** Whether data was read that was not what had been written. */
  public boolean foundDamage() {
    return errors.stream().anyMatch(e -> Finding.isNamed(e.kind()));
  }

  /** All I/O latencies, added up. */
  public LatencyHistogram ioService() {
    LatencyHistogram all = new LatencyHistogram();
    flowops.stream().filter(FlowopRecord::countsAsIo).forEach(f -> all.add(f.service()));
    return all;
  }

  /** All I/O latencies as they are shown, added up. */
  public LatencyHistogram ioLatency() {
    LatencyHistogram all = new LatencyHistogram();
    flowops.stream().filter(FlowopRecord::countsAsIo).forEach(f -> all.add(f.latency()));
    return all;
  }

  /** The first problem, or null. */
  public @Nullable String firstProblem() {
    return problems.isEmpty() ? null : problems.get(0);
  }
}
