package wml.runtime.steady;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.random.RandomStream;
import wml.runtime.steady.SteadySearch.Verdict;

/**
 * Rates of detection and of false alarms on series whose steady part is known, 1,000 seeds each.
 */
final class SteadySearchTest {
  private static final int SEEDS = 1000;
  private static final double LEVEL = 50_000;

  /** A level per interval times noise of a relative deviation, of which neighbours share a part. */
  private static double[] series(
      int n, double deviation, double correlation, long seed, IntToDoubleFunction level) {
    RandomStream random = new RandomStream(seed);
    double[] values = new double[n];
    double noise = gaussian(random);
    for (int i = 0; i < n; i++) {
      values[i] = Math.max(0, LEVEL * level.applyAsDouble(i) * (1 + deviation * noise));
      noise = correlation * noise + Math.sqrt(1 - correlation * correlation) * gaussian(random);
    }
    return values;
  }

  /** Box and Muller. */
  private static double gaussian(RandomStream random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static double share(
      int n,
      double deviation,
      double correlation,
      IntToDoubleFunction level,
      Predicate<Verdict> wanted) {
    int hits = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      if (wanted.test(SteadySearch.search(series(n, deviation, correlation, seed, level)))) {
        hits++;
      }
    }
    return (double) hits / SEEDS;
  }

  private static void assertAtLeast(double least, double share) {
    assertTrue(share >= least, () -> "only " + share);
  }

  private static boolean unstable(Verdict verdict) {
    return verdict instanceof Verdict.Unstable;
  }

  private static Predicate<Verdict> from(int first, int last) {
    return v -> v instanceof Verdict.Steady s && s.first() >= first && s.first() <= last;
  }

  @ParameterizedTest
  @CsvSource({"20,0.02", "30,0.05", "60,0.005", "60,0.02", "60,0.1", "300,0.05", "1000,0.02"})
  void stationaryNoiseIsSteadyFromItsBegin(int n, double deviation) {
    assertAtLeast(0.97, share(n, deviation, 0, i -> 1, from(0, 0)));
  }

  @ParameterizedTest
  @CsvSource({"60,0.02,0.3", "300,0.05,0.3", "300,0.05,0.5"})
  void correlatedNoiseIsSteadyNearlyAlways(int n, double deviation, double correlation) {
    assertAtLeast(0.95, share(n, deviation, correlation, i -> 1, from(0, 0)));
  }

  @ParameterizedTest
  @CsvSource({
    "60,20,0.8",
    "60,20,1.2",
    "60,5,0.5",
    "60,35,0.9",
    "200,100,1.1",
    "30,10,0.7",
    "60,3,0.6"
  })
  void aWarmUpThatEndsAtOnceIsCutOff(int n, int change, double before) {
    Predicate<Verdict> near = from(change - 1, change + 2);
    assertAtLeast(0.97, share(n, 0.02, 0, i -> i < change ? before : 1, near));
  }

  @Test
  void aRampIsCutOff() {
    assertAtLeast(0.97, share(90, 0.02, 0, i -> Math.min(1, 0.3 + 0.7 * i / 30), from(25, 40)));
  }

  @Test
  void anExponentialApproachIsCutOffWhereLittleIsLeft() {
    // 5 % are left after 27 intervals, 2 % after 35
    assertAtLeast(0.95, share(90, 0.02, 0, i -> 1 - 0.8 * Math.exp(-i / 9.0), from(18, 50)));
  }

  @ParameterizedTest
  @CsvSource({"60,0.2", "60,-0.2", "120,0.15", "60,1"})
  void aDriftThroughoutIsUnstable(int n, double drift) {
    assertAtLeast(0.97, share(n, 0.02, 0, i -> 1 + drift * i / n, SteadySearchTest::unstable));
  }

  @ParameterizedTest
  @CsvSource({"60,50,0.8", "60,45,1.3", "120,100,0.85"})
  void aChangeShortlyBeforeTheEndIsUnstable(int n, int change, double after) {
    assertAtLeast(0.97, share(n, 0.02, 0, i -> i < change ? 1 : after, SteadySearchTest::unstable));
  }

  @ParameterizedTest
  @CsvSource({"32,0.3", "48,0.3", "96,0.3"})
  void aSawtoothOfAFewTeethIsUnstable(int period, double height) {
    assertAtLeast(0.95, share(96, 0.02, 0, tooth(period, height), SteadySearchTest::unstable));
  }

  @ParameterizedTest
  @CsvSource({"4,0.4", "8,0.4", "12,0.4"})
  void aSawtoothOfManyTeethIsAStationaryOscillation(int period, double height) {
    assertAtLeast(0.98, share(96, 0.02, 0, tooth(period, height), from(0, 0)));
  }

  private static IntToDoubleFunction tooth(int period, double height) {
    return i -> 1 + height * (i % period) / period;
  }

  @Test
  void twoLevelsThatTakeTurnsAreUnstable() {
    assertAtLeast(
        0.97, share(90, 0.02, 0, i -> i / 15 % 2 == 0 ? 1 : 0.7, SteadySearchTest::unstable));
  }

  @Test
  void aStallOfOneIntervalIsPartOfTheSteadyState() {
    assertAtLeast(0.97, share(60, 0.02, 0, i -> i == 33 ? 0.05 : 1, from(0, 0)));
  }

  @Test
  void aSpreadAboveTheBoundIsUnstable() {
    assertAtLeast(0.95, share(60, 0.4, 0, i -> 1, SteadySearchTest::unstable));
  }

  @Test
  void aConstantSeriesIsSteady() {
    Verdict verdict = SteadySearch.search(series(30, 0, 0, 1, i -> 1));
    assertEquals(new Verdict.Steady(0, 0, 0), verdict);
  }

  @Test
  void reasonsSayWhatToDo() {
    Verdict few = SteadySearch.search(new double[] {1, 2, 3});
    assertEquals(
        new Verdict.Unstable("it has 3 intervals of the 10 that are needed; run longer"), few);
    assertInstanceOf(Verdict.Unstable.class, SteadySearch.search(new double[30]));
  }

  @Test
  void aDayOfSecondsIsSearchedInTime() {
    double[] day = series(2048, 0.05, 0, 1, i -> 1);
    assertInstanceOf(Verdict.Steady.class, SteadySearch.search(day));
  }
}
