package wml.compiler;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import wml.api.units.Sizes;

/** Reads numbers and booleans out of text. */
final class Literals {
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private Literals() {}

  /**
   * A numeral such as 16k, 1.5g or 0.25.
   *
   * @return null if its unit is unknown or it is beyond 64 bits
   */
  static @Nullable Datum number(String text) {
    int end = text.startsWith("-") ? 1 : 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    long factor = Sizes.factor(text.substring(end));
    if (factor < 0) {
      return null;
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text.substring(0, end)).multiply(BigDecimal.valueOf(factor));
    } catch (NumberFormatException e) {
      return null;
    }
    if (value.abs().compareTo(MAX) > 0) {
      return null;
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    return whole ? new Datum.Whole(value.longValueExact()) : new Datum.Real(value.doubleValue());
  }

  /** A value from outside the script: a number, a boolean, or text. */
  static Datum ofText(String text) {
    if (text.equals("true") || text.equals("false")) {
      return new Datum.Flag(text.equals("true"));
    }
    Datum number = text.isEmpty() ? null : number(text);
    return number != null ? number : new Datum.Text(text);
  }
}
