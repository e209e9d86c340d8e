package wml.runtime.environment;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Measurement.Event;

/**
 * What disturbs a run besides workload and target: the JVM's pauses, how late the coordinator woke
 * from its naps, and what the machine did meanwhile. {@link wml.api.result.Disturbance} judges it.
 * Counters are read at both ends, those of threads once a second. Used by one thread.
 */
public final class NoiseMeter {
  private static final long REFRESH_NANOS = 1_000_000_000;

  /** Of a run that collects all the time, the first say it. */
  private static final int MOST_PAUSES = 1000;

  private static final List<String> PAGE_STATES = List.of("Cached", "Dirty", "Writeback");

  private final KernelFiles kernel;
  private final LatencyHistogram lateness = new LatencyHistogram();
  private final Map<String, Double> edges = new LinkedHashMap<>();
  private final long gcCountBefore = gcCount();
  private final long gcMillisBefore = gcMillis();
  private final OptionalLong safepointsBefore = Safepoints.count();
  private final OptionalLong safepointMillisBefore = Safepoints.totalMillis();
  private final OptionalLong throttledBefore;
  private final ProcessorTicks ticksBefore;
  private final ThreadDelays delays;
  private final long begin = System.nanoTime();
  private long refreshed = begin;
  private long gcCountSeen = gcCountBefore;
  private long gcMillisSeen = gcMillisBefore;
  private final List<Event> pauses = new ArrayList<>();

  public NoiseMeter() {
    this(KernelFiles.OF_THIS_MACHINE);
  }

  NoiseMeter(KernelFiles kernel) {
    this.kernel = kernel;
    String load = kernel.firstLine("proc/loadavg").split(" ")[0];
    if (load.matches("[0-9]+\\.[0-9]+")) {
      edges.put("load_1m_before", Double.parseDouble(load));
    }
    pageCache("before");
    frequency("before");
    throttledBefore = throttledMicros();
    ticksBefore = ProcessorTicks.read(kernel);
    delays = new ThreadDelays(kernel);
  }

  /** A nap ended so many nanoseconds after it should have. */
  public void late(long nanos) {
    lateness.record(nanos);
  }

  /** To be called often. */
  public void at(long nanoTime) {
    long collections = gcCount();
    if (collections > gcCountSeen && pauses.size() < MOST_PAUSES) {
      long millis = gcMillis();
      long lasted = (millis - gcMillisSeen) * 1_000_000;
      long ended = nanoTime - begin;
      pauses.add(
          new Event(
              "gc", Math.max(0, ended - lasted), lasted, "garbage collection of the harness"));
      gcMillisSeen = millis;
    }
    gcCountSeen = collections;
    if (nanoTime - refreshed >= REFRESH_NANOS) {
      refreshed = nanoTime;
      delays.refresh();
    }
  }

  /** When it was made. */
  public long beginNanoTime() {
    return begin;
  }

  /** The JVM's collections, from the begin of the meter; as exact as {@link #at} is often. */
  public List<Event> pauses() {
    return List.copyOf(pauses);
  }

  /** Names carry their units; what can't be known is left out. */
  public Map<String, Double> result() {
    double millis = Math.max(1, (System.nanoTime() - begin) / 1e6);
    Map<String, Double> noise = new LinkedHashMap<>();
    noise.put("gc_count", (double) (gcCount() - gcCountBefore));
    double gc = gcMillis() - gcMillisBefore;
    noise.put("gc_ms", gc);
    noise.put("gc_fraction", gc / millis);
    difference(safepointsBefore, Safepoints.count())
        .ifPresent(count -> noise.put("safepoint_count", count));
    difference(safepointMillisBefore, Safepoints.totalMillis())
        .ifPresent(
            stopped -> {
              noise.put("safepoint_ms", stopped);
              noise.put("safepoint_fraction", stopped / millis);
            });
    noise.put("hiccup_p50_ms", lateness.percentileNanos(50) / 1e6);
    noise.put("hiccup_p99_ms", lateness.percentileNanos(99) / 1e6);
    noise.put("hiccup_max_ms", lateness.maxNanos() / 1e6);
    delays.addTo(noise);
    ProcessorTicks.read(kernel).since(ticksBefore, noise);
    difference(throttledBefore, throttledMicros())
        .ifPresent(held -> noise.put("throttled_fraction", held / 1e3 / millis));
    pageCache("after");
    frequency("after");
    noise.putAll(edges);
    return noise;
  }

  private static OptionalDouble difference(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent()
        ? OptionalDouble.of((double) (to.getAsLong() - from.getAsLong()))
        : OptionalDouble.empty();
  }

  private void pageCache(String when) {
    List<String> meminfo = kernel.lines("proc/meminfo");
    for (String state : PAGE_STATES) {
      KernelFiles.bytes(meminfo, state)
          .ifPresent(
              bytes ->
                  edges.put(
                      "page_cache_%s_%s_bytes".formatted(state.toLowerCase(Locale.ROOT), when),
                      (double) bytes));
    }
  }

  /** Of the slowest and the fastest processor. */
  private void frequency(String when) {
    List<Double> now = ProcessorFrequency.megahertz(kernel);
    if (!now.isEmpty()) {
      edges.put("cpu_min_%s_mhz".formatted(when), now.getFirst());
      edges.put("cpu_max_%s_mhz".formatted(when), now.getLast());
    }
  }

  /** Of the cgroup that this process sees as its root. */
  private OptionalLong throttledMicros() {
    for (String line : kernel.lines("sys/fs/cgroup/cpu.stat")) {
      if (line.startsWith("throttled_usec ")) {
        return KernelFiles.number(List.of(line), 0, 1);
      }
    }
    return OptionalLong.empty();
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
}
