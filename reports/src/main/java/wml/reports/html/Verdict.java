package wml.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.result.AssertionRecord;
import wml.api.result.Disturbance;
import wml.api.result.RunResult;

/**
 * What stands above the numbers: whether the runs are valid, what they asserted, what disturbed
 * them.
 */
final class Verdict {
  /** Different texts of one kind that are kept; the others are counted. */
  static final int MOST_TEXTS = 50;

  /** Points at which an assertion failed that are named. */
  private static final int MOST_PLACES = 5;

  private final Map<String, Integer> problems = new LinkedHashMap<>();
  private final Map<String, Integer> notes = new LinkedHashMap<>();
  private final Map<String, Assertion> assertions = new LinkedHashMap<>();
  private final Map<String, Disturbed> disturbances = new LinkedHashMap<>();
  private final Map<String, Failure> errors = new LinkedHashMap<>();
  private int runs;
  private int valid;
  private int dirty;
  private int unheard;

  /** An assertion over all runs. */
  static final class Assertion {
    private final AssertionRecord first;
    private final List<String> failures = new ArrayList<>();
    private int runs;
    private int held;

    private Assertion(AssertionRecord first) {
      this.first = first;
    }

    AssertionRecord first() {
      return first;
    }

    int runs() {
      return runs;
    }

    int held() {
      return held;
    }

    /** Point and measured values of the first failures. */
    List<String> failures() {
      return failures;
    }
  }

  /**
   * Noise above its threshold.
   *
   * @param worst of all runs
   */
  record Disturbed(Disturbance worst, String point, int runs) {}

  /** Failed operations of one kind at one flowop. */
  record Failure(RunResult.ErrorRecord first, long count) {}

  void add(RunResult run) {
    runs++;
    valid += run.valid() ? 1 : 0;
    run.problems().forEach(text -> count(problems, text));
    run.notes().forEach(text -> count(notes, text));
    for (AssertionRecord checked : run.assertions()) {
      String key = checked.position() + ' ' + checked.text();
      if (!assertions.containsKey(key) && assertions.size() == MOST_TEXTS) {
        unheard++;
        continue;
      }
      Assertion assertion = assertions.computeIfAbsent(key, k -> new Assertion(checked));
      assertion.runs++;
      if (checked.holds()) {
        assertion.held++;
      } else if (assertion.failures.size() < MOST_PLACES) {
        String at = run.pointText();
        assertion.failures.add((at.isEmpty() ? "" : "at " + at + ": ") + checked.sentence());
      }
    }
    List<Disturbance> found = run.disturbances();
    dirty += found.isEmpty() ? 0 : 1;
    for (Disturbance d : found) {
      disturbances.merge(
          d.metric(),
          new Disturbed(d, run.pointText(), 1),
          (a, b) ->
              b.worst().value() > a.worst().value()
                  ? new Disturbed(b.worst(), b.point(), a.runs() + 1)
                  : new Disturbed(a.worst(), a.point(), a.runs() + 1));
    }
    for (RunResult.ErrorRecord error : run.errors()) {
      String key = error.position() + ' ' + error.flowop() + ' ' + error.kind();
      if (errors.containsKey(key) || errors.size() < MOST_TEXTS) {
        errors.merge(
            key,
            new Failure(error, error.count()),
            (a, b) -> new Failure(a.first(), a.count() + b.count()));
      } else {
        unheard++;
      }
    }
  }

  private void count(Map<String, Integer> texts, String text) {
    if (texts.containsKey(text) || texts.size() < MOST_TEXTS) {
      texts.merge(text, 1, Integer::sum);
    } else {
      unheard++;
    }
  }

  int runs() {
    return runs;
  }

  int valid() {
    return valid;
  }

  int dirty() {
    return dirty;
  }

  /** Problems, notes, assertions and errors beyond those kept. */
  int unheard() {
    return unheard;
  }

  Map<String, Integer> problems() {
    return problems;
  }

  Map<String, Integer> notes() {
    return notes;
  }

  Iterable<Assertion> assertions() {
    return assertions.values();
  }

  Iterable<Disturbed> disturbances() {
    return disturbances.values();
  }

  Iterable<Failure> errors() {
    return errors.values();
  }
}
