package wml.api.units;

import java.util.Locale;

/** Sizes in bytes as people write them: 4k, 16kb, 1MiB, 2g; always powers of 1024. */
public final class Sizes {
  private static final String UNITS = "kmgtp";

  private Sizes() {}

  /**
   * @throws IllegalArgumentException if the text is no size or beyond a long
   */
  public static long parse(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == 0) {
      throw new IllegalArgumentException("'" + text + "' is not a size such as 512, 4k or 1g");
    }
    long factor = factor(text.substring(digits));
    if (factor < 0) {
      throw new IllegalArgumentException(
          "'" + text.substring(digits) + "' is no unit of size; use k, m, g, t, p");
    }
    try {
      return Math.multiplyExact(Long.parseLong(text.substring(0, digits)), factor);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is larger than 8 EiB", e);
    }
  }

  /** What a unit multiplies by: "" 1, "k", "kb" and "KiB" 1024; -1 if it is no unit of size. */
  public static long factor(String unit) {
    String u = unit.toLowerCase(Locale.ROOT);
    if (u.isEmpty() || u.equals("b")) {
      return 1;
    }
    int power = UNITS.indexOf(u.charAt(0)) + 1;
    String rest = u.substring(1);
    if (power == 0 || !(rest.isEmpty() || rest.equals("b") || rest.equals("ib"))) {
      return -1;
    }
    return 1L << (10 * power);
  }

  /** Three significant digits in IEC units, such as "14.8 MiB". */
  public static String format(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1023.5 && unit < UNITS.length()) {
      value /= 1024;
      unit++;
    }
    String number =
        unit == 0 || value >= 99.95
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value);
    return number + " " + (unit == 0 ? "B" : "KMGTP".charAt(unit - 1) + "iB");
  }
}
