package wml.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleSupplier;
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
}
