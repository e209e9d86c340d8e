package wml.compiler;

import org.jspecify.annotations.Nullable;
import wml.api.plan.Assertion;
import wml.api.plan.Condition;
import wml.api.plan.Condition.Relation;
import wml.api.plan.Quantity;
import wml.api.plan.Quantity.Measure;
import wml.api.plan.Quantity.Operation;
import wml.api.plan.Quantity.Subject;
import wml.api.plan.RunPlan;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Expression.Operator;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * Turns the condition of an assert statement into a tree over the result of the run before it. What
 * holds no metric has its value now; durations and numbers are told apart now, too.
 */
final class Assertions {
  /** A number and whether it is a duration. */
  private record Typed(Quantity quantity, boolean duration) {
    String kind() {
      return duration ? "a duration" : "a number";
    }
  }

  private final Evaluator evaluator;
  private final Scope scope;
  private final AssertionSubjects subjects;

  Assertions(Evaluator evaluator, Scope scope, RunPlan run) {
    this.evaluator = evaluator;
    this.scope = scope;
    this.subjects = new AssertionSubjects(run);
  }

  /** The assertion, or null after a diagnostic. */
  @Nullable Assertion plan(Statement.Assertion a) {
    Condition condition = condition(a.condition());
    String text = a.condition().span().text().replaceAll("\\s+", " ");
    return condition == null
        ? null
        : new Assertion(text, condition, Positions.of(a.condition().span()));
  }

  /** A number of a run's result, or null after a diagnostic. */
  MetricText.@Nullable Metric metric(Expression e, String text) {
    Typed typed = quantity(e);
    if (typed == null) {
      return null;
    }
    Quantity.Unit unit =
        typed.quantity() instanceof Quantity.Metric m
            ? m.measure().unit()
            : typed.duration() ? Quantity.Unit.DURATION : Quantity.Unit.NUMBER;
    return new MetricText.Metric(text, typed.quantity(), unit);
  }

  /** Whether anything but what is known before a run may be meant. */
  static boolean hasCall(Expression e) {
    return switch (e) {
      case Expression.Binary b -> hasCall(b.left()) || hasCall(b.right());
      case Expression.Not n -> hasCall(n.operand());
      case Expression.Call c -> true;
      default -> false;
    };
  }

  private static boolean hasMetric(Expression e) {
    return switch (e) {
      case Expression.Binary b -> hasMetric(b.left()) || hasMetric(b.right());
      case Expression.Not n -> hasMetric(n.operand());
      case Expression.Call c ->
          Metrics.isMetric(c) || c.arguments().stream().anyMatch(Assertions::hasMetric);
      default -> false;
    };
  }

  private @Nullable Condition condition(Expression e) {
    if (!hasMetric(e)) {
      Datum known = hasOnlyFunctions(e) ? evaluator.condition(e, scope) : null;
      return known == null ? null : new Condition.Known(known.equals(new Datum.Flag(true)));
    }
    return switch (e) {
      case Expression.Not n -> {
        Condition operand = condition(n.operand());
        yield operand == null ? null : new Condition.Not(operand);
      }
      case Expression.Binary b when b.operator() == Operator.AND || b.operator() == Operator.OR -> {
        Condition left = condition(b.left());
        Condition right = condition(b.right());
        yield left == null || right == null
            ? null
            : b.operator() == Operator.AND
                ? new Condition.Both(left, right)
                : new Condition.Either(left, right);
      }
      case Expression.Binary b when relation(b.operator()) != null -> comparison(b);
      default -> {
        if (quantity(e) != null) {
          evaluator.error(
              Code.WRONG_TYPE,
              e.span(),
              "this is a number, not a condition",
              "compare it with something: ==, !=, <, <=, >, >=");
        }
        yield null;
      }
    };
  }

  /** A misspelt metric looks like a distribution, which no condition can hold. */
  private boolean hasOnlyFunctions(Expression e) {
    return switch (e) {
      case Expression.Binary b -> hasOnlyFunctions(b.left()) && hasOnlyFunctions(b.right());
      case Expression.Not n -> hasOnlyFunctions(n.operand());
      case Expression.Call c when Functions.find(c.function().text()) == null -> {
        unknown(c);
        yield false;
      }
      default -> true;
    };
  }

  private void unknown(Expression.Call c) {
    String name = c.function().text();
    if (Metrics.find(name) != null) {
      evaluator.error(Code.WRONG_TYPE, c.span(), name + " takes one name", takesOne(name));
      return;
    }
    String nearest = evaluator.nearest(name, Metrics.names());
    evaluator.error(
        Code.MISPLACED,
        c.function().span(),
        "'" + name + "' is not measured by a run",
        nearest != null
            ? "did you mean '" + nearest + "'?"
            : "metrics are p0 to p100, "
                + String.join(", ", Metrics.names().subList(1, Metrics.names().size())));
  }

  private static @Nullable Relation relation(Operator operator) {
    return switch (operator) {
      case LESS -> Relation.LESS;
      case LESS_OR_EQUAL -> Relation.LESS_OR_EQUAL;
      case GREATER -> Relation.GREATER;
      case GREATER_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
      case SAME -> Relation.SAME;
      case DIFFERENT -> Relation.DIFFERENT;
      default -> null;
    };
  }

  private @Nullable Condition comparison(Expression.Binary b) {
    Relation relation = relation(b.operator());
    Typed left = quantity(b.left());
    Typed right = quantity(b.right());
    if (left == null || right == null || relation == null) {
      return null;
    }
    if (left.duration() != right.duration()) {
      Expression number = left.duration() ? b.right() : b.left();
      evaluator.error(
          Code.WRONG_TYPE,
          number.span(),
          "'%s' compares %s with %s".formatted(b.operator().sign(), left.kind(), right.kind()),
          number instanceof Expression.Numeral n && Character.isDigit(n.text().charAt(0))
              ? "write " + n.text().replaceAll("[^0-9.].*", "") + "ms, or another unit of time"
              : "durations have a unit of time, such as 5ms");
      return null;
    }
    return new Condition.Comparison(relation, left.quantity(), right.quantity());
  }

  private @Nullable Typed quantity(Expression e) {
    if (!hasMetric(e)) {
      return constant(e);
    }
    return switch (e) {
      case Expression.Call c when Metrics.isMetric(c) -> metric(c);
      case Expression.Call c -> extreme(c);
      case Expression.Binary b when operation(b.operator()) != null -> computed(b);
      default -> {
        evaluator.error(
            Code.WRONG_TYPE, e.span(), "a number is needed here, not a condition", null);
        yield null;
      }
    };
  }

  private @Nullable Typed constant(Expression e) {
    Datum value = hasOnlyFunctions(e) ? evaluator.evaluate(e, scope) : null;
    Datum number = value == null ? null : evaluator.asNumber(value);
    Datum known = number == null ? value : number;
    if (known instanceof Datum.Duration d) {
      return new Typed(new Quantity.Constant(d.seconds()), true);
    }
    if (known != null && Arithmetic.isNumber(known)) {
      return new Typed(new Quantity.Constant(Arithmetic.real(known)), false);
    }
    if (known != null && !(known instanceof Datum.Random)) {
      evaluator.error(
          Code.WRONG_TYPE,
          e.span(),
          "a number is needed here, not " + known.kind() + " (" + known.text() + ")",
          null);
    }
    return null;
  }

  private @Nullable Typed metric(Expression.Call c) {
    String function = c.function().text();
    Measure measure = Metrics.find(function);
    double percent = Metrics.percent(function);
    if (measure == null || c.arguments().size() != 1) {
      evaluator.error(Code.WRONG_TYPE, c.span(), function + " takes one name", takesOne(function));
      return null;
    }
    if (percent > 100) {
      evaluator.error(
          Code.OUT_OF_RANGE, c.function().span(), "percentiles go from p0 to p100", null);
      return null;
    }
    Datum name = evaluator.evaluate(c.arguments().get(0), scope);
    Span place = c.arguments().get(0).span();
    Subject subject = name == null ? null : subject(name.text(), measure, function, place);
    if (name == null || subject == null) {
      return null;
    }
    Quantity quantity =
        new Quantity.Metric(function + "(" + name.text() + ")", measure, percent, subject);
    return new Typed(quantity, measure.unit() == Quantity.Unit.DURATION);
  }

  private static String takesOne(String function) {
    return "write " + function + "(all)";
  }

  private @Nullable Subject subject(String name, Measure measure, String function, Span span) {
    Subject found = measure.isOfThreads() ? subjects.findAround(name) : subjects.find(name);
    if (found == null && subjects.find(name) != null) {
      evaluator.error(
          Code.WRONG_TYPE,
          span,
          "'%s' is a flowop, and %s are counted for whole threads".formatted(name, function),
          "write %s(THREAD), %s(PROCESS) or %s(all)".formatted(function, function, function));
      return null;
    }
    if (found == null && evaluator.isUndefined(name)) {
      String nearest = evaluator.nearest(name, subjects.names());
      evaluator.error(
          Code.UNKNOWN_FLOWOP_NAME,
          span,
          "the run has no flowop, thread, process or vm named '" + name + "'",
          nearest != null
              ? "did you mean '" + nearest + "'?"
              : "'" + AssertionSubjects.ALL + "' stands for all of them");
    }
    return found;
  }

  private @Nullable Typed extreme(Expression.Call c) {
    String function = c.function().text();
    if (function.equals("abs") && c.attributes().isEmpty() && c.arguments().size() == 1) {
      return magnitude(c.arguments().get(0));
    }
    boolean known = function.equals("min") || function.equals("max");
    if (!known || !c.attributes().isEmpty()) {
      evaluator.error(
          Code.WRONG_TYPE,
          c.span(),
          function + " can't be computed from what a run measures",
          "min, max and abs can");
      return null;
    }
    Typed result = null;
    for (Expression argument : c.arguments()) {
      Typed next = quantity(argument);
      if (next == null) {
        return null;
      }
      Operation operation = function.equals("min") ? Operation.LEAST : Operation.GREATEST;
      Typed before = result;
      result = before == null ? next : combined(operation, before, next, argument.span());
      if (result == null) {
        return null;
      }
    }
    return result;
  }

  /** The larger of a quantity and its negative. */
  private @Nullable Typed magnitude(Expression argument) {
    Typed inner = quantity(argument);
    if (inner == null) {
      return null;
    }
    Quantity quantity = inner.quantity();
    Quantity negative =
        new Quantity.Computed(Operation.SUBTRACT, new Quantity.Constant(0), quantity);
    return new Typed(
        new Quantity.Computed(Operation.GREATEST, quantity, negative), inner.duration());
  }

  private static @Nullable Operation operation(Operator operator) {
    return switch (operator) {
      case ADD -> Operation.ADD;
      case SUBTRACT -> Operation.SUBTRACT;
      case MULTIPLY -> Operation.MULTIPLY;
      case DIVIDE -> Operation.DIVIDE;
      case REMAINDER -> Operation.REMAINDER;
      default -> null;
    };
  }

  private @Nullable Typed computed(Expression.Binary b) {
    Operation operation = operation(b.operator());
    Typed left = quantity(b.left());
    Typed right = quantity(b.right());
    return operation == null || left == null || right == null
        ? null
        : combined(operation, left, right, b.span());
  }

  private @Nullable Typed combined(Operation operation, Typed left, Typed right, Span span) {
    boolean both = left.duration() && right.duration();
    boolean none = !left.duration() && !right.duration();
    boolean fits =
        switch (operation) {
          case ADD, SUBTRACT, LEAST, GREATEST -> both || none;
          case MULTIPLY -> !both;
          case DIVIDE -> left.duration() || none;
          case REMAINDER -> none;
        };
    if (!fits) {
      evaluator.error(
          Code.WRONG_TYPE,
          span,
          "this makes no sense between " + left.kind() + " and " + right.kind(),
          "durations are added to durations and multiplied by numbers");
      return null;
    }
    boolean duration =
        operation == Operation.DIVIDE
            ? left.duration() && !right.duration()
            : left.duration() || right.duration();
    return new Typed(new Quantity.Computed(operation, left.quantity(), right.quantity()), duration);
  }
}
