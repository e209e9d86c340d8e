package wml.runtime.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.random.RandomStream;

/** Means over runs and how sure they are. */
final class MeanIntervalTest {
  @Test
  void isStudentsForAFewValues() {
    MeanInterval i = MeanInterval.of(new double[] {9, 10, 11});
    assertEquals(10, i.mean());
    assertEquals(1, i.deviation(), 1e-12);
    assertEquals(4.3027 / Math.sqrt(3), i.halfWidth(), 1e-9);
    assertEquals(i.halfWidth() / 10, i.relative(), 1e-12);
  }

  @Test
  void oneRunHasNoInterval() {
    assertTrue(Double.isInfinite(MeanInterval.of(new double[] {5}).relative()));
  }

  @Test
  void runsThatAreAllAlikeAreCertain() {
    assertEquals(0, MeanInterval.of(new double[] {0, 0, 0}).relative());
  }

  /** From published tables. */
  @ParameterizedTest
  @CsvSource({"1,12.706", "2,4.303", "30,2.042", "31,2.040", "60,2.000", "120,1.980", "999,1.962"})
  void quantilesAreThoseOfTables(int freedom, double expected) {
    assertEquals(expected, MeanInterval.quantile(freedom), 6e-4);
  }

  /** 95 of 100 intervals hold the mean, for 3 runs as for 20. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 20})
  void holdsTheMeanAsOftenAsItSays(int runs) {
    RandomStream random = new RandomStream(runs);
    int held = 0;
    for (int i = 0; i < 4000; i++) {
      double[] values = new double[runs];
      Arrays.setAll(
          values,
          v ->
              100
                  + Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                      * Math.cos(2 * Math.PI * random.nextDouble()));
      MeanInterval interval = MeanInterval.of(values);
      held += Math.abs(interval.mean() - 100) <= interval.halfWidth() ? 1 : 0;
    }
    assertEquals(0.95, held / 4000.0, 0.015);
  }
}
