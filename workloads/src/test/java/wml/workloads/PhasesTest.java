package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPhase.Kind;
import wml.api.plan.RunPlan;
import wml.api.result.RunResult;

/**
 * What runs with phases record. Bounds hold on any machine: they come from times that the run and
 * the test both know to lie before or after each other.
 */
final class PhasesTest {
  private static final double NANOS = 1e9;

  /** 1 ms each. */
  private static final String LOGGING = "flowop log name=a,value=1000000 ";

  private final Journal journal = new Journal();

  private static List<String> names(RunResult result) {
    return result.phases().stream().map(RunResult.Phase::name).toList();
  }

  private static double seconds(RunResult result, String phase) {
    return result.phases().stream()
            .filter(p -> p.name().equals(phase))
            .mapToLong(RunResult.Phase::durationNanos)
            .sum()
        / NANOS;
  }

  @Test
  void phasesBecomeAPlanInTheirOrder() {
    String text = Compiled.thread("flowop hog name=h") + "set mode quit firstdone\n";
    RunPlan plan = Compiled.of(text + "run { ramp 1min warmup (2 * 3s) measure 0.5 }").run();
    assertEquals(QuitMode.FIRST_DONE, plan.quitMode());
    assertEquals(
        List.of(
            new RunPhase(Kind.RAMP, 60.0),
            new RunPhase(Kind.WARMUP, 6.0),
            new RunPhase(Kind.MEASURE, 0.5)),
        plan.phases());
    assertEquals(0.5, plan.durationSeconds());
  }

  @Test
  void onlyTheMeasurePhaseIsRecorded() throws IOException {
    long before = System.nanoTime();
    RunResult result =
        journal.run(Journal.thread(LOGGING) + "run { warmup 200ms measure 300ms cooldown 200ms }");
    assertEquals(List.of(), result.problems());
    assertEquals(
        List.of("create", "start", "warmup", "measure", "cooldown", "stop"), names(result));
    assertEquals(0.2, seconds(result, "warmup"), 1e-9);
    assertTrue(result.elapsedSeconds() >= 0.3, () -> "measured " + result.elapsedSeconds());
    assertEquals(result.elapsedSeconds(), seconds(result, "measure"), 1e-9);
    long begin = Objects.requireNonNull(journal.phases.get(Kind.MEASURE)); // or earlier
    long end = Objects.requireNonNull(journal.phases.get(Kind.COOLDOWN)); // or earlier
    long earliestBegin = before + 200_000_000L;
    long earliestEnd = before + 500_000_000L;
    long surely =
        journal.entries.stream()
            .filter(e -> e.preparedNanoTime() >= begin && e.startedNanoTime() < earliestEnd)
            .count();
    long possibly =
        journal.entries.stream()
            .filter(e -> e.startedNanoTime() >= earliestBegin && e.preparedNanoTime() <= end)
            .count();
    long ops = Journal.ops(result, "a");
    String found = ops + " of " + journal.entries.size();
    assertTrue(surely <= ops && ops <= possibly, () -> found + ": " + surely + ".." + possibly);
    assertEquals(ops, result.flowops().getFirst().bytes());
    assertEquals(ops, result.flowops().getFirst().service().count());
  }

  @Test
  void limitsSeeAllWork() throws IOException {
    String text =
        Journal.thread("flowop log name=a flowop finishoncount name=end,value=100")
            + "set mode quit alldone\n";
    RunResult all = journal.run(text + "run { warmup 0s measure 1h cooldown 1h }");
    assertEquals(List.of(), all.problems());
    assertEquals(100, Journal.ops(all, "a"));
    assertEquals(List.of("create", "start", "warmup", "measure", "stop"), names(all));
    Journal other = new Journal();
    RunResult some = other.run(text.replace("100", "200000") + "run { warmup 1ms measure 1h }");
    assertEquals(List.of(), some.problems());
    assertEquals(200_000, other.entries.size());
    assertTrue(Journal.ops(some, "a") <= 200_000);
  }

  @Test
  void aRunThatEndsInItsWarmUpHasNoResult() throws IOException {
    RunResult result =
        journal.run(
            Journal.thread(
                    "flowop log name=bad,value=13,onerror=continue flowop log name=a"
                        + " flowop finishoncount name=end,value=5")
                + "set mode quit firstdone run { warmup 1h ramp 1h measure 1h }");
    assertFalse(result.valid());
    assertEquals(
        List.of("the run ended in its warmup, before anything was measured"), result.problems());
    assertEquals(List.of("create", "start", "warmup", "stop"), names(result));
    assertEquals(0, result.elapsedNanos());
    assertEquals(0, result.ioOperations());
    assertEquals(0, result.errorCount());
    assertEquals(List.of(), result.errors());
    assertEquals(
        List.of(
            "outside the measure phase, flowop 'bad' of thread p/t failed 5 x with IOException:"
                + " as wanted"),
        result.notes());
  }

  @Test
  void failuresAndInterruptsInTheWarmUpSaySo() throws IOException {
    RunResult failed =
        journal.run(
            Journal.thread("flowop log name=bad,value=13") + "run { warmup 1h measure 1h }");
    assertEquals(1, failed.problems().size());
    assertTrue(failed.problems().getFirst().contains("flowop 'bad' failed"), failed::toString);
    assertEquals(1, failed.errors().size());
    journal.onPhase = phase -> journal.cancel();
    RunResult interrupted = journal.run(Journal.thread(LOGGING) + "run { ramp 1h measure 1h }");
    assertEquals(
        List.of("the run was interrupted in its ramp, before anything was measured"),
        interrupted.problems());
  }

  @Test
  void theCommandLineReplacesTheMeasurePhase() throws IOException {
    RunResult result =
        journal.run(Journal.thread(LOGGING) + "run { warmup 50ms measure 1h }", 1, 0.1);
    assertEquals(List.of(), result.problems());
    assertEquals(0.05, seconds(result, "warmup"), 1e-9);
    assertTrue(result.elapsedSeconds() >= 0.1, () -> "measured " + result.elapsedSeconds());
  }

  @Test
  void threadsJoinInTheRampOneAfterTheOther() throws IOException {
    String process = "define process name=p { thread name=t,instances=4 { " + LOGGING + "} }\n";
    long before = System.nanoTime();
    RunResult result = journal.run(process + "run { ramp 400ms measure 100ms }");
    assertEquals(List.of(), result.problems());
    for (int i = 0; i < 4; i++) {
      long joined = journal.of("p#0/t#" + i).getFirst().preparedNanoTime();
      int turn = i;
      assertTrue(joined - before >= i * 100_000_000L, () -> turn + " after " + (joined - before));
    }
  }

  @Test
  void aRampAfterAWarmUpSendsThreadsToRest() throws IOException {
    String process = "define process name=p { thread name=t,instances=2 { " + LOGGING + "} }\n";
    long before = System.nanoTime();
    RunResult result = journal.run(process + "run { warmup 200ms ramp 400ms measure 100ms }");
    assertEquals(List.of(), result.problems());
    long rampBegan = Objects.requireNonNull(journal.phases.get(Kind.RAMP)); // or earlier
    long earliestJoin = before + 400_000_000L;
    long meanwhile =
        journal.of("p#0/t#1").stream()
            .filter(e -> e.preparedNanoTime() > rampBegan && e.startedNanoTime() < earliestJoin)
            .count();
    assertTrue(meanwhile <= 1, () -> "operations of a resting thread: " + meanwhile);
    assertTrue(Journal.ops(result, "a") > 0);
  }
}
