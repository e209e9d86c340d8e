package wml.runtime.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the field
final class NoiseMeterTest {
  @TempDir private Path root;

  private void put(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private NoiseMeter meter() {
    return new NoiseMeter(new KernelFiles(root));
  }

  @Test
  void timeOfProcessorsIsDividedAmongUsOthersAndTheHypervisor() throws IOException {
    put("proc/stat", "cpu  1000 0 500 8000 100 0 0 50 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    put("proc/self/stat", "7 (a (b) c) S 1 1 1 0 -1 4 1 0 0 0 300 100 0 0 20 0 1\n");
    NoiseMeter meter = meter();
    // of 1000 ticks: 20 stolen, 600 busy, of these 450 ours; 380 idle
    put("proc/stat", "cpu  1400 0 700 8360 120 0 0 70 0 0\n");
    put("proc/self/stat", "7 (a (b) c) S 1 1 1 0 -1 4 1 0 0 0 600 250 0 0 20 0 1\n");
    Map<String, Double> noise = meter.result();
    assertEquals(0.02, noise.get("steal_fraction"));
    assertEquals(0.2, noise.get("steal_s"));
    assertEquals(0.62, noise.get("cpu_busy_fraction"));
    assertEquals(0.15, noise.get("cpu_others_fraction"));
  }

  @Test
  void aFewTicksTellNothing() throws IOException {
    put("proc/stat", "cpu  1000 0 500 8000 100 0 0 50 0 0\n");
    NoiseMeter meter = meter();
    put("proc/stat", "cpu  1010 0 500 8000 100 0 0 55 0 0\n");
    assertFalse(meter.result().containsKey("steal_fraction"));
  }

  @Test
  void threadsThatWaitForAProcessorAreSeenAlsoAfterTheirEnd() throws IOException {
    task("1", "1000000 500000 3", 5);
    NoiseMeter meter = meter();
    task("1", "4000000 1500000 9", 7); // ran 3 ms, waited 1 ms, switched 2 times
    task("2", "2000000 4000000 9", 10); // new: ran 2 ms, waited 4 ms
    meter.at(System.nanoTime() + 2_000_000_000L);
    Files.delete(root.resolve("proc/self/task/2/status"));
    Files.delete(root.resolve("proc/self/task/2/schedstat"));
    Files.delete(root.resolve("proc/self/task/2"));
    Map<String, Double> noise = meter.result();
    assertEquals(5, noise.get("run_queue_ms"));
    assertEquals(0.5, noise.get("run_queue_fraction"));
    assertEquals(12, noise.get("involuntary_switches"));
  }

  private void task(String id, String schedstat, int switches) throws IOException {
    put("proc/self/task/" + id + "/schedstat", schedstat + "\n");
    put(
        "proc/self/task/" + id + "/status",
        "Name:\tx\nvoluntary_ctxt_switches:\t99\nnonvoluntary_ctxt_switches:\t" + switches + "\n");
  }

  @Test
  void pageCacheLoadAndFrequencyAreThoseOfBothEnds() throws IOException {
    put("proc/meminfo", "MemTotal: 100 kB\nCached:  40 kB\nSwapCached: 9 kB\nDirty: 2 kB\n");
    put("proc/loadavg", "1.25 0.50 0.25 1/100 1234\n");
    put("proc/cpuinfo", "cpu MHz\t\t: 2000.5\n\ncpu MHz\t\t: 1800\n");
    NoiseMeter meter = meter();
    put("proc/meminfo", "MemTotal: 100 kB\nCached:  60 kB\nDirty: 3 kB\n");
    put("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "3000000\n");
    Map<String, Double> noise = meter.result();
    assertEquals(40 * 1024.0, noise.get("page_cache_cached_before_bytes"));
    assertEquals(60 * 1024.0, noise.get("page_cache_cached_after_bytes"));
    assertEquals(3 * 1024.0, noise.get("page_cache_dirty_after_bytes"));
    assertEquals(1.25, noise.get("load_1m_before"));
    assertEquals(1800, noise.get("cpu_min_before_mhz"));
    assertEquals(2000.5, noise.get("cpu_max_before_mhz"));
    assertEquals(3000, noise.get("cpu_max_after_mhz"));
    assertFalse(noise.containsKey("page_cache_writeback_after_bytes"));
  }

  @Test
  void quotaOfTheControlGroupIsSeen() throws IOException {
    put("sys/fs/cgroup/cpu.stat", "usage_usec 5\nnr_throttled 1\nthrottled_usec 1000\n");
    NoiseMeter meter = meter();
    put("sys/fs/cgroup/cpu.stat", "usage_usec 5\nnr_throttled 1\nthrottled_usec 900001000\n");
    assertTrue(meter.result().getOrDefault("throttled_fraction", 0.0) > 0);
  }

  @Test
  void aSystemWithoutSuchFilesHasOnlyTheJvmsNoise() {
    NoiseMeter meter = meter();
    meter.late(3_000_000);
    Map<String, Double> noise = meter.result();
    assertEquals(3, noise.get("hiccup_max_ms"));
    assertTrue(noise.containsKey("gc_fraction"));
    assertTrue(noise.keySet().stream().noneMatch(name -> name.startsWith("cpu_")), noise::toString);
  }
}
