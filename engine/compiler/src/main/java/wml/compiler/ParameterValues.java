package wml.compiler;

import org.jspecify.annotations.Nullable;
import wml.api.plan.Parameter;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Expression.Operator;

/** Which values are of a parameter's type, and how they compare. */
final class ParameterValues {
  private ParameterValues() {}

  /** The value as the type has it, or null if it is of another type. */
  static @Nullable Datum fit(Parameter.Type type, Datum given) {
    Datum quotient =
        given instanceof Datum.Text t ? Literals.quotientOrDifference(t.value()) : null;
    Datum value = quotient == null ? given : quotient;
    return switch (type) {
      case SIZE, COUNT -> value instanceof Datum.Whole w && w.value() >= 0 ? w : null;
      case NUMBER -> value instanceof Datum.Whole || value instanceof Datum.Real ? value : null;
      case DURATION -> value instanceof Datum.Duration d && d.seconds() >= 0 ? d : null;
      case PERCENT -> value instanceof Datum.Percent ? value : null;
      case FLAG -> value instanceof Datum.Flag ? value : null;
      case TEXT -> given instanceof Datum.Random ? null : new Datum.Text(given.text());
    };
  }

  /** The value that a text from the command line means, or null if it is of another type. */
  static @Nullable Datum read(Parameter.Type type, String text) {
    return type == Parameter.Type.TEXT ? new Datum.Text(text) : fit(type, Literals.ofText(text));
  }

  /** The type of a value; null for a random variable. */
  static Parameter.@Nullable Type typeOf(Datum value, Expression written) {
    return switch (value) {
      case Datum.Whole w when w.value() > 0 && hasUnit(written) -> Parameter.Type.SIZE;
      case Datum.Whole w -> Parameter.Type.NUMBER;
      case Datum.Real r -> Parameter.Type.NUMBER;
      case Datum.Duration d -> Parameter.Type.DURATION;
      case Datum.Percent p -> Parameter.Type.PERCENT;
      case Datum.Flag f -> Parameter.Type.FLAG;
      case Datum.Text t -> Parameter.Type.TEXT;
      case Datum.Random r -> null;
    };
  }

  private static boolean hasUnit(Expression written) {
    return written instanceof Expression.Numeral n
        && Character.isLetter(n.text().charAt(n.text().length() - 1));
  }

  static boolean isOrdered(Parameter.Type type) {
    return type != Parameter.Type.FLAG && type != Parameter.Type.TEXT;
  }

  static boolean isBelow(Datum value, Datum limit) {
    return new Datum.Flag(true).equals(Arithmetic.apply(Operator.LESS, value, limit));
  }

  static boolean isSame(Datum left, Datum right) {
    return new Datum.Flag(true).equals(Arithmetic.apply(Operator.SAME, left, right));
  }

  /** Some value of the type, in place of one that is wrong and reported. */
  static Datum standIn(Parameter.Type type) {
    return switch (type) {
      case SIZE, COUNT, NUMBER -> new Datum.Whole(1);
      case DURATION -> new Datum.Duration(1, "1s");
      case PERCENT -> new Datum.Percent(50);
      case FLAG -> new Datum.Flag(false);
      case TEXT -> new Datum.Text("text");
    };
  }

  /** What to write instead of a number without a unit; else null. */
  static @Nullable String remedy(Parameter.Type type, Datum given) {
    boolean number = Arithmetic.isNumber(given) && !(given instanceof Datum.Percent);
    if (number && type == Parameter.Type.DURATION) {
      return "durations have the unit ns, us, ms, s, min or h (m is 2^20, as for sizes)";
    }
    return number && type == Parameter.Type.PERCENT ? "write " + given.text() + "%" : null;
  }

  /** A value as it is written: {@code 8k} stays {@code 8k}. */
  static String text(Datum value, @Nullable Expression written) {
    return written instanceof Expression.Numeral n ? n.text() : value.text();
  }
}
