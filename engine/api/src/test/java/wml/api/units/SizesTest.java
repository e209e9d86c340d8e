package wml.api.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "512, 512",
    "512b, 512",
    "4k, 4096",
    "4K, 4096",
    "16kb, 16384",
    "1KiB, 1024",
    "1m, 1048576",
    "1MiB, 1048576",
    "2g, 2147483648",
    "1t, 1099511627776",
    "7p, 7881299347898368",
    "9223372036854775807, 9223372036854775807",
  })
  void unitsArePowersOf1024(String text, long bytes) {
    assertEquals(bytes, Sizes.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "k",
        "-1",
        "1.5k",
        "4 k",
        "4x",
        "4kk",
        "4kib2",
        "9223372036854775808",
        "8192p",
        "0x10"
      })
  void whatIsNoSizeIsRefusedByName(String text) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Sizes.parse(text)).getMessage());
    assertTrue(message.startsWith("'"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1023.9, 1.00 KiB",
    "1024, 1.00 KiB",
    "10239, 10.0 KiB",
    "102350, 100 KiB",
    "15684000, 15.0 MiB",
    "1048575, 1.00 MiB",
    "1e18, 888 PiB",
  })
  void threeDigitsAreShown(double bytes, String text) {
    assertEquals(text, Sizes.format(bytes));
  }
}
