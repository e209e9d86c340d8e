package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import wml.api.random.Distribution;
import wml.api.random.Distribution.Tabular;
import wml.api.random.RandomVariable;
import wml.api.random.RandomVariable.Unit;
import wml.api.units.Nearest;
import wml.compiler.DistributionType.Arguments;
import wml.compiler.DistributionType.Parameter;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;

/** Turns the definitions of random variables into distributions, with Filebench's formulas. */
final class Distributions {
  private static final List<String> RANDVAR =
      List.of("type", "seed", "min", "mean", "gamma", "round", "randsrc", "randtable", "name");
  private static final List<String> CVAR =
      List.of("type", "parameters", "min", "max", "round", "seed");

  private final Evaluator evaluator;

  Distributions(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The variable of a definition, or null after a diagnostic. */
  @Nullable RandomVariable resolve(RandomDefinition definition, Scope user) {
    Scope scope = definition.scope() == null ? user : definition.scope();
    String function = definition.function().text();
    if (function.equals("randvar")) {
      return randvar(definition, scope);
    }
    if (function.equals("cvar")) {
      return cvar(definition, scope);
    }
    DistributionType type = DistributionTable.function(function);
    if (type != null) {
      return new DistributionReader(evaluator, scope, definition, type).read();
    }
    List<String> known = new ArrayList<>(List.of("randvar", "cvar"));
    DistributionTable.functions().forEach(f -> known.add(f.name()));
    Functions.all().forEach(f -> known.add(f.name()));
    String nearest = Nearest.to(function, known);
    evaluator.error(
        Code.UNKNOWN_DISTRIBUTION,
        definition.function().span(),
        "unknown function '" + function + "'",
        nearest == null
            ? "'wml list distributions' shows those of random variables"
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
    Predicate<Datum> number = v -> v instanceof Datum.Whole || v instanceof Datum.Real;
    List<Tabular.Row> out = new TableReader(evaluator, scope).rows(rows, number, number);
    if (out == null) {
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
    DistributionType known = DistributionTable.cvars().get(type);
    if (known == null) {
      Set<String> types = DistributionTable.cvars().keySet();
      String nearest = Nearest.to(type, types);
      evaluator.error(
          Code.UNKNOWN_DISTRIBUTION,
          d.span(),
          "cvar has no type '" + type + "'",
          nearest == null
              ? "types are " + String.join(", ", types)
              : "did you mean '" + nearest + "'?");
      return null;
    }
    Map<String, Double> p = parameters(given.get("parameters"), text, known);
    if (p == null) {
      return null;
    }
    for (Parameter parameter : known.parameters()) {
      if (!parameter.allows(p.getOrDefault(parameter.name(), 0.0))) {
        return bad(d, parameter.name() + " must be " + parameter.limits());
      }
    }
    if (min > max) {
      return bad(d, "min is above max");
    }
    try {
      Distribution distribution = known.build().apply(new Arguments(p, List.of(), Unit.NUMBER));
      return new RandomVariable(d.name(), distribution, round.longValue(), min, max, false, 0);
    } catch (IllegalArgumentException e) {
      return bad(d, String.valueOf(e.getMessage()));
    }
  }

  /** Reads {@code k:v;k:v}. */
  private @Nullable Map<String, Double> parameters(
      @Nullable AttributeNode node, String text, DistributionType type) {
    Map<String, Double> out = new LinkedHashMap<>();
    for (Parameter parameter : type.parameters()) {
      out.put(parameter.name(), Double.valueOf(String.valueOf(parameter.otherwise())));
    }
    for (String pair : text.split(";")) {
      if (pair.isBlank() || node == null) {
        continue;
      }
      int colon = pair.indexOf(':');
      String key = colon < 0 ? pair.trim() : pair.substring(0, colon).trim();
      if (type.parameter(key) == null) {
        String nearest = Nearest.to(key, out.keySet());
        evaluator.error(
            Code.UNKNOWN_DISTRIBUTION,
            node.span(),
            type.name() + " has no parameter '" + key + "'",
            nearest == null
                ? "it takes " + String.join(", ", out.keySet())
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
    boolean good = d.arguments().isEmpty();
    if (!good) {
      evaluator.error(
          Code.UNKNOWN_DISTRIBUTION,
          d.arguments().getFirst().span(),
          d.function().text() + " takes no values without a name",
          "it takes " + String.join(", ", known));
    }
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
