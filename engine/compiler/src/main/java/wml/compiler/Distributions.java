package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.random.Distribution;
import wml.api.random.Distribution.Tabular;
import wml.api.random.RandomVariable;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;

/** Turns the definitions of random variables into distributions, with Filebench's formulas. */
final class Distributions {
  private static final List<String> RANDVAR =
      List.of("type", "seed", "min", "mean", "gamma", "round", "randsrc", "randtable", "name");
  private static final List<String> CVAR =
      List.of("type", "parameters", "min", "max", "round", "seed");

  /** Parameters of {@code cvar} types with their defaults. */
  private static final Map<String, Map<String, Double>> CVAR_TYPES = cvarTypes();

  /** A value costs this many logarithms. */
  private static final int MAX_ERLANG_SHAPE = 10_000;

  private final Evaluator evaluator;

  Distributions(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  private static Map<String, Map<String, Double>> cvarTypes() {
    Map<String, Map<String, Double>> types = new LinkedHashMap<>();
    types.put("cvar-uniform", Map.of("lower", 0.0, "upper", 1.0));
    types.put("cvar-normal", Map.of("mean", 0.0, "sigma", 1.0));
    types.put("cvar-lognormal", Map.of("shape", 1.0, "scale", 1.0));
    types.put("cvar-exponential", Map.of("mean", 1.0));
    types.put("cvar-gamma", Map.of("mean", 4096.0, "gamma", 1.5));
    types.put("cvar-erlang", Map.of("shape", 1.0, "rate", 1.0));
    types.put("cvar-weibull", Map.of("shape", 1.0, "scale", 1.0));
    types.put("cvar-triangular", Map.of("lower", 0.0, "upper", 1.0, "mode", 0.5));
    return types;
  }

  /** The types of {@code cvar} and their parameters with defaults. */
  static Map<String, Map<String, Double>> customTypes() {
    return CVAR_TYPES;
  }

  /** The variable of a definition, or null after a diagnostic. */
  @Nullable RandomVariable resolve(RandomDefinition definition, Scope scope) {
    String function = definition.function().text();
    if (function.equals("randvar")) {
      return randvar(definition, scope);
    }
    if (function.equals("cvar")) {
      return cvar(definition, scope);
    }
    String nearest = Nearest.to(function, List.of("randvar", "cvar"));
    evaluator.error(
        Code.UNKNOWN_DISTRIBUTION,
        definition.function().span(),
        "unknown function '" + function + "'",
        nearest == null
            ? "values are randvar(...) and cvar(...)"
            : "did you mean '" + nearest + "'?");
    return null;
  }

  private @Nullable RandomVariable randvar(RandomDefinition d, Scope scope) {
    Map<String, AttributeNode> given = attributes(d, RANDVAR);
    if (given == null) {
      return null;
    }
    String type = word(given, "type", "gamma", scope);
    Double seed = number(given, "seed", 0.0, scope);
    Double min = number(given, "min", Double.NaN, scope);
    Double mean = number(given, "mean", Double.NaN, scope);
    Double gamma = number(given, "gamma", 1500.0, scope);
    Double round = number(given, "round", 0.0, scope);
    String source = word(given, "randsrc", "rand48", scope);
    if (type == null
        || seed == null
        || min == null
        || mean == null
        || gamma == null
        || round == null
        || source == null) {
      return null;
    }
    if (!source.equals("rand48") && !source.equals("urandom")) {
      evaluator.error(
          Code.UNKNOWN_DISTRIBUTION,
          d.span(),
          "unknown randsrc '" + source + "'",
          "sources are rand48 and urandom");
      return null;
    }
    double low = min.isNaN() ? 0 : min;
    Distribution distribution;
    switch (type) {
      case "uniform" -> {
        double middle = mean.isNaN() ? 0 : mean;
        distribution = new Distribution.Uniform(low, 2 * middle - low);
      }
      case "gamma" -> {
        double shape = gamma / 1000;
        if (shape <= 0) {
          return bad(d, "gamma must be above 0");
        }
        double middle = mean.isNaN() ? shape : mean;
        distribution = new Distribution.Gamma(shape, (middle - low) / shape, low);
      }
      case "tabular" -> distribution = tabular(d, given.get("randtable"), min, mean, scope);
      default -> {
        List<String> types = List.of("uniform", "gamma", "tabular");
        String nearest = Nearest.to(type, types);
        evaluator.error(
            Code.UNKNOWN_DISTRIBUTION,
            d.span(),
            "randvar has no type '" + type + "'",
            nearest == null ? "types are " + types : "did you mean '" + nearest + "'?");
        return null;
      }
    }
    return distribution == null
        ? null
        : new RandomVariable(
            d.name(),
            distribution,
            round.longValue(),
            0,
            Double.MAX_VALUE,
            source.equals("rand48"),
            seed.longValue());
  }

  /** (table minimum, table mean) become (min, mean); what is not given stays as in the table. */
  private @Nullable Distribution tabular(
      RandomDefinition d, @Nullable AttributeNode table, double min, double mean, Scope scope) {
    if (table == null || !(table.value() instanceof Expression.Table rows)) {
      evaluator.error(
          Code.BAD_TABLE,
          table == null ? d.span() : table.span(),
          "a tabular variable needs a randtable",
          "write randtable={{percent, min, max}, ...}");
      return null;
    }
    List<Tabular.Row> out = new ArrayList<>();
    long percents = 0;
    for (List<Expression> row : rows.rows()) {
      double[] values = new double[3];
      for (int i = 0; i < row.size() && i < 3; i++) {
        Datum value = evaluator.evaluate(row.get(i), scope);
        if (!(value instanceof Datum.Whole) && !(value instanceof Datum.Real)) {
          if (value != null) {
            evaluator.error(
                Code.BAD_TABLE,
                row.get(i).span(),
                "a table holds numbers, not " + value.kind(),
                null);
          }
          return null;
        }
        values[i] = Arithmetic.real(value);
      }
      boolean percent = values[0] >= 0 && values[0] <= 100 && values[0] == Math.rint(values[0]);
      if (row.size() != 3 || !percent || values[1] > values[2]) {
        Span span = row.isEmpty() ? rows.span() : row.get(0).span();
        evaluator.error(
            Code.BAD_TABLE,
            span,
            "a row is {percent, min, max} with a whole percent and min <= max",
            null);
        return null;
      }
      percents += (long) values[0];
      if (values[0] > 0) {
        out.add(new Tabular.Row((int) values[0], values[1], values[2]));
      }
    }
    if (percents != 100) {
      evaluator.error(
          Code.BAD_TABLE, rows.span(), "the percents add to " + percents + ", not to 100", null);
      return null;
    }
    double tableMin = out.stream().mapToDouble(Tabular.Row::min).min().orElse(0);
    double tableMean = Tabular.tableMean(out);
    double toMin = Double.isNaN(min) ? tableMin : min;
    double toMean = Double.isNaN(mean) ? tableMean : mean;
    double factor = tableMean > tableMin ? (toMean - toMin) / (tableMean - tableMin) : 1;
    return new Tabular(out, toMin - factor * tableMin, factor);
  }

  private @Nullable RandomVariable cvar(RandomDefinition d, Scope scope) {
    Map<String, AttributeNode> given = attributes(d, CVAR);
    if (given == null) {
      return null;
    }
    String type = word(given, "type", "", scope);
    String text = word(given, "parameters", "", scope);
    Double min = number(given, "min", 0.0, scope);
    Double max = number(given, "max", Double.MAX_VALUE, scope);
    Double round = number(given, "round", 0.0, scope);
    if (type == null || text == null || min == null || max == null || round == null) {
      return null;
    }
    Map<String, Double> defaults = CVAR_TYPES.get(type);
    if (defaults == null) {
      String nearest = Nearest.to(type, CVAR_TYPES.keySet());
      evaluator.error(
          Code.UNKNOWN_DISTRIBUTION,
          d.span(),
          "cvar has no type '" + type + "'",
          nearest == null
              ? "types are " + String.join(", ", CVAR_TYPES.keySet())
              : "did you mean '" + nearest + "'?");
      return null;
    }
    Map<String, Double> p = parameters(given.get("parameters"), text, type, defaults);
    if (p == null) {
      return null;
    }
    for (String positive : List.of("shape", "rate", "gamma")) {
      if (p.containsKey(positive) && of(p, positive) <= 0) {
        return bad(d, positive + " must be above 0");
      }
    }
    if (min > max) {
      return bad(d, "min is above max");
    }
    if (type.equals("cvar-erlang") && of(p, "shape") > MAX_ERLANG_SHAPE) {
      return bad(d, "shape must be at most " + MAX_ERLANG_SHAPE + ": each value sums that many");
    }
    Distribution distribution =
        switch (type) {
          case "cvar-uniform" -> new Distribution.Uniform(of(p, "lower"), of(p, "upper"));
          case "cvar-normal" -> new Distribution.Normal(of(p, "mean"), of(p, "sigma"));
          case "cvar-lognormal" -> new Distribution.LogNormal(of(p, "shape"), of(p, "scale"));
          case "cvar-exponential" -> new Distribution.Exponential(of(p, "mean"));
          case "cvar-gamma" ->
              new Distribution.Gamma(of(p, "gamma"), of(p, "mean") / of(p, "gamma"), 0);
          case "cvar-erlang" ->
              new Distribution.Erlang((int) Math.max(1, of(p, "shape")), of(p, "rate"));
          case "cvar-weibull" -> new Distribution.Weibull(of(p, "shape"), of(p, "scale"));
          default -> new Distribution.Triangular(of(p, "lower"), of(p, "upper"), of(p, "mode"));
        };
    if (distribution instanceof Distribution.Triangular t
        && !(t.lower() <= t.mode() && t.mode() <= t.upper() && t.lower() < t.upper())) {
      return bad(d, "a triangle needs lower <= mode <= upper and lower < upper");
    }
    return new RandomVariable(d.name(), distribution, round.longValue(), min, max, false, 0);
  }

  private static double of(Map<String, Double> parameters, String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** Reads {@code k:v;k:v}. */
  private @Nullable Map<String, Double> parameters(
      @Nullable AttributeNode node, String text, String type, Map<String, Double> defaults) {
    Map<String, Double> out = new LinkedHashMap<>(defaults);
    for (String pair : text.split(";")) {
      if (pair.isBlank() || node == null) {
        continue;
      }
      int colon = pair.indexOf(':');
      String key = colon < 0 ? pair.trim() : pair.substring(0, colon).trim();
      if (!defaults.containsKey(key)) {
        String nearest = Nearest.to(key, defaults.keySet());
        evaluator.error(
            Code.UNKNOWN_DISTRIBUTION,
            node.span(),
            type + " has no parameter '" + key + "'",
            nearest == null
                ? "it takes " + String.join(", ", defaults.keySet())
                : "did you mean '" + nearest + "'?");
        return null;
      }
      String value = colon < 0 ? "" : pair.substring(colon + 1).trim();
      Datum number = value.isEmpty() ? null : Literals.number(value);
      if (number == null) {
        evaluator.error(
            Code.BAD_NUMBER,
            node.span(),
            "parameter '" + key + "' needs a number, not '" + value + "'",
            "write " + key + ":NUMBER");
        return null;
      }
      out.put(key, Arithmetic.real(number));
    }
    return out;
  }

  private @Nullable Map<String, AttributeNode> attributes(RandomDefinition d, List<String> known) {
    Map<String, AttributeNode> out = new LinkedHashMap<>();
    boolean good = true;
    for (AttributeNode a : d.attributes()) {
      String name = a.name().text();
      if (!known.contains(name)) {
        String nearest = Nearest.to(name, known);
        evaluator.error(
            Code.UNKNOWN_ATTRIBUTE,
            a.name().span(),
            d.function().text() + " has no attribute '" + name + "'",
            nearest == null
                ? "it takes " + String.join(", ", known)
                : "did you mean '" + nearest + "'?");
        good = false;
      }
      AttributeNode earlier = out.put(name, a);
      if (earlier != null) {
        evaluator
            .diagnostics()
            .add(
                Diagnostic.of(
                        Code.DUPLICATE_ATTRIBUTE,
                        a.name().span(),
                        "attribute '" + name + "' is given twice; this one counts")
                    .related(earlier.span(), "first given here"));
      }
    }
    return good ? out : null;
  }

  private @Nullable Double number(
      Map<String, AttributeNode> given, String name, double otherwise, Scope scope) {
    AttributeNode node = given.get(name);
    if (node == null) {
      return otherwise;
    }
    Datum value = node.value() == null ? null : evaluator.evaluate(node.value(), scope);
    Datum number = value == null ? null : evaluator.asNumber(value);
    if (number != null) {
      return Arithmetic.real(number);
    }
    if (value != null || node.value() == null) {
      evaluator.error(Code.WRONG_TYPE, node.span(), name + " must be a number", null);
    }
    return null;
  }

  private @Nullable String word(
      Map<String, AttributeNode> given, String name, String otherwise, Scope scope) {
    AttributeNode node = given.get(name);
    if (node == null) {
      return otherwise;
    }
    Datum value = node.value() == null ? null : evaluator.evaluate(node.value(), scope);
    if (value instanceof Datum.Random || node.value() == null) {
      evaluator.error(Code.WRONG_TYPE, node.span(), name + " must be a word", null);
      return null;
    }
    return value == null ? null : value.text();
  }

  private @Nullable RandomVariable bad(RandomDefinition d, String why) {
    evaluator.error(Code.BAD_DISTRIBUTION, d.span(), why, null);
    return null;
  }
}
