package wml.api.plan;

import java.util.List;
import wml.api.source.SourcePosition;

/** A group of equal hypervisors, each with the same virtual machines. */
public record HypervisorPlan(
    String name,
    int instances,
    MachineProfile profile,
    List<VirtualMachinePlan> machines,
    SourcePosition at) {
  public HypervisorPlan {
    machines = List.copyOf(machines);
  }
}
