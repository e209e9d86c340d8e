package wml.runtime.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Time of all processors since they started, in ticks: /proc/stat, and this process's part of it
 * from /proc/self/stat (proc_stat(5), proc_pid_stat(5)).
 */
record ProcessorTicks(long busy, long idle, long stolen, long own) {
  private static final ProcessorTicks UNKNOWN = new ProcessorTicks(0, 0, 0, 0);

  /** user, nice, system, idle, iowait, irq, softirq, steal; guests are in user. */
  private static final int COLUMNS = 8;

  private static final int IDLE = 3;
  private static final int IOWAIT = 4;
  private static final int STEAL = 7;

  /** Columns of /proc/self/stat behind the name, which ends with a parenthesis. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private static final double TICKS_PER_SECOND = 100;

  /** A tick is 10 ms: of fewer, one alone is more than 1 %. */
  private static final long FEWEST = 100;

  static ProcessorTicks read(KernelFiles kernel) {
    List<String> stat = kernel.lines("proc/stat");
    if (stat.isEmpty() || KernelFiles.number(stat, 0, COLUMNS).isEmpty()) {
      return UNKNOWN;
    }
    long[] columns = new long[COLUMNS];
    Arrays.setAll(columns, i -> KernelFiles.number(stat, 0, i + 1).orElse(0));
    long idle = columns[IDLE] + columns[IOWAIT];
    long busy = Arrays.stream(columns).sum() - idle - columns[STEAL];
    return new ProcessorTicks(busy, idle, columns[STEAL], own(kernel.firstLine("proc/self/stat")));
  }

  private static long own(String line) {
    List<String> behindName = List.of(line.substring(line.lastIndexOf(')') + 1));
    OptionalLong user = KernelFiles.number(behindName, 0, USER);
    OptionalLong system = KernelFiles.number(behindName, 0, SYSTEM);
    return user.orElse(0) + system.orElse(0);
  }

  /** Adds what became of the processors' time since {@code before}. */
  void since(ProcessorTicks before, Map<String, Double> noise) {
    double stolenTicks = stolen - before.stolen;
    double busyTicks = busy - before.busy;
    double all = stolenTicks + busyTicks + idle - before.idle;
    if (all < FEWEST) {
      return;
    }
    noise.put("steal_s", stolenTicks / TICKS_PER_SECOND);
    noise.put("steal_fraction", stolenTicks / all);
    noise.put("cpu_busy_fraction", (busyTicks + stolenTicks) / all);
    noise.put("cpu_others_fraction", Math.max(0, busyTicks - (own - before.own)) / all);
  }
}
