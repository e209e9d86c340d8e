package wml.api.plan;

import java.util.List;
import wml.api.source.SourcePosition;

/**
 * A group of equal virtual machines of one hypervisor.
 *
 * @param instances on each instance of the hypervisor
 * @param filesets as seen from inside; {@link RunPlan#filesets} holds a copy per instance, in its
 *     place
 * @param processes empty if nothing runs inside
 */
public record VirtualMachinePlan(
    String name,
    int instances,
    MachineProfile profile,
    List<FilesetPlan> filesets,
    List<ProcessPlan> processes,
    SourcePosition at) {
  public VirtualMachinePlan {
    filesets = List.copyOf(filesets);
    processes = List.copyOf(processes);
  }
}
