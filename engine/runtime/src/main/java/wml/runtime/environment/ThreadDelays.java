package wml.runtime.environment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long this process's threads waited for a processor although they could have run, and how
 * often they were taken off one: /proc/self/task/N/schedstat and status. A thread's counters go
 * with it. With many threads nothing is measured. Used by one thread.
 */
final class ThreadDelays {
  /**
   * Reading one takes 50 us, and a turn of the scheduler where all are busy: a thousand took two
   * minutes.
   */
  private static final int FEW = 64;

  private record Counters(long ranNanos, long waitedNanos, long switches) {
    static final Counters ZERO = new Counters(0, 0, 0);

    Counters minus(Counters other) {
      return new Counters(
          ranNanos - other.ranNanos, waitedNanos - other.waitedNanos, switches - other.switches);
    }
  }

  private final KernelFiles kernel;
  private final Map<String, Counters> before;
  private final Map<String, Counters> latest = new HashMap<>();

  ThreadDelays(KernelFiles kernel) {
    this.kernel = kernel;
    this.before = read();
  }

  /** Once a second or so, for the sake of threads that will have ended at the end. */
  void refresh() {
    latest.putAll(read());
  }

  void addTo(Map<String, Double> noise) {
    latest.putAll(read());
    if (latest.isEmpty()) {
      return;
    }
    double ran = 0;
    double waited = 0;
    double switches = 0;
    for (Map.Entry<String, Counters> thread : latest.entrySet()) {
      Counters since = thread.getValue().minus(before.getOrDefault(thread.getKey(), Counters.ZERO));
      ran += since.ranNanos();
      waited += since.waitedNanos();
      switches += since.switches();
    }
    noise.put("run_queue_ms", waited / 1e6);
    noise.put("run_queue_fraction", ran + waited == 0 ? 0 : waited / (ran + waited));
    noise.put("involuntary_switches", switches);
  }

  /** Nothing if there are too many threads. */
  private Map<String, Counters> read() {
    Map<String, Counters> out = new HashMap<>();
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(kernel.path("proc/self/task"))) {
      tasks.forEach(task -> names.add("proc/self/task/" + task.getFileName()));
    } catch (IOException e) {
      return out; // not on Linux
    }
    if (names.size() > FEW) {
      return out;
    }
    for (String name : names) {
      List<String> schedstat = kernel.lines(name + "/schedstat");
      List<String> status = kernel.lines(name + "/status");
      if (!schedstat.isEmpty() && !status.isEmpty()) {
        out.put(
            name,
            new Counters(
                KernelFiles.number(schedstat, 0, 0).orElse(0),
                KernelFiles.number(schedstat, 0, 1).orElse(0),
                KernelFiles.number(
                        List.of(KernelFiles.field(status, "nonvoluntary_ctxt_switches")), 0, 0)
                    .orElse(0)));
      }
    }
    return out;
  }
}
