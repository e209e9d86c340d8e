package wml.api.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/**
 * One measured run.
 *
 * @param phases in their order; exactly one is the measure phase
 * @param eventsPerSecond of the event generator; 0 if there is none
 * @param latencyHistogram Filebench's {@code enable lathist}
 * @param snapshotSeconds of {@code psrun}; 0 for none
 * @param snapshotResets whether a snapshot starts the counters anew
 * @param filesets those of the physical client, then the copies of each virtual machine
 * @param processes of the physical client
 * @param point the variables of the sweeps around it, in their order, with their values
 * @param target null: the one that the runner was given
 * @param assertions about its result
 * @param gate what {@code wml gate} compares of it
 */
public record RunPlan(
    List<RunPhase> phases,
    QuitMode quitMode,
    double eventsPerSecond,
    boolean latencyHistogram,
    long snapshotSeconds,
    boolean snapshotResets,
    List<FilesetPlan> filesets,
    List<ProcessPlan> processes,
    List<HypervisorPlan> hypervisors,
    Map<String, String> point,
    @Nullable TargetPlan target,
    List<Assertion> assertions,
    List<GatedMetric> gate,
    SourcePosition at) {
  public RunPlan {
    phases = List.copyOf(phases);
    filesets = List.copyOf(filesets);
    processes = List.copyOf(processes);
    hypervisors = List.copyOf(hypervisors);
    point = Collections.unmodifiableMap(new LinkedHashMap<>(point));
    assertions = List.copyOf(assertions);
    gate = List.copyOf(gate);
  }

  /** The same with one more assertion. */
  public RunPlan with(Assertion assertion) {
    List<Assertion> all = new ArrayList<>(assertions);
    all.add(assertion);
    return with(all, gate);
  }

  /** The same with one more metric of its gate. */
  public RunPlan with(GatedMetric metric) {
    List<GatedMetric> all = new ArrayList<>(gate);
    all.add(metric);
    return with(assertions, all);
  }

  private RunPlan with(List<Assertion> checked, List<GatedMetric> compared) {
    return new RunPlan(
        phases,
        quitMode,
        eventsPerSecond,
        latencyHistogram,
        snapshotSeconds,
        snapshotResets,
        filesets,
        processes,
        hypervisors,
        point,
        target,
        checked,
        compared,
        at);
  }

  /** All virtual machines, one by one. */
  public List<Guest> guests() {
    return guests(hypervisors);
  }

  /** All virtual machines of some hypervisors. */
  public static List<Guest> guests(List<HypervisorPlan> hypervisors) {
    List<Guest> out = new ArrayList<>();
    for (HypervisorPlan hypervisor : hypervisors) {
      for (int i = 0; i < hypervisor.instances(); i++) {
        for (VirtualMachinePlan machine : hypervisor.machines()) {
          for (int j = 0; j < machine.instances(); j++) {
            out.add(new Guest(hypervisor, i, machine, j));
          }
        }
      }
    }
    return out;
  }

  /** Seconds of the measure phase; null: until the quit mode ends it. */
  public @Nullable Double durationSeconds() {
    for (RunPhase phase : phases) {
      if (phase.kind() == RunPhase.Kind.MEASURE) {
        return phase.seconds();
      }
    }
    throw new IllegalStateException("a run without a measure phase at " + at);
  }
}
