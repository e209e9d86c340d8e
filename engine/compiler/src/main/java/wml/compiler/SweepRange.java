package wml.compiler;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.units.Sizes;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * Some values of a sweep's variable: one, or {@code first to last by step}, where the step is added
 * or multiplied by. How many is known without listing them.
 *
 * @param unit that the values are shown in, as the first is written; "" for none
 */
record SweepRange(Span span, List<Value> listed, Progression progression, String unit) {
  /** Beyond the digits of a double, sums of steps are noise: 0.1 + 0.2 is 0.3. */
  private static final MathContext DIGITS = new MathContext(15);

  /** A step may miss the end by rounding. */
  private static final double SLACK = 1e-9;

  /** A value and how it is shown. */
  record Value(Datum datum, String text) {}

  /** What the numbers of a range are; seconds of durations, percent of percentages. */
  private record Progression(
      Kind kind, double first, double last, double step, boolean multiplies) {
    static final Progression NONE = new Progression(Kind.NUMBER, 0, 0, 0, false);

    /** In doubles: a count beyond a long is as much too large as Long.MAX_VALUE. */
    long count() {
      double steps = multiplies ? Math.log(last / first) / Math.log(step) : (last - first) / step;
      return first == last ? 1 : (long) (Math.floor(steps + SLACK) + 1);
    }

    double at(long index) {
      double exact = multiplies ? first * Math.pow(step, (double) index) : first + step * index;
      return new BigDecimal(exact).round(DIGITS).doubleValue();
    }

    /** Whether steps lead from the first towards the last. */
    boolean arrives() {
      if (first == last) {
        return true;
      }
      if (!multiplies) {
        return step != 0 && step > 0 == last > first;
      }
      boolean grows = Math.abs(last) > Math.abs(first);
      return step > 0 && step != 1 && first * last > 0 && step > 1 == grows;
    }
  }

  private enum Kind {
    NUMBER,
    DURATION,
    PERCENT
  }

  /** The range, or null after a diagnostic. */
  static @Nullable SweepRange read(Statement.Range range, Evaluator evaluator, Scope scope) {
    Datum first = evaluator.evaluate(range.first(), scope);
    if (range.last() == null) {
      return first == null
          ? null
          : new SweepRange(
              range.span(),
              List.of(new Value(first, shown(first, range.first()))),
              Progression.NONE,
              "");
    }
    Datum last = evaluator.evaluate(range.last(), scope);
    Expression by = range.step();
    Datum step = by == null ? new Datum.Whole(1) : evaluator.evaluate(by, scope);
    if (first == null || last == null || step == null) {
      return null;
    }
    Kind kind = kind(first, range.first(), evaluator);
    Kind end = kind(last, range.last(), evaluator);
    Kind stride = by == null ? Kind.NUMBER : kind(step, by, evaluator);
    if (kind == null || end == null || stride == null) {
      return null;
    }
    if (kind != end || stride != (range.multiplies() ? Kind.NUMBER : kind)) {
      evaluator.error(
          Code.WRONG_TYPE,
          range.span(),
          "from %s to %s by %s is no range"
              .formatted(first.kind(), last.kind(), range.multiplies() ? "a factor" : step.kind()),
          by == null && kind == end
              ? "add a step with the same unit, such as by " + first.text()
              : "write all three with a unit, or none");
      return null;
    }
    Progression progression =
        new Progression(
            kind,
            magnitude(first, evaluator),
            magnitude(last, evaluator),
            magnitude(step, evaluator),
            range.multiplies());
    if (!progression.arrives()) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          range.span(),
          "steps %s%s never lead from %s to %s"
              .formatted(
                  range.multiplies() ? "by *" : "by ", step.text(), first.text(), last.text()),
          remedy(progression));
      return null;
    }
    return new SweepRange(range.span(), List.of(), progression, unit(range.first(), kind));
  }

  private static String remedy(Progression p) {
    if (p.multiplies() && (p.first() == 0 || p.first() * p.last() <= 0)) {
      return "start above 0 with a factor, or add: by 1";
    }
    return p.last() < p.first()
        ? "downwards, write by -1 or by *0.5"
        : "upwards, write by 1 or by *2";
  }

  private static @Nullable Kind kind(Datum value, Expression written, Evaluator evaluator) {
    if (value instanceof Datum.Duration) {
      return Kind.DURATION;
    }
    if (value instanceof Datum.Percent) {
      return Kind.PERCENT;
    }
    if (evaluator.asNumber(value) != null) {
      return Kind.NUMBER;
    }
    evaluator.error(
        Code.WRONG_TYPE,
        written.span(),
        "a range goes from number to number, but this is "
            + value.kind()
            + " ("
            + value.text()
            + ")",
        "list other values one by one: a, b, c");
    return null;
  }

  private static double magnitude(Datum value, Evaluator evaluator) {
    Datum number = evaluator.asNumber(value);
    return value instanceof Datum.Percent p
        ? p.percent()
        : Arithmetic.real(number == null ? value : number);
  }

  private static String shown(Datum value, Expression written) {
    return value instanceof Datum.Random
        ? written.span().text()
        : ParameterValues.text(value, written);
  }

  private static String unit(Expression first, Kind kind) {
    if (first instanceof Expression.Numeral n) {
      return n.text().replaceFirst("^-?[0-9.]+", "");
    }
    return kind == Kind.DURATION ? "s" : kind == Kind.PERCENT ? "%" : "";
  }

  /** How many values there are. */
  long count() {
    return listed.isEmpty() ? progression.count() : listed.size();
  }

  /** All of them: ask for the count first. */
  List<Value> values() {
    if (!listed.isEmpty()) {
      return listed;
    }
    List<Value> out = new ArrayList<>();
    for (long i = 0; i < progression.count(); i++) {
      out.add(value(progression.at(i)));
    }
    return out;
  }

  private Value value(double magnitude) {
    double factor =
        switch (progression.kind()) {
          case NUMBER -> Math.max(1, Sizes.factor(unit));
          case DURATION -> Literals.seconds(unit);
          case PERCENT -> 1;
        };
    String text =
        new BigDecimal(magnitude / factor).round(DIGITS).stripTrailingZeros().toPlainString()
            + unit;
    return switch (progression.kind()) {
      case NUMBER -> new Value(Arithmetic.ofReal(magnitude), text);
      case DURATION -> new Value(new Datum.Duration(magnitude, text), text);
      case PERCENT -> new Value(new Datum.Percent(magnitude), text);
    };
  }
}
