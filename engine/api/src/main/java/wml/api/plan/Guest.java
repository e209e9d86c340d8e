package wml.api.plan;

/**
 * One virtual machine of a run. It has filesets, random numbers and statistics of its own; only the
 * events of {@code eventgen} come from outside.
 *
 * @param hypervisorInstance from 0
 * @param instance on that hypervisor, from 0
 */
public record Guest(
    HypervisorPlan hypervisor, int hypervisorInstance, VirtualMachinePlan machine, int instance) {
  /** {@code hypervisor#i/vm#j}: in names of threads, in results, and as a directory. */
  public String name() {
    return hypervisor.name() + "#" + hypervisorInstance + "/" + machine.name() + "#" + instance;
  }

  /** {@code hypervisor/vm}: what it has in common with the others of its definition. */
  public String group() {
    return hypervisor.name() + "/" + machine.name();
  }
}
