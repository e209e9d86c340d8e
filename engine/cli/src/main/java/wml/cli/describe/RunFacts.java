package wml.cli.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.RunPlan;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.plan.VirtualMachinePlan;

/**
 * What the rules ask of a run.
 *
 * @param fileBytes of all files of its filesets
 * @param memoryBytes of this machine; empty if unknown
 */
record RunFacts(RunPlan plan, long fileBytes, OptionalLong memoryBytes, List<Crew> crews) {
  private static final Set<String> LIMITS =
      Set.of("eventlimit", "iopslimit", "opslimit", "bwlimit");

  private static final Set<String> OPENERS = Set.of("openfile", "createfile");

  /** Equal threads of all instances of a process, on all instances of a virtual machine. */
  record Crew(String name, long threads, Turn turn) {}

  static RunFacts of(RunPlan plan, long fileBytes, OptionalLong memoryBytes) {
    List<Crew> crews = new ArrayList<>();
    collect("", 1, plan.processes(), crews);
    for (HypervisorPlan hypervisor : plan.hypervisors()) {
      for (VirtualMachinePlan machine : hypervisor.machines()) {
        long machines = (long) hypervisor.instances() * machine.instances();
        String place = hypervisor.name() + "/" + machine.name() + "/";
        collect(place, machines, machine.processes(), crews);
      }
    }
    return new RunFacts(plan, fileBytes, memoryBytes, List.copyOf(crews));
  }

  private static void collect(
      String place, long machines, List<ProcessPlan> processes, List<Crew> into) {
    for (ProcessPlan process : processes) {
      for (ThreadPlan thread : process.threads()) {
        long threads = machines * process.instances() * thread.instances();
        into.add(new Crew(place + process.name() + "/" + thread.name(), threads, Turn.of(thread)));
      }
    }
  }

  long threads() {
    return crews.stream().mapToLong(Crew::threads).sum();
  }

  boolean does(OperationKind kind) {
    return any(o -> o.kind() == kind && o.times() > 0);
  }

  boolean movesData() {
    return does(OperationKind.READ) || does(OperationKind.WRITE);
  }

  /** Whether every read and write passes the page cache by. */
  boolean isDirect() {
    return movesData() && crews.stream().allMatch(RunFacts::isDirect);
  }

  /** An operation on an open file goes the way that it was opened for. */
  private static boolean isDirect(Crew crew) {
    List<Turn.Operation> operations = crew.turn().operations();
    boolean opened =
        operations.stream().filter(RunFacts::opens).allMatch(o -> o.has("directio"))
            && operations.stream().anyMatch(RunFacts::opens);
    return operations.stream()
        .filter(o -> o.kind().isData())
        .allMatch(
            o ->
                o.has("directio") || (opened && !o.call().attributes().containsKey("filesetname")));
  }

  private static boolean opens(Turn.Operation o) {
    return OPENERS.contains(o.call().type().signature().keyword());
  }

  /** Whether something waits for the storage: fsync, or writes with O_SYNC. */
  boolean isSynced() {
    return any(o -> o.kind() == OperationKind.SYNC || o.has("dsync"));
  }

  /** Whether the event generator paces some thread. */
  boolean isPaced() {
    return plan.eventsPerSecond() > 0
        && any(o -> LIMITS.contains(o.call().type().signature().keyword()));
  }

  /** Bytes that reads and writes choose from: all files, or less if all name a working set. */
  long workingSetBytes() {
    long largest = 0;
    for (Crew crew : crews) {
      for (Turn.Operation o : crew.turn().operations()) {
        if (o.kind().isData()) {
          Value given = o.call().attributes().get("workingset");
          if (!(given instanceof Value.Whole limit) || limit.value() <= 0) {
            return fileBytes;
          }
          largest = Math.max(largest, limit.value());
        }
      }
    }
    long files = plan.filesets().stream().mapToLong(f -> Math.max(1, f.files())).sum();
    return largest > fileBytes / Math.max(1, files) ? fileBytes : largest * files;
  }

  /** Whether the working set has room in memory; false if the memory is unknown. */
  boolean fitsMemory() {
    return memoryBytes.isPresent() && workingSetBytes() <= memoryBytes.getAsLong();
  }

  private boolean any(Predicate<Turn.Operation> wanted) {
    return crews.stream().flatMap(crew -> crew.turn().operations().stream()).anyMatch(wanted);
  }
}
