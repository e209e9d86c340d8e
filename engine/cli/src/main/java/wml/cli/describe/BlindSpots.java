package wml.cli.describe;

import java.util.ArrayList;
import java.util.List;
import wml.api.plan.FilesetPlan;

/** What a run can not show, each as a sentence that follows from its plan. */
final class BlindSpots {
  /** Linux writes dirty pages back after so many seconds, if nothing asks for it before. */
  private static final double WRITE_BACK_SECONDS = 30;

  private BlindSpots() {}

  static List<String> of(RunFacts run, List<RunFacts> runs) {
    List<String> out = new ArrayList<>();
    data(run, out);
    storage(run, out);
    if (!run.isPaced()) {
      out.add(
          "It is a closed loop: each thread waits for its operation before it starts the next, so"
              + " a slow system is asked less often, and nothing is said about latency under a"
              + " load that does not wait.");
    }
    if (runs.stream().mapToLong(RunFacts::threads).distinct().count() == 1) {
      out.add(
          run.threads() == 1
              ? "It has one thread: nothing is said about parallel use or scaling."
              : "All runs have the same number of threads: nothing is said about scaling.");
    }
    if (runs.size() == 1) {
      out.add("It is one run: nothing is said about how results vary from run to run.");
    }
    return out;
  }

  private static void data(RunFacts run, List<String> out) {
    if (!run.movesData()) {
      out.add("It moves no data: nothing is said about throughput.");
    } else if (!run.does(OperationKind.WRITE)) {
      out.add("It never writes: nothing is said about writes.");
    } else if (!run.does(OperationKind.READ)) {
      out.add("It never reads: nothing is said about reads.");
    }
    if (!run.does(OperationKind.METADATA)) {
      out.add(
          "It never creates, deletes, opens or looks up files while it is measured: nothing is"
              + " said about metadata.");
    }
  }

  private static void storage(RunFacts run, List<String> out) {
    boolean writes = run.does(OperationKind.WRITE);
    if (run.movesData() && run.fitsMemory() && !run.isDirect()) {
      out.add(
          "Its files fit into this machine's memory: reads may all come from the page cache, and"
              + " nothing is said about the device.");
    }
    if (writes && !run.isSynced()) {
      out.add("Nothing waits for durability: nothing is said about what survives a crash.");
    }
    Double seconds = run.plan().durationSeconds();
    if (writes
        && !run.isSynced()
        && !run.isDirect()
        && seconds != null
        && seconds < WRITE_BACK_SECONDS) {
      out.add(
          "It ends within 30 s, before Linux has to write anything back: writes may be measured"
              + " as copies in memory only.");
    }
    boolean fresh = run.plan().filesets().stream().anyMatch(BlindSpots::isFresh);
    if (run.does(OperationKind.READ) && fresh && !run.isDirect()) {
      out.add(
          "Its files are written just before the run: reads meet a warm cache, and nothing is said"
              + " about a cold one.");
    }
  }

  /** Written by each run, other than files that are found again. */
  private static boolean isFresh(FilesetPlan fileset) {
    return fileset.preallocPercent() > 0 && !fileset.reuse();
  }
}
