package wml.api.units;

import java.util.Locale;

/** Durations as people write them: 10us, 5ms, 60s, 10m, 1h; a bare number is seconds. */
public final class Durations {
  private Durations() {}

  /**
   * @return nanoseconds
   * @throws IllegalArgumentException if the text is no duration
   */
  public static long parseNanos(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    double nanosPerUnit =
        switch (text.substring(end)) {
          case "ns" -> 1;
          case "us" -> 1e3;
          case "ms" -> 1e6;
          case "", "s" -> 1e9;
          case "m", "min" -> 60e9;
          case "h" -> 3600e9;
          default -> -1;
        };
    double nanos;
    try {
      nanos = Double.parseDouble(text.substring(0, end)) * nanosPerUnit;
    } catch (NumberFormatException e) {
      throw notADuration(text);
    }
    if (nanosPerUnit < 0 || nanos > Long.MAX_VALUE / 4.0) {
      throw notADuration(text);
    }
    return Math.round(nanos);
  }

  private static IllegalArgumentException notADuration(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a duration such as 500ms, 10s, 5m or 1h");
  }

  /** Three significant digits in a fitting unit, such as "12.3 us". */
  public static String format(double nanos) {
    // A value that would be rounded to 1000 has the next unit.
    if (nanos < 999.5) {
      return String.format(Locale.ROOT, "%.0f ns", nanos);
    }
    if (nanos < 999.5e3) {
      return number(nanos / 1e3) + " us";
    }
    if (nanos < 999.5e6) {
      return number(nanos / 1e6) + " ms";
    }
    return number(nanos / 1e9) + " s";
  }

  private static String number(double value) {
    String format = value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
