package wml.runtime.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.api.plan.Guest;
import wml.api.result.Measurement;
import wml.api.target.Counter;
import wml.runtime.worker.WorkCounts;
import wml.runtime.worker.Worker;

/** What the threads of a run used in its measure phase, once they have ended. */
final class ThreadCosts {
  /** A thread definition. */
  private record Row(String machine, String process, String thread) {}

  private ThreadCosts() {}

  static Measurement.Cpu cpu(List<Worker> workers) {
    long total = 0;
    long user = 0;
    for (Worker worker : workers) {
      total += worker.tally().cpu().totalNanos();
      user += worker.tally().cpu().userNanos();
    }
    return new Measurement.Cpu(total, user);
  }

  /**
   * All instances of a definition added up.
   *
   * @param counters that the target counts
   */
  static List<Measurement.Counts> counts(List<Worker> workers, Set<Counter> counters) {
    Map<Row, List<WorkCounts>> rows = new LinkedHashMap<>();
    for (Worker worker : workers) {
      Guest guest = worker.machine().guest();
      String machine = guest == null ? "" : guest.group();
      Row row = new Row(machine, worker.process().name(), worker.thread().name());
      rows.computeIfAbsent(row, r -> new ArrayList<>()).add(worker.tally().counts());
    }
    List<Measurement.Counts> out = new ArrayList<>();
    rows.forEach((row, all) -> out.add(sum(row, all, counters)));
    return out;
  }

  private static Measurement.Counts sum(Row row, List<WorkCounts> all, Set<Counter> counters) {
    Map<Counter, Long> counted = new EnumMap<>(Counter.class);
    for (Counter counter : counters) {
      counted.put(counter, all.stream().mapToLong(c -> c.counted(counter)).sum());
    }
    boolean told = all.stream().allMatch(c -> c.allocated() >= 0);
    return new Measurement.Counts(
        row.machine(),
        row.process(),
        row.thread(),
        all.stream().mapToLong(WorkCounts::operations).sum(),
        told ? all.stream().mapToLong(WorkCounts::allocated).sum() : Measurement.Counts.UNKNOWN,
        counted);
  }
}
