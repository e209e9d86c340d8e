package wml.runtime.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.plan.Arrivals;

/** When operations are to start, with times of our own. */
final class ScheduleTest {
  /** Runs start anywhere: the clock may even wrap around. */
  private static final long START = Long.MAX_VALUE - 2_000_000_000L;

  private static List<Long> first(int count, Arrivals arrivals, int turn, int threads) {
    Schedule schedule = Schedule.of(arrivals, turn, threads, 7);
    schedule.begin(START);
    List<Long> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(schedule.next() - START);
    }
    return out;
  }

  private static long inSeconds(double seconds, Arrivals arrivals, int turn, int threads) {
    Schedule schedule = Schedule.of(arrivals, turn, threads, 7 + turn);
    schedule.begin(START);
    long count = 0;
    while (schedule.next() - START < seconds * 1e9) {
      count++;
    }
    return count;
  }

  @Test
  void threadsTakeEvenArrivalsInTurn() {
    Arrivals arrivals = new Arrivals.Constant(1000);
    assertEquals(List.of(0L, 3_000_000L, 6_000_000L), first(3, arrivals, 0, 3));
    assertEquals(List.of(2_000_000L, 5_000_000L, 8_000_000L), first(3, arrivals, 2, 3));
  }

  @Test
  void evenArrivalsDoNotDriftAndAreFair() {
    for (int turn = 0; turn < 4; turn++) {
      assertEquals(83_333, inSeconds(1, new Arrivals.Constant(333_332), turn, 4));
    }
  }

  @Test
  void burstsStartAtOnce() {
    Arrivals arrivals = new Arrivals.Bursty(1000, 2);
    assertEquals(List.of(0L, 0L, 4_000_000L, 4_000_000L), first(4, arrivals, 0, 2));
    assertEquals(List.of(2_000_000L, 2_000_000L, 6_000_000L), first(3, arrivals, 1, 2));
  }

  @Test
  void randomArrivalsComeAtTheirRateAndVaryAsAPoissonProcess() {
    long sum = 0;
    for (int turn = 0; turn < 4; turn++) {
      sum += inSeconds(100, new Arrivals.Poisson(1000), turn, 4);
    }
    assertEquals(100_000, sum, 4 * Math.sqrt(100_000));
    List<Long> due = first(100_000, new Arrivals.Poisson(1000), 0, 1);
    double longer = 0;
    for (int i = 1; i < due.size(); i++) {
      longer += due.get(i) - due.get(i - 1) > 1_000_000 ? 1 : 0;
    }
    assertEquals(Math.exp(-1), longer / due.size(), 0.01);
  }

  @Test
  void aCurveIsFollowedLinearly() {
    Arrivals ramp =
        new Arrivals.Replay(
            "c",
            List.of(
                new Arrivals.Point(1, 100),
                new Arrivals.Point(3, 300), // 400 in two seconds
                new Arrivals.Point(3, 0), // a step
                new Arrivals.Point(5, 0),
                new Arrivals.Point(5, 50)));
    assertEquals(100, inSeconds(1, ramp, 0, 1));
    assertEquals(250, inSeconds(2, ramp, 0, 1), 1);
    assertEquals(500, inSeconds(3, ramp, 0, 1), 1);
    assertEquals(500, inSeconds(4.99, ramp, 0, 1), 1);
    assertEquals(1000, inSeconds(15, ramp, 0, 1), 1);
    assertEquals(500, inSeconds(15, ramp, 1, 2), 1);
    Schedule schedule = Schedule.of(ramp, 0, 2, 0);
    schedule.begin(START);
    assertEquals(81.25, schedule.expectedUntil(START + 1_500_000_000L), 0.001);
    assertEquals(250, schedule.expectedUntil(START + 4_000_000_000L), 0.001);
    assertEquals(500, schedule.expectedUntil(START + 15_000_000_000L), 0.001);
  }

  @Test
  void aCurveThatEndsAtZeroHasNoFurtherArrival() {
    Arrivals curve =
        new Arrivals.Replay("c", List.of(new Arrivals.Point(0, 10), new Arrivals.Point(1, 0)));
    List<Long> due = first(7, curve, 0, 1);
    assertTrue(due.get(4) < 1_000_000_000L);
    assertTrue(due.get(6) >= Timeline.FOREVER);
    assertEquals(due, due.stream().sorted().toList());
  }

  @Test
  void arrivalsBeginAnewAfterARest() {
    Schedule schedule = Schedule.of(new Arrivals.Constant(10), 1, 2, 0);
    schedule.begin(START);
    schedule.next();
    schedule.begin(START + 5);
    assertEquals(START + 5 + 100_000_000, schedule.next());
    assertEquals(START + 5 + 300_000_000, schedule.upcoming());
  }
}
