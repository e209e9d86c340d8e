package wml.api.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/**
 * One measured run.
 *
 * @param durationSeconds null: until the quit mode ends it
 * @param eventsPerSecond of the event generator; 0 if there is none
 * @param latencyHistogram Filebench's {@code enable lathist}
 * @param snapshotSeconds of {@code psrun}; 0 for none
 * @param snapshotResets whether a snapshot starts the counters anew
 * @param filesets those of the physical client, then the copies of each virtual machine
 * @param processes of the physical client
 */
public record RunPlan(
    @Nullable Double durationSeconds,
    QuitMode quitMode,
    double eventsPerSecond,
    boolean latencyHistogram,
    long snapshotSeconds,
    boolean snapshotResets,
    List<FilesetPlan> filesets,
    List<ProcessPlan> processes,
    List<HypervisorPlan> hypervisors,
    SourcePosition at) {
  public RunPlan {
    filesets = List.copyOf(filesets);
    processes = List.copyOf(processes);
    hypervisors = List.copyOf(hypervisors);
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
}
