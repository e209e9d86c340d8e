package wml.runtime.run;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.measure.LatencyHistogram;

/**
 * The harness's own noise during a run: garbage collections, how late the coordinator woke from its
 * naps (hiccups of scheduler and JVM), and time stolen by the hypervisor. Used by one thread.
 */
final class NoiseMeter {
  private static final int STEAL_FIELD = 8;
  private static final double TICKS_PER_SECOND = 100;

  private final LatencyHistogram lateness = new LatencyHistogram();
  private final long gcCountBefore = gcCount();
  private final long gcMillisBefore = gcMillis();
  private final long stealBefore = stealTicks();

  /** A nap ended so many nanoseconds after it should have. */
  void late(long nanos) {
    lateness.record(nanos);
  }

  /** Names carry their units. */
  Map<String, Double> result() {
    Map<String, Double> noise = new LinkedHashMap<>();
    noise.put("gc_count", (double) (gcCount() - gcCountBefore));
    noise.put("gc_ms", (double) (gcMillis() - gcMillisBefore));
    noise.put("hiccup_p50_ms", lateness.percentileNanos(50) / 1e6);
    noise.put("hiccup_p99_ms", lateness.percentileNanos(99) / 1e6);
    noise.put("hiccup_max_ms", lateness.maxNanos() / 1e6);
    long steal = stealTicks();
    if (steal >= 0 && stealBefore >= 0) {
      noise.put("steal_s", (steal - stealBefore) / TICKS_PER_SECOND);
    }
    return noise;
  }

  private static long gcCount() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  private static long stealTicks() {
    Path stat = Path.of("/proc/stat");
    try {
      List<String> lines = Files.isReadable(stat) ? Files.readAllLines(stat) : List.of();
      String[] fields = lines.isEmpty() ? new String[0] : lines.get(0).split(" +");
      return fields.length > STEAL_FIELD ? Long.parseLong(fields[STEAL_FIELD]) : -1;
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }
}
