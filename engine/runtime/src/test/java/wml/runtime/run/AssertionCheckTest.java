package wml.runtime.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.Assertion;
import wml.api.plan.Condition;
import wml.api.plan.Condition.Relation;
import wml.api.plan.Quantity;
import wml.api.plan.Quantity.Measure;
import wml.api.plan.Quantity.Subject;
import wml.api.plan.Quantity.Subject.Kind;
import wml.api.result.AssertionRecord;
import wml.api.result.Measurement;
import wml.api.result.Measurement.Counts;
import wml.api.result.RunResult;
import wml.api.source.SourcePosition;
import wml.api.target.Counter;

/** Assertions over a result made by hand: 1000 gets, 3000 looks in two threads, and a limit. */
final class AssertionCheckTest {
  private static final RunResult RESULT = result(true);

  private static RunResult result(boolean valid) {
    return new RunResult(
        valid,
        valid ? List.of() : List.of("interrupted"),
        List.of(),
        new RunResult.Workload("a.wml", "", Map.of(), ""),
        new RunResult.TargetRecord("memory", Map.of(), "ram", Map.of()),
        1,
        "standard",
        0,
        1,
        Map.of(),
        "",
        Map.of(),
        Map.of(),
        List.of(),
        Measurement.NONE.counting(
            List.of(
                new Counts("", "web", "reader", 3000, 40, Map.of(Counter.SYSTEM_CALLS, 3001L)),
                new Counts("", "web", "other", 1000, 0, Map.of(Counter.SYSTEM_CALLS, 4000L)),
                new Counts("", "idle", "none", 0, 0, Map.of(Counter.SYSTEM_CALLS, 5L)),
                new Counts("esx/guest", "inside", "t", 10, -1, Map.of(Counter.SYNCS, 5L)))),
        2_000_000_000L,
        false,
        List.of(),
        List.of(
            flowop("web", "reader", "get", "read", "io", 1000, 5, 4096, 1_000_000),
            flowop("web", "reader", "both.look", "statfile", "io", 2000, 0, 0, 10_000),
            flowop("web", "other", "look#2", "statfile", "io", 1000, 0, 0, 90_000_000),
            flowop("web", "other", "gate", "opslimit", "other", 9000, 2, 0, 5),
            flowop("idle", "none", "never", "read", "io", 0, 0, 0, 0),
            flowop("inside", "t", "write", "write", "io", 10, 0, 0, 7)),
        List.of(),
        List.of(),
        List.of());
  }

  private static RunResult.FlowopRecord flowop(
      String process,
      String thread,
      String name,
      String type,
      String category,
      long ops,
      long errors,
      long bytesPerOp,
      long nanos) {
    LatencyHistogram service = new LatencyHistogram();
    for (long i = 0; i < ops; i++) {
      service.record(nanos);
    }
    return new RunResult.FlowopRecord(
        process.equals("web") ? "" : "esx/guest",
        process,
        thread,
        name,
        type,
        category,
        "read",
        ops,
        errors,
        ops * bytesPerOp,
        service);
  }

  private static Quantity metric(Measure measure, double percent, Kind kind, String name) {
    return new Quantity.Metric("m(" + name + ")", measure, percent, new Subject(kind, name));
  }

  private static Condition same(Quantity left, double right) {
    return new Condition.Comparison(Relation.SAME, left, new Quantity.Constant(right));
  }

  private static AssertionRecord check(Condition condition, RunResult result) {
    return AssertionCheck.of(List.of(new Assertion("text", condition, SourcePosition.NONE)), result)
        .get(0);
  }

  private static double value(Measure measure, double percent, Kind kind, String name) {
    return check(same(metric(measure, percent, kind, name), 0), RESULT).measured().get(0).value();
  }

  @Test
  void subjectsAreWhatTheirKindSays() {
    assertEquals(1000, value(Measure.OPERATIONS, 0, Kind.FLOWOP, "get"));
    assertEquals(3000, value(Measure.OPERATIONS, 0, Kind.FLOWOP, "look"));
    assertEquals(2000, value(Measure.OPERATIONS, 0, Kind.FLOWOP, "both"));
    assertEquals(2000, value(Measure.OPERATIONS, 0, Kind.FLOWOP, "both.look"));
    assertEquals(1000, value(Measure.OPERATIONS, 0, Kind.FLOWOP, "look#2"));
    assertEquals(3000, value(Measure.OPERATIONS, 0, Kind.KEYWORD, "statfile"));
    assertEquals(3000, value(Measure.OPERATIONS, 0, Kind.THREAD, "reader"));
    assertEquals(4000, value(Measure.OPERATIONS, 0, Kind.PROCESS, "web"));
    assertEquals(4010, value(Measure.OPERATIONS, 0, Kind.ALL, "all"));
    assertEquals(10, value(Measure.OPERATIONS, 0, Kind.MACHINE, "guest"));
    assertEquals(10, value(Measure.OPERATIONS, 0, Kind.MACHINE, "esx"));
    assertEquals(10, value(Measure.OPERATIONS, 0, Kind.MACHINE, "esx/guest"));
    assertEquals(0, value(Measure.OPERATIONS, 0, Kind.MACHINE, "est"));
    assertEquals(9000, value(Measure.OPERATIONS, 0, Kind.FLOWOP, "gate"));
  }

  @Test
  void measuresHaveTheirUnits() {
    assertEquals(7, value(Measure.ERRORS, 0, Kind.ALL, "all"));
    assertEquals(2, value(Measure.ERRORS, 0, Kind.THREAD, "other"));
    assertEquals(500, value(Measure.RATE, 0, Kind.FLOWOP, "get"));
    assertEquals(500 * 4096, value(Measure.BANDWIDTH, 0, Kind.ALL, "all"));
    assertEquals(1000 / 4010.0, value(Measure.SHARE, 0, Kind.FLOWOP, "get"));
    assertEquals(0.001, value(Measure.MEAN, 0, Kind.FLOWOP, "get"), 1e-5);
  }

  @Test
  void percentilesComeFromTheSumOfTheHistograms() {
    // 2000 at 10 us and 1000 at 90 ms: an average of the two medians would be 45 ms
    assertEquals(10e-6, value(Measure.PERCENTILE, 50, Kind.FLOWOP, "look"), 1e-7);
    assertEquals(10e-6, value(Measure.PERCENTILE, 66.6, Kind.KEYWORD, "statfile"), 1e-7);
    assertEquals(0.09, value(Measure.PERCENTILE, 66.7, Kind.KEYWORD, "statfile"), 1e-3);
  }

  @Test
  void conditionsCombine() {
    Condition yes = same(metric(Measure.OPERATIONS, 0, Kind.FLOWOP, "get"), 1000);
    Condition no = same(metric(Measure.OPERATIONS, 0, Kind.FLOWOP, "get"), 1);
    assertTrue(check(yes, RESULT).holds());
    assertFalse(check(no, RESULT).holds());
    assertTrue(check(new Condition.Not(no), RESULT).holds());
    assertFalse(check(new Condition.Both(yes, no), RESULT).holds());
    assertTrue(check(new Condition.Either(no, yes), RESULT).holds());
    assertEquals(1, check(new Condition.Both(no, yes), RESULT).measured().size());
    Quantity twice =
        new Quantity.Computed(
            Quantity.Operation.MULTIPLY,
            metric(Measure.OPERATIONS, 0, Kind.FLOWOP, "get"),
            new Quantity.Constant(2));
    assertTrue(check(same(twice, 2000), RESULT).holds());
  }

  @Test
  void aLatencyThatNothingWasMeasuredOfIsUnknownAndNeverHolds() {
    Quantity unknown = metric(Measure.PERCENTILE, 99, Kind.FLOWOP, "never");
    Condition below = new Condition.Comparison(Relation.LESS, unknown, new Quantity.Constant(1));
    assertFalse(check(below, RESULT).holds());
    AssertionRecord negated = check(new Condition.Not(below), RESULT);
    assertFalse(negated.holds());
    assertEquals("✗ text: m(never) is unknown: no operation completed", negated.sentence());
    Condition none = same(metric(Measure.OPERATIONS, 0, Kind.FLOWOP, "never"), 0);
    assertTrue(check(new Condition.Either(none, below), RESULT).holds());
  }

  @Test
  void countersAreGivenPerOperationOfTheirThreads() {
    assertEquals(1, value(Measure.SYSTEM_CALLS, 0, Kind.THREAD, "reader"), "what happens once");
    assertEquals(4, value(Measure.SYSTEM_CALLS, 0, Kind.THREAD, "other"));
    assertEquals(1.75, value(Measure.SYSTEM_CALLS, 0, Kind.PROCESS, "web"));
    assertEquals(0.5, value(Measure.SYNCS, 0, Kind.MACHINE, "guest"));
    assertEquals(0, value(Measure.ALLOCATED, 0, Kind.PROCESS, "web"));
  }

  @Test
  void whatTheTargetDoesNotCountIsUnknown() {
    assertTrue(Double.isNaN(value(Measure.SYSTEM_CALLS, 0, Kind.ALL, "all")), "one does not");
    assertTrue(Double.isNaN(value(Measure.REMOTE_CALLS, 0, Kind.THREAD, "reader")));
    assertTrue(Double.isNaN(value(Measure.ALLOCATED, 0, Kind.PROCESS, "inside")));
    assertTrue(Double.isNaN(value(Measure.SYSTEM_CALLS, 0, Kind.PROCESS, "idle")), "no operation");
    Condition none = same(metric(Measure.REMOTE_CALLS, 0, Kind.THREAD, "reader"), 0);
    AssertionRecord checked = check(none, RESULT);
    assertFalse(checked.holds());
    assertEquals(
        "✗ text: m(reader) is unknown: the target does not count it, or no operation completed",
        checked.sentence());
  }

  @Test
  void nothingIsSaidOfARunThatIsNotValid() {
    Assertion a = new Assertion("true", new Condition.Known(true), SourcePosition.NONE);
    assertEquals(List.of(), AssertionCheck.of(List.of(a), result(false)));
  }
}
