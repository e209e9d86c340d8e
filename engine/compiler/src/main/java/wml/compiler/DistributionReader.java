package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.random.Distribution;
import wml.api.random.Distribution.Tabular;
import wml.api.random.RandomVariable;
import wml.api.random.RandomVariable.Unit;
import wml.api.units.Nearest;
import wml.compiler.DistributionType.Arguments;
import wml.compiler.DistributionType.Kind;
import wml.compiler.DistributionType.Parameter;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;

/**
 * Reads one call of a function that makes a random variable, such as {@code normal(4k, sd=1k)}.
 * Everything wrong is reported once, and {@link #read} gives null.
 */
final class DistributionReader {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Evaluator evaluator;
  private final Scope scope;
  private final RandomDefinition definition;
  private final DistributionType type;
  private final Map<String, Double> numbers = new LinkedHashMap<>();
  private List<Tabular.Row> rows = List.of();

  /** The unit of the values so far; null while all of them are 0, which has every unit. */
  private @Nullable Unit unit;

  private String unitFrom = "";

  DistributionReader(
      Evaluator evaluator, Scope scope, RandomDefinition definition, DistributionType type) {
    this.evaluator = evaluator;
    this.scope = scope;
    this.definition = definition;
    this.type = type;
  }

  @Nullable RandomVariable read() {
    Map<Parameter, Expression> given = matched();
    if (given == null) {
      return null;
    }
    for (Map.Entry<Parameter, Expression> e : given.entrySet()) {
      boolean good =
          e.getKey().kind() == Kind.TABLE ? table(e.getValue()) : number(e.getKey(), e.getValue());
      if (!good) {
        return null;
      }
    }
    for (Parameter p : type.parameters()) {
      String otherwise = p.otherwise();
      if (otherwise == null && !given.containsKey(p)) {
        return bad(type.name() + " needs " + p.name() + ": " + p.doc());
      }
      if (otherwise != null && otherwise.matches("[0-9]+")) {
        numbers.putIfAbsent(p.name(), Double.valueOf(otherwise));
      }
    }
    try {
      return variable();
    } catch (IllegalArgumentException e) {
      return bad(String.valueOf(e.getMessage()));
    }
  }

  private RandomVariable variable() {
    Unit drawn = unit == null ? Unit.NUMBER : unit;
    double min = numbers.getOrDefault("min", 0.0);
    double max = numbers.getOrDefault("max", Double.MAX_VALUE);
    if (min > max) {
      throw new IllegalArgumentException("min is above max");
    }
    Distribution distribution = type.build().apply(new Arguments(numbers, rows, drawn));
    Double items = numbers.get("items");
    if (items != null) {
      if (numbers.containsKey("max")) {
        throw new IllegalArgumentException("items and max both say how many; leave one out");
      }
      max = min + items - 1;
    }
    double round = numbers.getOrDefault("round", 0.0);
    return new RandomVariable(definition.name(), distribution, drawn, round, min, max, false, 0);
  }

  /** Which parameter each argument is for. */
  private @Nullable Map<Parameter, Expression> matched() {
    Map<Parameter, Expression> out = new LinkedHashMap<>();
    List<Expression> positional = definition.arguments();
    if (positional.size() > type.parameters().size()) {
      error(
          Code.UNKNOWN_DISTRIBUTION,
          positional.get(type.parameters().size()).span(),
          type.name() + " takes no more arguments",
          "write " + type.synopsis());
      return null;
    }
    for (int i = 0; i < positional.size(); i++) {
      out.put(type.parameters().get(i), positional.get(i));
    }
    for (AttributeNode node : definition.attributes()) {
      String name = node.name().text();
      Parameter parameter = type.parameter(name);
      if (parameter == null) {
        List<String> known = type.parameters().stream().map(Parameter::name).toList();
        String nearest = Nearest.to(name, known);
        error(
            Code.UNKNOWN_DISTRIBUTION,
            node.name().span(),
            type.name() + " has no parameter '" + name + "'",
            nearest == null ? "write " + type.synopsis() : "did you mean '" + nearest + "'?");
        return null;
      }
      Expression value = node.value();
      if (value == null || out.put(parameter, value) != null) {
        error(
            Code.BAD_DISTRIBUTION,
            node.span(),
            value == null ? name + " has no value" : name + " is given twice",
            "write " + type.synopsis());
        return null;
      }
    }
    return out;
  }

  private boolean number(Parameter parameter, Expression expression) {
    Datum datum = evaluator.evaluate(expression, scope);
    if (datum == null) {
      return false;
    }
    Datum computed = evaluator.asNumber(datum);
    Datum value = computed == null ? datum : computed;
    boolean fits =
        switch (parameter.kind()) {
          case VALUE -> Arithmetic.isNumber(value) || value instanceof Datum.Duration;
          case PURE -> value instanceof Datum.Whole || value instanceof Datum.Real;
          case WHOLE -> value instanceof Datum.Whole;
          case PERCENT -> value instanceof Datum.Percent;
          case TABLE -> false;
        };
    if (!fits) {
      error(
          Code.WRONG_TYPE,
          expression.span(),
          "%s must be %s, not %s (%s)"
              .formatted(parameter.name(), parameter.kind().words(), value.kind(), value.text()),
          parameter.doc());
      return false;
    }
    double number = Arithmetic.real(value);
    if (!parameter.allows(number)) {
      error(
          Code.BAD_DISTRIBUTION,
          expression.span(),
          "%s is %s but must be %s".formatted(parameter.name(), value.text(), parameter.limits()),
          parameter.doc());
      return false;
    }
    if (parameter.kind() == Kind.VALUE && !sameUnit(parameter.name(), value, expression.span())) {
      return false;
    }
    numbers.put(
        parameter.name(), value instanceof Datum.Duration ? number * NANOS_PER_SECOND : number);
    return true;
  }

  private boolean sameUnit(String name, Datum value, Span span) {
    Unit own =
        switch (value) {
          case Datum.Duration d -> Unit.NANOSECONDS;
          case Datum.Percent p -> Unit.FRACTION;
          default -> Unit.NUMBER;
        };
    if (own == Unit.NUMBER && Arithmetic.real(value) == 0) {
      return true;
    }
    if (unit != null && unit != own) {
      error(
          Code.WRONG_TYPE,
          span,
          "%s is %s, but %s is %s".formatted(name, words(own), unitFrom, words(unit)),
          "give all values of a distribution the same unit");
      return false;
    }
    unit = own;
    unitFrom = name;
    return true;
  }

  private static String words(Unit unit) {
    return switch (unit) {
      case NUMBER -> "a number";
      case NANOSECONDS -> "a duration";
      case FRACTION -> "a percentage";
    };
  }

  private boolean table(Expression expression) {
    if (!(expression instanceof Expression.Table table)) {
      error(
          Code.BAD_TABLE,
          expression.span(),
          type.name() + " needs a table",
          "write tabular({{percent, min, max}, ...})");
      return false;
    }
    Set<Class<? extends Datum>> percents = Set.of(Datum.Whole.class, Datum.Percent.class);
    List<Tabular.Row> read =
        new TableReader(evaluator, scope)
            .rows(
                table,
                value -> percents.contains(value.getClass()),
                value -> Arithmetic.isNumber(value) || value instanceof Datum.Duration);
    if (read == null) {
      return false;
    }
    List<Tabular.Row> scaled = new ArrayList<>();
    for (List<Expression> row : table.rows()) {
      for (Expression cell : row.subList(1, row.size())) {
        Datum value = evaluator.evaluate(cell, scope);
        if (value == null || !sameUnit("the table's value", value, cell.span())) {
          return false;
        }
      }
    }
    double factor = unit == Unit.NANOSECONDS ? NANOS_PER_SECOND : 1;
    for (Tabular.Row row : read) {
      scaled.add(new Tabular.Row(row.percent(), row.min() * factor, row.max() * factor));
    }
    rows = scaled;
    return true;
  }

  private @Nullable RandomVariable bad(String why) {
    error(Code.BAD_DISTRIBUTION, definition.span(), why, "write " + type.synopsis());
    return null;
  }

  private void error(Code code, Span span, String message, @Nullable String help) {
    evaluator.error(code, span, message, help);
  }
}
