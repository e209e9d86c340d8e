package wml.api.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RandomVariableTest {
  /** A distribution whose only value is the source's times 1000. */
  private static long draw(double value, long round, double min, double max) {
    RandomVariable variable =
        new RandomVariable("v", new Distribution.Uniform(0, 1000), round, min, max, false, 0);
    DoubleSupplier unit = () -> value / 1000;
    return variable.drawFrom(unit::getAsDouble).next();
  }

  @ParameterizedTest
  @CsvSource({
    "12.9,  0,   0,  1e9,  12",
    "12.9,  1,   0,  1e9,  13",
    "12.4,  1,   0,  1e9,  12",
    "12.9,  10,  0,  1e9,  10",
    "15.1,  10,  0,  1e9,  20",
    "4.9,   10,  0,  1e9,   0",
    "4.9,   10,  7,  1e9,   7",
    "990,   0,   0,  500, 500",
    "996,   10,  0,  998, 998",
  })
  void valuesAreRoundedAndThenClipped(
      double value, long round, double min, double max, long expected) {
    assertEquals(expected, draw(value, round, min, max));
  }

  private static RandomVariable variable(
      Distribution distribution, RandomVariable.Unit unit, double min, double max) {
    return new RandomVariable("v", distribution, unit, 0, min, max, false, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "FRACTION, 0, 0", "FRACTION, 0.5, 500", "FRACTION, 0.9999, 999", "FRACTION, 1.5, 999",
    "NUMBER, 0, 0", "NUMBER, 4095, 0", "NUMBER, 4096, 1", "NUMBER, 1e12, 999",
  })
  void valuesChooseItemsByTheirFractionOrWorth(
      RandomVariable.Unit unit, double value, long expected) {
    Distribution always = new Distribution.Uniform(value, value);
    RankSource items = variable(always, unit, 0, Double.MAX_VALUE).ranks(() -> 0);
    assertEquals(expected, items.next(1000, 4096));
  }

  @Test
  void ranksAsValuesStartAtTheMinimum() {
    RandomVariable variable =
        variable(new Ranking.HotSet(0.5, 1, 0, 0), RandomVariable.Unit.NUMBER, 100, 109);
    LongSource values = variable.drawFrom(new RandomStream(1));
    long[] drawn = LongStream.generate(values::next).limit(1000).sorted().distinct().toArray();
    assertArrayEquals(new long[] {100, 101, 102, 103, 104}, drawn);
    assertEquals(102, variable.mean(), 0.05);
  }

  @Test
  void eachSourceRemembersItsOwnDraws() {
    RandomVariable variable =
        variable(new Ranking.HotSet(0.1, 1, 1, 0.1), RandomVariable.Unit.NUMBER, 0, 1e9);
    RankSource first = variable.ranks(new RandomStream(1));
    assertEquals(0, first.next(10, 1));
    assertEquals(1, first.next(10, 1));
    assertEquals(0, variable.ranks(new RandomStream(1)).next(10, 1));
  }
}
