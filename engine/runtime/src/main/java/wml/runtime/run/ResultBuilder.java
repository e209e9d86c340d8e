package wml.runtime.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import wml.api.flowop.Signature;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.result.RunResult;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.Placement;
import wml.api.target.TargetInfo;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.worker.FailureLog;
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
            workload.variables(),
            PlanText.render(plan, filesets)),
        new RunResult.TargetRecord(
            target.name(), options.asMap(), placement.durability().label(), placement.facts()),
        settings.seed(),
        settings.compat() ? "filebench" : "standard",
        index,
        outcome.startedAt(),
        MachineFacts.collect(),
        outcome.noise(),
        outcome.phases(),
        outcome.elapsedNanos(),
        plan.latencyHistogram(),
        filesets.stream().map(ResultBuilder::fileset).toList(),
        flowops(),
        errors());
  }

  private static RunResult.FilesetRecord fileset(LaidOutFileset f) {
    return new RunResult.FilesetRecord(
        f.name(),
        f.plan().path(),
        f.fileCount(),
        f.directoryCount(),
        f.leafDirectoryCount(),
        f.totalBytes());
  }

  private record Key(String process, String thread, int step) {}

  /** Sums over the instances of a thread. */
  private static final class Sum {
    long ops;
    long errors;
    long bytes;
    final LatencyHistogram service = new LatencyHistogram();
  }

  private List<RunResult.FlowopRecord> flowops() {
    Map<Key, Sum> sums = new LinkedHashMap<>();
    Map<Key, Step.Call> calls = new LinkedHashMap<>();
    for (Worker worker : workers) {
      for (int i = 0; i < worker.calls().size(); i++) {
        Key key = new Key(worker.process().name(), worker.thread().name(), i);
        Sum sum = sums.computeIfAbsent(key, k -> new Sum());
        calls.putIfAbsent(key, worker.calls().get(i));
        sum.ops += worker.tally().recordedOps(i);
        sum.errors += worker.tally().recordedErrors(i);
        sum.bytes += worker.tally().recordedBytes(i);
        sum.service.add(worker.tally().service(i));
      }
    }
    List<RunResult.FlowopRecord> out = new ArrayList<>();
    sums.forEach(
        (key, sum) -> {
          Step.Call call = Objects.requireNonNull(calls.get(key));
          Signature signature = call.type().signature();
          out.add(
              new RunResult.FlowopRecord(
                  key.process(),
                  key.thread(),
                  call.name(),
                  signature.keyword(),
                  signature.category().name().toLowerCase(Locale.ROOT),
                  signature.direction().name().toLowerCase(Locale.ROOT),
                  sum.ops,
                  sum.errors,
                  sum.bytes,
                  sum.service));
        });
    return out;
  }

  private List<RunResult.ErrorRecord> errors() {
    List<RunResult.ErrorRecord> out = new ArrayList<>();
    failures
        .entries()
        .forEach(
            (key, entry) ->
                out.add(
                    new RunResult.ErrorRecord(
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
