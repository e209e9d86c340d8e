package wml.lsp.feature;

import java.util.Map;
import java.util.TreeMap;

/** Words about runs: their phases, ends and measures. */
final class RunWords {
  static final Map<String, String> PHASES =
      Map.of(
          "warmup", "`warmup 5s`: runs, and is not recorded.",
          "ramp", "`ramp 2s`: the threads join one after the other; not recorded.",
          "measure", "`measure 30s`: what is recorded; there is one.",
          "cooldown", "`cooldown 1s`: runs on, and is not recorded.");

  static final Map<String, String> QUIT_MODES =
      Map.of(
          "timeout", "A run ends when its time is over.",
          "firstdone", "A run ends when the first thread has ended.",
          "alldone", "A run ends when all threads have ended.");

  static final Map<String, String> METRICS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("p50", "`p50(NAME)`: the median of the latencies, a duration."),
              Map.entry("p99", "`p99(NAME)`: 99 of 100 operations are as fast; also `p99.9`."),
              Map.entry("mean", "`mean(NAME)`: the mean latency, a duration."),
              Map.entry("ops", "`ops(NAME)`: operations."),
              Map.entry("errors", "`errors(NAME)`: failed operations."),
              Map.entry("iops", "`iops(NAME)`: operations per second."),
              Map.entry("bandwidth", "`bandwidth(NAME)`: bytes per second."),
              Map.entry("share", "`share(NAME)`: of all operations, a percentage.")));

  private RunWords() {}
}
