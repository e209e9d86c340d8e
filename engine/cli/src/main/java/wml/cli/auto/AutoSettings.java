package wml.cli.auto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.measure.MedianInterval;
import wml.api.result.TestGrid.Unit;

/**
 * What is measured, and how it is shown.
 *
 * @param timing variables of the workload file that all cells have: flags, threads, orders
 * @param tests those that are shown; write takes place in any case, for the others
 * @param apart whether each test is a run of its own: for threads that start together, mounts in
 *     between, and processor time of each test
 * @param place target and directory, in words
 * @param seed of all random orders
 * @param mount what is mounted anew before each test; null: nothing
 */
public record AutoSettings(
    List<Bounds> bounds,
    Map<String, String> timing,
    Set<AutoTest> tests,
    boolean apart,
    int threads,
    Unit unit,
    boolean cpu,
    String place,
    long seed,
    @Nullable String mount) {

  /** Enough for an interval. */
  private static final int FIRST_PASSES = MedianInterval.FEWEST;

  /** What each test may move in a first run; a file that is larger gets a single pass. */
  private static final String FIRST_VOLUME = "8m";

  /** Variables for {@code -D}, of runs from which it is learnt how long passes take. */
  Map<String, String> variables(Bounds of) {
    Map<String, String> all = tests(of);
    all.put("mostpasses", Integer.toString(FIRST_PASSES));
    all.put("volume", FIRST_VOLUME);
    return all;
  }

  /** The same of runs with a number of passes. */
  Map<String, String> variables(Bounds of, int passes) {
    Map<String, String> all = tests(of);
    all.put("mostpasses", Integer.toString(passes));
    all.put("volume", Long.toString(Math.multiplyExact(of.maxFile(), passes)));
    return all;
  }

  private Map<String, String> tests(Bounds of) {
    Map<String, String> all = new LinkedHashMap<>(timing);
    all.putAll(of.variables());
    for (AutoTest test : AutoTest.values()) {
      all.put("do" + test.word(), Boolean.toString(isDone(test)));
    }
    return all;
  }

  /** The same for a run of one test; the first one creates the file, the last one removes it. */
  Map<String, String> variables(Bounds of, AutoTest only) {
    Map<String, String> all = new LinkedHashMap<>(timing);
    all.putAll(of.variables());
    List<AutoTest> done = done();
    for (AutoTest test : AutoTest.values()) {
      all.put("do" + test.word(), Boolean.toString(test == only));
    }
    all.put("mostpasses", "1");
    all.put("docreate", Boolean.toString(only == AutoTest.WRITE));
    all.put("doremove", Boolean.toString(only == done.getLast()));
    all.put("last", only.word());
    return all;
  }

  /** The tests that take place, in their order. */
  List<AutoTest> done() {
    return List.of(AutoTest.values()).stream().filter(this::isDone).toList();
  }

  /** Reads need what was written; re-writes what was written by the same means. */
  private boolean isDone(AutoTest test) {
    return test == AutoTest.WRITE || tests.contains(test);
  }

  /** What may not change if measurements are to go on, in words. */
  public String fingerprint(String workload) {
    return "%s; %s; %s; %s; %s; seed %d%s; workload %s"
        .formatted(
            place,
            bounds,
            timing,
            done().stream().map(AutoTest::word).toList(),
            apart ? "each test a run" : "each cell a run",
            seed,
            mount == null ? "" : "; mounts " + mount,
            workload);
  }
}
