package wml.compiler;

import org.jspecify.annotations.Nullable;
import wml.compiler.Datum.Duration;
import wml.compiler.Datum.Flag;
import wml.compiler.Datum.Percent;
import wml.compiler.Datum.Real;
import wml.compiler.Datum.Whole;
import wml.grammar.syntax.Expression.Operator;

/**
 * Operators on values. Whole numbers stay whole, percentages count as fractions, and durations are
 * added to and compared with durations only.
 */
final class Arithmetic {
  private Arithmetic() {}

  /**
   * The result of an operator that is neither {@code and} nor {@code or}.
   *
   * @return null if the operator makes no sense between values of these kinds
   * @throws ArithmeticException with a sentence for the user
   */
  static @Nullable Datum apply(Operator operator, Datum left, Datum right) {
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> compute(operator, left, right);
      case SAME, DIFFERENT -> {
        Boolean same = same(left, right);
        yield same == null ? null : new Flag(same == (operator == Operator.SAME));
      }
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        Integer order = compare(left, right);
        yield order == null ? null : new Flag(holds(operator, order));
      }
      case AND, OR -> null;
    };
  }

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  static boolean isNumber(Datum value) {
    return value instanceof Whole || value instanceof Real || value instanceof Percent;
  }

  /** The value of a number; seconds of a duration. */
  static double real(Datum value) {
    return switch (value) {
      case Whole w -> w.value();
      case Real r -> r.value();
      case Percent p -> p.percent() / 100;
      case Duration d -> d.seconds();
      default -> throw new IllegalArgumentException("no number: " + value.kind());
    };
  }

  /** A number without a fraction is whole. */
  static Datum ofReal(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new ArithmeticException("the result is no number");
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? new Whole((long) value) : new Real(value);
  }

  private static @Nullable Datum compute(Operator operator, Datum left, Datum right) {
    if (left instanceof Duration || right instanceof Duration) {
      return ofDurations(operator, left, right);
    }
    if (!isNumber(left) || !isNumber(right)) {
      return null;
    }
    boolean divides = operator == Operator.DIVIDE || operator == Operator.REMAINDER;
    if (divides && real(right) == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (left instanceof Whole l && right instanceof Whole r) {
      try {
        return new Whole(whole(operator, l.value(), r.value()));
      } catch (ArithmeticException e) {
        throw new ArithmeticException("the result is beyond 64 bits");
      }
    }
    if (left instanceof Percent l && right instanceof Percent r && isSum(operator)) {
      return new Percent(real(operator, l.percent(), r.percent()));
    }
    return ofReal(real(operator, real(left), real(right)));
  }

  private static boolean isSum(Operator operator) {
    return operator == Operator.ADD || operator == Operator.SUBTRACT;
  }

  private static @Nullable Datum ofDurations(Operator operator, Datum left, Datum right) {
    boolean both = left instanceof Duration && right instanceof Duration;
    boolean negation = operator == Operator.SUBTRACT && left.equals(new Whole(0));
    if (both && operator == Operator.DIVIDE) {
      return quotient(real(left), real(right), false);
    }
    if ((both || negation) && isSum(operator)) {
      return Duration.ofSeconds(real(operator, real(left), real(right)));
    }
    boolean scales = operator == Operator.MULTIPLY && !both && (isNumber(left) || isNumber(right));
    if (scales) {
      return Duration.ofSeconds(real(left) * real(right));
    }
    return operator == Operator.DIVIDE && isNumber(right)
        ? quotient(real(left), real(right), true)
        : null;
  }

  private static Datum quotient(double left, double right, boolean duration) {
    if (right == 0) {
      throw new ArithmeticException("division by zero");
    }
    return duration ? Duration.ofSeconds(left / right) : ofReal(left / right);
  }

  private static long whole(Operator operator, long l, long r) {
    return switch (operator) {
      case ADD -> Math.addExact(l, r);
      case SUBTRACT -> Math.subtractExact(l, r);
      case MULTIPLY -> Math.multiplyExact(l, r);
      case DIVIDE -> Math.divideExact(l, r);
      default -> l % r;
    };
  }

  private static double real(Operator operator, double l, double r) {
    return switch (operator) {
      case ADD -> l + r;
      case SUBTRACT -> l - r;
      case MULTIPLY -> l * r;
      case DIVIDE -> l / r;
      default -> l % r;
    };
  }

  private static @Nullable Boolean same(Datum left, Datum right) {
    if (left instanceof Datum.Text l && right instanceof Datum.Text r) {
      return l.equals(r);
    }
    if (left instanceof Flag l && right instanceof Flag r) {
      return l.equals(r);
    }
    Integer order = compare(left, right);
    return order == null ? null : order == 0;
  }

  private static @Nullable Integer compare(Datum left, Datum right) {
    if (left instanceof Whole l && right instanceof Whole r) {
      return Long.compare(l.value(), r.value());
    }
    boolean comparable =
        (isNumber(left) && isNumber(right))
            || (left instanceof Duration && right instanceof Duration);
    return comparable ? (Integer) Double.compare(real(left), real(right)) : null;
  }
}
