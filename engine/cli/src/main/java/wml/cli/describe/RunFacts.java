package wml.cli.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import wml.api.plan.ProcessPlan;
import wml.api.plan.RunPlan;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;

/**
 * What the rules ask of a run.
 *
 * @param fileBytes of all files of its filesets
 * @param memoryBytes of this machine; empty if unknown
 */
record RunFacts(RunPlan plan, long fileBytes, OptionalLong memoryBytes, List<Turn> turns) {
  private static final Set<String> LIMITS =
      Set.of("eventlimit", "iopslimit", "opslimit", "bwlimit");

  static RunFacts of(RunPlan plan, long fileBytes, OptionalLong memoryBytes) {
    List<Turn> turns = new ArrayList<>();
    for (ProcessPlan process : plan.processes()) {
      for (ThreadPlan thread : process.threads()) {
        turns.add(Turn.of(thread));
      }
    }
    return new RunFacts(plan, fileBytes, memoryBytes, List.copyOf(turns));
  }

  long threads() {
    long sum = 0;
    for (ProcessPlan process : plan.processes()) {
      for (ThreadPlan thread : process.threads()) {
        sum += (long) process.instances() * thread.instances();
      }
    }
    return sum;
  }

  boolean does(OperationKind kind) {
    return any(o -> o.kind() == kind && o.times() > 0);
  }

  boolean movesData() {
    return does(OperationKind.READ) || does(OperationKind.WRITE);
  }

  /** Whether every read and write passes the page cache by. */
  boolean isDirect() {
    return movesData() && !any(o -> o.kind().isData() && !o.has("directio"));
  }

  /** Whether something waits for the storage: fsync, or writes with O_SYNC. */
  boolean isSynced() {
    return does(OperationKind.SYNC) || any(o -> o.kind() == OperationKind.WRITE && o.has("dsync"));
  }

  /** Whether the event generator paces some thread. */
  boolean isPaced() {
    return plan.eventsPerSecond() > 0
        && any(o -> LIMITS.contains(o.call().type().signature().keyword()));
  }

  /** Bytes that reads and writes choose from: all files, or less if all name a working set. */
  long workingSetBytes() {
    long largest = 0;
    for (Turn turn : turns) {
      for (Turn.Operation o : turn.operations()) {
        if (o.kind().isData()) {
          boolean limited =
              o.call().attributes().get("workingset") instanceof Value.Whole w && w.value() > 0;
          if (!limited) {
            return fileBytes;
          }
          largest =
              Math.max(largest, ((Value.Whole) o.call().attributes().get("workingset")).value());
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
    return turns.stream().flatMap(turn -> turn.operations().stream()).anyMatch(wanted);
  }
}
