package wml.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Signature.Category;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPhase.Kind;

/** One thread's way through phases, with times of our own. */
final class PhaseWatchTest {
  /** Runs start anywhere: the clock may even wrap around. */
  private static final long START = Long.MAX_VALUE - 2_000_000_000L;

  private final Tally tally = new Tally(new Category[] {Category.IO});

  private static Timeline timeline(RunPhase... phases) {
    return Timeline.of(Arrays.asList(phases), null);
  }

  private static RunPhase phase(Kind kind, @Nullable Double seconds) {
    return new RunPhase(kind, seconds);
  }

  private static long at(double seconds) {
    return START + Math.round(seconds * 1e9);
  }

  /** As a worker does it. */
  private long operation(PhaseWatch watch, long edge, double from, double to) {
    long next = edge;
    if (at(to) - edge >= 0) {
      watch.pass(at(from));
      tally.completed(0, at(from), at(to), 10);
      next = watch.pass(at(to));
    } else {
      tally.completed(0, at(from), at(to), 10);
    }
    return next;
  }

  @Test
  void anOperationCountsWhereItStarted() {
    PhaseWatch watch =
        new PhaseWatch(
            timeline(phase(Kind.WARMUP, 1.0), phase(Kind.MEASURE, 2.0), phase(Kind.COOLDOWN, 1.0)),
            0,
            1,
            tally);
    long edge = watch.begin(START);
    edge = operation(watch, edge, 0.1, 0.2);
    edge = operation(watch, edge, 0.2, 1.5); // began in the warm-up
    assertEquals(0, tally.recordedOps(0));
    edge = operation(watch, edge, 1.5, 1.6);
    edge = operation(watch, edge, 2.9, 3.5); // ends in the cooldown
    assertEquals(at(3.5), tally.lastEndNanoTime());
    edge = operation(watch, edge, 3.5, 3.6);
    edge = operation(watch, edge, 3.7, 3.9);
    assertEquals(2, tally.recordedOps(0));
    assertEquals(20, tally.recordedBytes(0));
    assertEquals(2, tally.service(0).count());
    assertEquals(at(3.5), tally.lastEndNanoTime());
    assertEquals(6, tally.ops(0));
    assertEquals(6, tally.ios());
    assertEquals(60, tally.totalBytes());
    assertTrue(edge - at(3600) > 0);
  }

  @Test
  void anOperationMayOutlastAWholePhase() {
    PhaseWatch watch =
        new PhaseWatch(
            timeline(phase(Kind.WARMUP, 1.0), phase(Kind.MEASURE, 1.0), phase(Kind.COOLDOWN, 1.0)),
            0,
            1,
            tally);
    long edge = watch.begin(START);
    edge = operation(watch, edge, 0.5, 2.5);
    operation(watch, edge, 2.5, 2.6);
    assertEquals(0, tally.recordedOps(0));
    assertEquals(2, tally.ops(0));
  }

  @Test
  void aRunWithoutPhasesCountsFromItsStartToItsEnd() {
    PhaseWatch watch = new PhaseWatch(timeline(phase(Kind.MEASURE, 1.0)), 3, 4, tally);
    long edge = watch.begin(START);
    assertFalse(watch.takeRest());
    edge = operation(watch, edge, 0, 0.5);
    operation(watch, edge, 0.9, 5); // the end of the run ends it, not the clock
    assertEquals(2, tally.recordedOps(0));
    assertEquals(at(5), tally.lastEndNanoTime());
  }

  @Test
  void threadsJoinOneAfterTheOtherEvenly() {
    Timeline timeline = timeline(phase(Kind.RAMP, 2.0), phase(Kind.MEASURE, null));
    for (int turn = 0; turn < 4; turn++) {
      PhaseWatch watch = new PhaseWatch(timeline, turn, 4, tally);
      watch.begin(START);
      assertEquals(turn > 0, watch.takeRest());
      assertFalse(watch.takeRest(), "rests once");
      assertEquals(at(turn * 0.5), watch.joinNanoTime());
    }
  }

  @Test
  void aRampAfterAWarmUpSendsThreadsToRestUntilTheirTurn() {
    PhaseWatch watch =
        new PhaseWatch(
            timeline(phase(Kind.WARMUP, 1.0), phase(Kind.RAMP, 2.0), phase(Kind.MEASURE, 1.0)),
            1,
            2,
            tally);
    long edge = watch.begin(START);
    assertFalse(watch.takeRest());
    edge = operation(watch, edge, 0, 0.9);
    assertFalse(watch.takeRest());
    operation(watch, edge, 0.9, 1.1);
    assertTrue(watch.takeRest());
    assertEquals(at(2), watch.joinNanoTime());
    assertEquals(0, tally.recordedOps(0));
  }

  @Test
  void theMeasurePhaseTakesTheDurationOfTheCommandLine() {
    List<RunPhase> phases = List.of(phase(Kind.WARMUP, 1.0), phase(Kind.MEASURE, 30.0));
    Timeline timeline = Timeline.of(phases, 2.0);
    assertEquals(3_000_000_000L, timeline.endNanos());
    assertEquals(Kind.WARMUP, timeline.at(999_999_999).kind());
    assertEquals(Kind.MEASURE, timeline.at(1_000_000_000).kind());
    assertFalse(Timeline.of(List.of(phase(Kind.MEASURE, null)), null).measure().isLimited());
  }
}
