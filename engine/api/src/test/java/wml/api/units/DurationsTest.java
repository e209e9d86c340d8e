package wml.api.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7ns, 7",
    "10us, 10000",
    "5ms, 5000000",
    "60, 60000000000",
    "60s, 60000000000",
    "0.5s, 500000000",
    "1.5m, 90000000000",
    "10min, 600000000000",
    "1h, 3600000000000",
  })
  void unitsAreKnown(String text, long nanos) {
    assertEquals(nanos, Durations.parseNanos(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", ".", "-1s", "1 s", "1d", "1.2.3s", "1e3", "9999999999h", "NaN"})
  void whatIsNoDurationIsRefusedByName(String text) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Durations.parseNanos(text))
                .getMessage());
    assertTrue(message.startsWith("'" + text + "'"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "999.7, 1.00 us",
    "1000, 1.00 us",
    "9996, 10.0 us",
    "12345, 12.3 us",
    "99960, 100 us",
    "999499, 999 us",
    "999700, 1.00 ms",
    "1.5e9, 1.50 s",
    "3.6e12, 3600 s",
  })
  void threeDigitsAreShown(double nanos, String text) {
    assertEquals(text, Durations.format(nanos));
  }
}
