package wml.runtime.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Guest;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.Placement;
import wml.api.target.TargetInfo;
import wml.runtime.environment.MachineFacts;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.worker.FailureLog;

/** Puts together what is known of a run. */
final class ResultBuilder {
  /** How a run went, besides its operations. */
  record Outcome(
      List<String> problems,
      List<String> notes,
      String startedAt,
      Map<String, Double> noise,
      List<Measurement.Event> events,
      List<RunResult.Phase> phases,
      Measurement.WarmUp warmUp,
      Measurement.Cpu cpu,
      List<Measurement.Counts> counts,
      Measurement.@Nullable Pace pace,
      long elapsedNanos) {}

  private final Intervals intervals;
  private final FailureLog failures;
  private final List<LaidOutFileset> filesets;

  ResultBuilder(Intervals intervals, FailureLog failures, List<LaidOutFileset> filesets) {
    this.intervals = intervals;
    this.failures = failures;
    this.filesets = filesets;
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
        new Measurement(outcome.warmUp(), outcome.cpu(), intervals.all(), outcome.pace())
            .with(outcome.events())
            .counting(outcome.counts()),
        outcome.elapsedNanos(),
        plan.latencyHistogram(),
        filesets.stream().map(ResultBuilder::fileset).toList(),
        intervals.flowops(),
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

  private List<RunResult.GuestRecord> guests(RunPlan plan) {
    List<RunResult.GuestRecord> out = new ArrayList<>();
    for (Guest guest : plan.guests()) {
      out.add(
          new RunResult.GuestRecord(
              guest.name(),
              guest.group(),
              guest.hypervisor().profile(),
              guest.machine().profile(),
              intervals.flowops(guest)));
    }
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
