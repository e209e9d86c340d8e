package wml.runtime.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import wml.api.flowop.Signature;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.Guest;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.Placement;
import wml.api.target.TargetInfo;
import wml.runtime.environment.MachineFacts;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.worker.FailureLog;
import wml.runtime.worker.Machine;
import wml.runtime.worker.Worker;

/** Adds up what threads measured. Histograms are added, never averaged. */
final class ResultBuilder {
  /** How a run went, besides its operations. */
  record Outcome(
      List<String> problems,
      List<String> notes,
      String startedAt,
      Map<String, Double> noise,
      List<RunResult.Phase> phases,
      long elapsedNanos) {}

  private final List<Worker> workers;
  private final FailureLog failures;
  private final List<LaidOutFileset> filesets;

  ResultBuilder(List<Worker> workers, FailureLog failures, List<LaidOutFileset> filesets) {
    this.workers = workers;
    this.failures = failures;
    this.filesets = filesets;
  }

  boolean anyOperation() {
    for (Worker worker : workers) {
      for (int i = 0; i < worker.calls().size(); i++) {
        if (worker.tally().recordedOps(i) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  RunResult build(
      Plan workload,
      RunPlan plan,
      int index,
      TargetInfo target,
      Options options,
      RunSettings settings,
      Deployment deployment,
      Outcome outcome)
      throws IOException {
    String path = filesets.isEmpty() ? "/" : filesets.get(0).plan().path();
    Placement placement = deployment.describe(path);
    return new RunResult(
        outcome.problems().isEmpty(),
        outcome.problems(),
        outcome.notes(),
        new RunResult.Workload(
            workload.path(),
            workload.sha256(),
            variables(workload, plan),
            PlanText.render(plan, filesets)),
        new RunResult.TargetRecord(
            target.name(), options.asMap(), placement.durability().label(), placement.facts()),
        settings.seed(),
        settings.compat() ? "filebench" : "standard",
        index,
        workload.runs().size(),
        plan.point(),
        outcome.startedAt(),
        MachineFacts.collect(),
        outcome.noise(),
        outcome.phases(),
        Measurement.NONE,
        outcome.elapsedNanos(),
        plan.latencyHistogram(),
        filesets.stream().map(ResultBuilder::fileset).toList(),
        flowops(),
        guests(plan),
        errors(),
        List.of());
  }

  /** Those of the script, as they were in this run as far as a sweep changed them. */
  private static Map<String, String> variables(Plan workload, RunPlan plan) {
    Map<String, String> out = new LinkedHashMap<>(workload.variables());
    out.putAll(plan.point());
    return out;
  }

  private static RunResult.FilesetRecord fileset(LaidOutFileset f) {
    return new RunResult.FilesetRecord(
        f.machine(),
        f.name(),
        f.plan().path(),
        f.fileCount(),
        f.directoryCount(),
        f.leafDirectoryCount(),
        f.totalBytes());
  }

  private record Key(String machine, String process, String thread, int step) {}

  /** Sums over the instances of a thread. */
  private static final class Sum {
    long ops;
    long errors;
    long bytes;
    final LatencyHistogram service = new LatencyHistogram();
  }

  /** All, those of a virtual machine's definition added up. */
  private List<RunResult.FlowopRecord> flowops() {
    return flowops(
        workers,
        machine -> {
          Guest guest = machine.guest();
          return guest == null ? "" : guest.group();
        });
  }

  private List<RunResult.GuestRecord> guests(RunPlan plan) {
    Map<String, List<Worker>> byMachine = new HashMap<>();
    for (Worker worker : workers) {
      byMachine.computeIfAbsent(worker.machine().name(), m -> new ArrayList<>()).add(worker);
    }
    List<RunResult.GuestRecord> out = new ArrayList<>();
    for (Guest guest : plan.guests()) {
      out.add(
          new RunResult.GuestRecord(
              guest.name(),
              guest.group(),
              guest.hypervisor().profile(),
              guest.machine().profile(),
              flowops(byMachine.getOrDefault(guest.name(), List.of()), Machine::name)));
    }
    return out;
  }

  private static List<RunResult.FlowopRecord> flowops(
      List<Worker> workers, Function<Machine, String> nameOf) {
    Map<Key, Sum> sums = new LinkedHashMap<>();
    Map<Key, Step.Call> calls = new LinkedHashMap<>();
    for (Worker worker : workers) {
      String machine = nameOf.apply(worker.machine());
      for (int i = 0; i < worker.calls().size(); i++) {
        Key key = new Key(machine, worker.process().name(), worker.thread().name(), i);
        Sum sum = sums.computeIfAbsent(key, k -> new Sum());
        calls.putIfAbsent(key, worker.calls().get(i));
        sum.ops += worker.tally().recordedOps(i);
        sum.errors += worker.tally().recordedErrors(i);
        sum.bytes += worker.tally().recordedBytes(i);
        sum.service.add(worker.tally().service(i));
      }
    }
    List<RunResult.FlowopRecord> out = new ArrayList<>();
    sums.forEach((key, sum) -> out.add(record(key, sum, Objects.requireNonNull(calls.get(key)))));
    return out;
  }

  private static RunResult.FlowopRecord record(Key key, Sum sum, Step.Call call) {
    Signature signature = call.type().signature();
    return new RunResult.FlowopRecord(
        key.machine(),
        key.process(),
        key.thread(),
        call.name(),
        signature.keyword(),
        signature.category().name().toLowerCase(Locale.ROOT),
        signature.direction().name().toLowerCase(Locale.ROOT),
        sum.ops,
        sum.errors,
        sum.bytes,
        sum.service);
  }

  private List<RunResult.ErrorRecord> errors() {
    List<RunResult.ErrorRecord> out = new ArrayList<>();
    failures
        .entries()
        .forEach(
            (key, entry) ->
                out.add(
                    new RunResult.ErrorRecord(
                        key.machine(),
                        key.process(),
                        key.thread(),
                        key.flowop(),
                        key.at().toString(),
                        key.kind(),
                        entry.count(),
                        entry.examples())));
    return out;
  }
}
