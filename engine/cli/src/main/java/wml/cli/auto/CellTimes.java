package wml.cli.auto;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;

/**
 * What was measured of a cell.
 *
 * @param rounds that it took part in
 * @param cpu of each test of its own run: processor time per time, the sum over rounds
 * @param files of the results, in the directory
 */
record CellTimes(
    int rounds, Map<AutoTest, PassTimes> passes, Map<AutoTest, Double> cpu, List<String> files) {
  static final CellTimes NONE =
      new CellTimes(0, new EnumMap<>(AutoTest.class), new EnumMap<>(AutoTest.class), List.of());

  /** Of the runs of one round. */
  static CellTimes of(List<RunResult> runs, List<String> files) {
    Map<AutoTest, PassTimes> passes = new EnumMap<>(AutoTest.class);
    Map<AutoTest, Double> cpu = new EnumMap<>(AutoTest.class);
    for (RunResult run : runs) {
      Map<String, FlowopRecord> byName = new TreeMap<>();
      run.flowops().forEach(f -> byName.put(f.name(), f));
      for (AutoTest test : AutoTest.values()) {
        FlowopRecord flowop = byName.get(test.word());
        if (flowop != null && flowop.ops() > 0) {
          passes.put(test, PassTimes.of(flowop.service()));
          cpu.put(
              test,
              run.measurement().cpu().totalNanos() / (double) Math.max(1, run.elapsedNanos()));
        }
      }
    }
    return new CellTimes(1, passes, cpu, files);
  }

  CellTimes and(CellTimes later) {
    Map<AutoTest, PassTimes> all = new EnumMap<>(AutoTest.class);
    all.putAll(passes);
    later.passes.forEach((test, times) -> all.merge(test, times, PassTimes::and));
    Map<AutoTest, Double> sums = new EnumMap<>(AutoTest.class);
    sums.putAll(cpu);
    later.cpu.forEach((test, part) -> sums.merge(test, part, Double::sum));
    List<String> names = new ArrayList<>(files);
    names.addAll(later.files);
    return new CellTimes(rounds + later.rounds, all, sums, names);
  }

  PassTimes of(AutoTest test) {
    return passes.getOrDefault(test, PassTimes.NONE);
  }

  /** Whether some test's interval is wider than wanted. */
  boolean isWide(Iterable<AutoTest> tests, double limit) {
    for (AutoTest test : tests) {
      if (!(of(test).relative() <= limit)) {
        return true;
      }
    }
    return false;
  }
}
