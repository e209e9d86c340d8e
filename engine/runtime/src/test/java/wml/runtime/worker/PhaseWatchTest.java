package wml.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Signature.Category;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPhase.Kind;
import wml.api.target.Counter;
import wml.api.target.Counters;

/** One thread's way through phases, with times of our own. */
final class PhaseWatchTest {
  /** Runs start anywhere: the clock may even wrap around. */
  private static final long START = Long.MAX_VALUE - 2_000_000_000L;

  private final Tally tally = new Tally(new Category[] {Category.IO}, new boolean[1]);

  private final LatencyHistogram service = new LatencyHistogram();
  private final Map<Long, Long> handedOver = new TreeMap<>();
  private long ops;
  private long bytes;

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
    coordinate();
    return next;
  }

  /** As the coordinator does it. */
  private void coordinate() {
    Slice slice = tally.take();
    if (slice != null) {
      count(slice);
      tally.giveBack(slice);
    }
  }

  private void count(Slice slice) {
    ops += slice.ops(0);
    bytes += slice.bytes(0);
    service.add(slice.service(0));
    handedOver.put(slice.interval(), slice.ops(0));
  }

  private long recordedOps() {
    count(tally.rest());
    return ops;
  }

  @Test
  void callsAndOperationsAreCountedBetweenTheSameMoments() {
    double[][] operations = {
      {0.0, 0.4, 0.9, 1.2, 1.9, 3.2}, // the edges lie in operations
      {0.0, 0.4, 1.1, 1.2, 1.9, 2.5, 3.4} // and in pauses between them
    };
    for (double[] starts : operations) {
      Tally fresh = new Tally(new Category[] {Category.IO}, new boolean[1]);
      Counters session = new Counters();
      fresh.counts().of(session);
      PhaseWatch watch =
          new PhaseWatch(timeline(phase(Kind.WARMUP, 1.0), phase(Kind.MEASURE, 2.0)), 0, 1, fresh);
      long edge = watch.begin(START);
      for (double start : starts) {
        session.systemCalls += 2;
        if (at(start + 0.2) - edge >= 0) {
          boolean recorded = fresh.isRecording();
          watch.pass(at(start));
          fresh.completed(0, at(start), at(start + 0.2), 10);
          fresh.recount(recorded);
          edge = watch.pass(at(start + 0.2));
        } else {
          fresh.completed(0, at(start), at(start + 0.2), 10);
        }
      }
      fresh.end();
      assertTrue(fresh.counts().operations() >= 2, "operations " + fresh.counts().operations());
      assertEquals(2 * fresh.counts().operations(), fresh.counts().counted(Counter.SYSTEM_CALLS));
    }
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
    assertTrue(tally.isRecording());
    edge = operation(watch, edge, 1.5, 1.6);
    edge = operation(watch, edge, 2.9, 3.5); // ends in the cooldown
    assertEquals(at(3.5), tally.lastEndNanoTime());
    edge = operation(watch, edge, 3.5, 3.6);
    edge = operation(watch, edge, 3.7, 3.9);
    assertEquals(2, recordedOps());
    assertEquals(20, bytes);
    assertEquals(2, service.count());
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
    assertEquals(0, recordedOps());
    assertEquals(2, tally.ops(0));
  }

  @Test
  void aRunWithoutPhasesCountsWhatStartsBeforeItsTimeIsUp() {
    PhaseWatch watch = new PhaseWatch(timeline(phase(Kind.MEASURE, 1.0)), 3, 4, tally);
    long edge = watch.begin(START);
    assertFalse(watch.takeRest());
    edge = operation(watch, edge, 0, 0.5);
    edge = operation(watch, edge, 0.9, 5);
    operation(watch, edge, 5, 5.1); // the run is over, but its thread has not heard yet
    assertEquals(2, recordedOps());
    assertEquals(at(5), tally.lastEndNanoTime());
  }

  @Test
  void eachIntervalIsHandedOverAtItsEnd() {
    PhaseWatch watch =
        new PhaseWatch(timeline(phase(Kind.WARMUP, 0.5), phase(Kind.MEASURE, 9.0)), 0, 1, tally);
    long edge = watch.begin(START);
    edge = operation(watch, edge, 0.1, 0.6); // of the warm-up
    edge = operation(watch, edge, 0.6, 0.7);
    edge = operation(watch, edge, 1.4, 1.6); // the first interval ends at 1.5
    edge = operation(watch, edge, 1.6, 4.0); // two intervals long
    edge = operation(watch, edge, 4.0, 4.2);
    edge = operation(watch, edge, 4.3, 4.5);
    assertEquals(Map.of(0L, 2L, 1L, 1L, 3L, 2L), handedOver);
    operation(watch, edge, 4.6, 4.7);
    watch.end();
    coordinate();
    assertEquals(Map.of(0L, 2L, 1L, 1L, 3L, 2L, 4L, 1L), handedOver);
    assertEquals(0, tally.rest().ops(0));
  }

  @Test
  void whatTheCoordinatorHasNotTakenYetGoesIntoALaterInterval() {
    PhaseWatch watch = new PhaseWatch(timeline(phase(Kind.MEASURE, null)), 0, 1, tally);
    watch.begin(START);
    for (int second = 0; second < 4; second++) {
      tally.completed(0, at(second), at(second + 0.9), 1);
      watch.pass(at(second + 1));
    }
    coordinate();
    assertEquals(Map.of(0L, 1L), handedOver);
    watch.pass(at(5));
    coordinate();
    assertEquals(Map.of(0L, 1L, 4L, 3L), handedOver);
    assertEquals(4, service.count());
  }

  @Test
  void aRequestCountsWhereItStartedHoweverLateItCompletes() {
    PhaseWatch watch =
        new PhaseWatch(timeline(phase(Kind.WARMUP, 1.0), phase(Kind.MEASURE, 1.0)), 0, 1, tally);
    watch.begin(START);
    double[] starts = {0.9, 1.1, 0.8, 1.9, 2.1, 1.2};
    double[] ends = {1.2, 1.3, 1.4, 2.2, 2.3, 2.4};
    for (int i = 0; i < starts.length; i++) {
      watch.pass(at(ends[i]));
      boolean measured = watch.measures(at(starts[i]));
      tally.completedLate(0, at(starts[i]), at(starts[i]), at(ends[i]), 10, measured);
    }
    assertEquals(3, recordedOps());
    assertEquals(30, bytes);
    assertEquals(3, service.count());
    assertEquals(6, tally.ops(0));
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
    assertEquals(0, recordedOps());
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

  @Test
  void inTurnsOnlyWhatStartsInASliceCounts() {
    Turns turns = new Turns(List.of(1_000_000_000L, 3_000_000_000L), 500_000_000);
    PhaseWatch watch = new PhaseWatch(Timeline.of(turns), 0, 2, tally);
    long edge = watch.begin(START);
    assertTrue(watch.takeRest(), "nothing starts before the first slice");
    assertEquals(at(1), watch.joinNanoTime());
    edge = operation(watch, edge, 1.0, 1.2);
    edge = operation(watch, edge, 1.2, 1.7); // reaches into the gap
    assertTrue(watch.takeRest(), "threads rest between slices");
    assertEquals(at(3), watch.joinNanoTime());
    assertFalse(tally.isRecording());
    edge = operation(watch, edge, 1.7, 1.8); // had not looked at the clock
    edge = operation(watch, edge, 3.1, 3.2);
    assertFalse(watch.takeRest(), "it is the thread's turn");
    edge = operation(watch, edge, 3.3, 3.6);
    assertTrue(watch.isOver());
    operation(watch, edge, 3.6, 3.7);
    assertEquals(4, recordedOps());
    assertEquals(4, service.count());
    assertEquals(40, bytes);
    assertEquals(2, handedOver.get(0L));
    assertEquals(6, tally.ops(0));
  }

  @Test
  void anOperationMayOutlastASlice() {
    Turns turns = new Turns(List.of(0L, 1_000_000_000L, 2_000_000_000L), 500_000_000);
    PhaseWatch watch = new PhaseWatch(Timeline.of(turns), 0, 1, tally);
    long edge = watch.begin(START);
    watch.takeRest();
    edge = operation(watch, edge, 0.1, 2.2); // over the whole of the second
    assertEquals(1, ops);
    edge = operation(watch, edge, 2.2, 2.3);
    operation(watch, edge, 2.3, 2.6);
    assertTrue(watch.isOver());
    assertEquals(3, recordedOps());
  }

  @Test
  void timeInTurnsIsThatOfTheSlices() {
    Timeline timeline = Timeline.of(new Turns(List.of(100_000_000L, 900_000_000L), 200_000_000));
    assertEquals(0, timeline.measuredNanos(50_000_000));
    assertEquals(150_000_000, timeline.measuredNanos(250_000_000));
    assertEquals(200_000_000, timeline.measuredNanos(800_000_000));
    assertEquals(400_000_000, timeline.measuredNanos(timeline.endNanos()));
    assertEquals(1_100_000_000, timeline.intervalEndNanos(1));
    assertThrows(
        IllegalArgumentException.class, () -> new Turns(List.of(0L, 100_000_000L), 200_000_000));
  }
}
