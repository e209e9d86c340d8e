package wml.compiler;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wml.api.units.Sizes;

/** Reads numbers and booleans out of text. */
final class Literals {
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Numbers with {@code /} or {@code -} between them. */
  private static final Pattern SUM = Pattern.compile("[0-9][0-9A-Za-z.]*([/-][0-9][0-9A-Za-z.]*)+");

  private Literals() {}

  /** Seconds of the units of time; {@code m} stays 2 to the 20th. */
  private static final Map<String, Double> SECONDS =
      Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "h", 3600.0);

  /** Seconds of a unit of time; 1 if it is none. */
  static double seconds(String unit) {
    return SECONDS.getOrDefault(unit, 1.0);
  }

  /**
   * A numeral such as 16k, 1.5g, 0.25, 5ms or 10%.
   *
   * @return null if its unit is unknown or it is beyond 64 bits
   */
  static @Nullable Datum number(String text) {
    int end = text.startsWith("-") ? 1 : 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String unit = text.substring(end);
    BigDecimal value;
    try {
      value = new BigDecimal(text.substring(0, end));
    } catch (NumberFormatException e) {
      return null;
    }
    if (unit.equals("%")) {
      return new Datum.Percent(value.doubleValue());
    }
    Double seconds = SECONDS.get(unit);
    if (seconds != null) {
      return new Datum.Duration(value.doubleValue() * seconds, text);
    }
    long factor = Sizes.factor(unit);
    if (factor < 0) {
      return null;
    }
    value = value.multiply(BigDecimal.valueOf(factor));
    if (value.abs().compareTo(MAX) > 0) {
      return null;
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    return whole ? new Datum.Whole(value.longValueExact()) : new Datum.Real(value.doubleValue());
  }

  /** {@code a/b} or {@code a-b} in one word, from the left; null if it is anything else. */
  static @Nullable Datum quotientOrDifference(String text) {
    if (!SUM.matcher(text).matches()) {
      return null;
    }
    Datum result = null;
    char operator = ' ';
    for (String piece : text.splitWithDelimiters("[/-]", 0)) {
      if (piece.equals("/") || piece.equals("-")) {
        operator = piece.charAt(0);
        continue;
      }
      Datum operand = number(piece);
      if (!(operand instanceof Datum.Whole right)) {
        return null;
      }
      if (!(result instanceof Datum.Whole left)) {
        result = right;
      } else if (operator == '/' && right.value() == 0) {
        return null;
      } else {
        result =
            new Datum.Whole(
                operator == '/' ? left.value() / right.value() : left.value() - right.value());
      }
    }
    return result;
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
