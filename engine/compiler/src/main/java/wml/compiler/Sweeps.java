package wml.compiler;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wml.compiler.SweepRange.Value;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * The {@code sweep} statements: a block is executed once per point of a matrix, the last variable
 * fastest. {@code foreach} is a sweep of one listed variable.
 */
final class Sweeps {
  /** Points of one sweep: at a second per run, hours. */
  static final int MAX_POINTS = 10_000;

  /** A variable and what it takes; the ranges are listed only once their product is known. */
  private record Axis(
      Expression.Variable variable, List<SweepRange> ranges, long count, @Nullable Value fixed) {}

  private final Environment environment;
  private final Evaluator evaluator;
  private final ParameterStatements parameters;
  private final SetStatements sets;
  private final Map<String, String> settings;
  private final Map<String, String> point = new LinkedHashMap<>();

  /**
   * @param settings of {@code -D name=value}, as written
   */
  Sweeps(
      Environment environment,
      Evaluator evaluator,
      ParameterStatements parameters,
      SetStatements sets,
      Map<String, String> settings) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.parameters = parameters;
    this.sets = sets;
    this.settings = settings;
  }

  /** The point of the matrix that is being executed: variables and values, outermost first. */
  Map<String, String> point() {
    return point;
  }

  /**
   * Executes a body once per point.
   *
   * @param body returns false if nothing more is to be executed
   * @return false after a diagnostic about the sweep: the body was not executed
   */
  boolean run(Statement.Sweep s, BooleanSupplier body) {
    List<Axis> axes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean good = true;
    for (Statement.Axis a : s.axes()) {
      if (!names.add(a.variable().name())) {
        evaluator.error(
            Code.DUPLICATE_NAME,
            a.variable().span(),
            "$" + a.variable().name() + " is a variable of this sweep already",
            "give each variable one list of values: sweep $a in 1, 2, 10 to 20");
        good = false;
      }
      Axis axis = axis(a);
      good &= axis != null;
      if (axis != null) {
        axes.add(axis);
      }
    }
    if (!good || !isSmall(axes, s.keyword().span())) {
      return false;
    }
    List<List<Value>> values = new ArrayList<>();
    for (Axis axis : axes) {
      List<Value> listed = values(axis);
      if (listed == null) {
        return false;
      }
      values.add(listed);
    }
    Map<String, @Nullable Datum> before = new LinkedHashMap<>();
    axes.forEach(a -> before.put(a.variable().name(), environment.value(a.variable().name())));
    Map<String, String> outer = new LinkedHashMap<>(point);
    walk(axes, values, 0, body);
    point.clear();
    point.putAll(outer);
    if (s.keyword().text().equals("sweep")) { // foreach leaves the last value, as in Filebench
      before.forEach(
          (name, value) -> {
            if (value != null) {
              environment.set(name, value);
            }
          });
    }
    return true;
  }

  private boolean walk(List<Axis> axes, List<List<Value>> values, int depth, BooleanSupplier body) {
    if (depth == axes.size()) {
      return body.getAsBoolean();
    }
    Expression.Variable variable = axes.get(depth).variable();
    for (Value value : values.get(depth)) {
      environment.set(variable, value.datum());
      point.put(variable.name(), value.text());
      if (!walk(axes, values, depth + 1, body)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Axis axis(Statement.Axis a) {
    List<SweepRange> ranges = new ArrayList<>();
    long count = 0;
    for (Statement.Range range : a.values()) {
      SweepRange read = SweepRange.read(range, evaluator, environment);
      if (read == null) {
        return null;
      }
      ranges.add(read);
      count = Math.min(Long.MAX_VALUE - read.count(), count) + read.count();
    }
    if (ranges.isEmpty()) {
      return null; // the parser has said why
    }
    String name = a.variable().name();
    Datum fixed = environment.fixed(name);
    return new Axis(
        a.variable(),
        ranges,
        fixed == null ? count : 1,
        fixed == null ? null : new Value(fixed, settings.getOrDefault(name, fixed.text())));
  }

  private boolean isSmall(List<Axis> axes, Span place) {
    BigInteger points = BigInteger.ONE;
    for (Axis axis : axes) {
      points = points.multiply(BigInteger.valueOf(axis.count()));
    }
    if (points.compareTo(BigInteger.valueOf(MAX_POINTS)) <= 0) {
      return true;
    }
    String factors =
        axes.stream()
            .map(a -> "$%s has %,d".formatted(a.variable().name(), a.count()))
            .collect(Collectors.joining(", "));
    evaluator.error(
        Code.TOO_LARGE,
        place,
        "this sweep has %,d points (%s); the limit is %,d".formatted(points, factors, MAX_POINTS),
        "take larger steps, or narrow a variable with -D");
    return false;
  }

  /** All values of an axis, or null after a diagnostic. */
  private @Nullable List<Value> values(Axis axis) {
    String name = axis.variable().name();
    List<Value> all = new ArrayList<>();
    Value fixed = axis.fixed();
    for (SweepRange range : axis.ranges()) {
      if (fixed != null && range.count() > MAX_POINTS) {
        return List.of(fixed); // whether it is among them isn't worth the time
      }
      for (Value value : range.values()) {
        Datum checked = parameters.check(name, value.datum(), range.span());
        if (checked == null) {
          return null;
        }
        all.add(new Value(named(checked, name), value.text()));
      }
    }
    if (fixed == null) {
      return all;
    }
    boolean foreseen =
        all.stream()
            .anyMatch(
                v ->
                    ParameterValues.isSame(v.datum(), fixed.datum())
                        || v.text().equals(fixed.text()));
    if (!foreseen) {
      evaluator
          .diagnostics()
          .add(
              Diagnostic.of(
                      Code.OVERRIDDEN,
                      axis.variable().span(),
                      "-D %s=%s is none of the values that the file sweeps over"
                          .formatted(name, fixed.text()))
                  .help("it runs with this value alone"));
    }
    return List.of(fixed);
  }

  private Datum named(Datum value, String name) {
    if (!(value instanceof Datum.Random random)) {
      return value;
    }
    RandomDefinition named = random.definition().named(name);
    sets.defer(named);
    return new Datum.Random(named);
  }
}
