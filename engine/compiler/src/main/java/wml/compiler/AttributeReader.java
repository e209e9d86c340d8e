package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.flowop.CommonAttributes;
import wml.api.plan.Arrivals;
import wml.api.plan.Value;
import wml.api.random.RandomVariable;
import wml.api.random.RandomVariable.Unit;
import wml.api.random.Ranking;
import wml.api.target.TargetInfo;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Span;

/** Checks attributes against what is declared and resolves their values. */
final class AttributeReader {
  /** An attribute that was given. */
  record Given(Value value, AttributeNode node) {}

  private final Evaluator evaluator;
  private final Distributions distributions;
  private final CurrentTarget target;

  AttributeReader(Evaluator evaluator, Distributions distributions, CurrentTarget target) {
    this.evaluator = evaluator;
    this.distributions = distributions;
    this.target = target;
  }

  /**
   * The given attributes by canonical name.
   *
   * @param owner for messages, such as "fileset" or "flowop read"
   * @param place where a missing attribute is reported
   */
  Map<String, Given> read(
      List<AttributeNode> nodes, List<Attribute> declared, String owner, Span place, Scope scope) {
    Map<String, Given> out = new LinkedHashMap<>();
    for (Map.Entry<String, AttributeNode> e : named(nodes, declared, owner, place).entrySet()) {
      Attribute attribute = find(declared, e.getKey());
      Value value = attribute == null ? null : value(attribute, e.getValue(), scope);
      if (attribute != null && value != null) {
        checkCapability(attribute, value, e.getValue());
        out.put(e.getKey(), new Given(value, e.getValue()));
      }
    }
    return out;
  }

  /** Checks names only: unknown, given twice, missing. */
  Map<String, AttributeNode> named(
      List<AttributeNode> nodes, List<Attribute> declared, String owner, Span place) {
    Map<String, AttributeNode> out = new LinkedHashMap<>();
    for (AttributeNode node : nodes) {
      Attribute attribute = node.parameter() ? null : find(declared, node.name().text());
      if (attribute == null && node.name().text().equals("posset") && owner.startsWith("flowop ")) {
        evaluator
            .legacy()
            .ignored(
                "posset=",
                node.name().span(),
                "'posset' has no effect",
                "write random, or indexed= with a random variable");
        continue;
      }
      if (attribute == null) {
        unknown(node, declared, owner);
        continue;
      }
      AttributeNode earlier = out.put(attribute.name(), node);
      if (earlier != null) {
        evaluator
            .diagnostics()
            .add(
                Diagnostic.of(
                        Code.DUPLICATE_ATTRIBUTE,
                        node.name().span(),
                        "attribute '" + node.name().text() + "' is given twice; this one counts")
                    .related(earlier.span(), "first given here"));
      }
    }
    for (Attribute attribute : declared) {
      if (attribute.required() && !out.containsKey(attribute.name()) && evaluator.readAll()) {
        evaluator.error(
            Code.MISSING_ATTRIBUTE,
            place,
            owner + " needs the attribute '" + attribute.name() + "'",
            "add " + attribute.name() + "=...: " + attribute.doc());
      }
    }
    return out;
  }

  private void unknown(AttributeNode node, List<Attribute> declared, String owner) {
    List<String> names = new ArrayList<>();
    for (Attribute attribute : declared) {
      names.add(attribute.name());
      names.addAll(attribute.aliases());
    }
    String name = node.name().text();
    String nearest = Nearest.to(name, names);
    evaluator.error(
        Code.UNKNOWN_ATTRIBUTE,
        node.name().span(),
        (node.parameter() ? "unknown parameter '$" : "unknown attribute '")
            + name
            + "' of "
            + owner,
        nearest != null
            ? "did you mean '" + nearest + "'?"
            : owner + " takes " + String.join(", ", names));
  }

  static @Nullable Attribute find(List<Attribute> declared, String name) {
    for (Attribute attribute : declared) {
      if (attribute.name().equals(name) || attribute.aliases().contains(name)) {
        return attribute;
      }
    }
    return null;
  }

  private @Nullable Value value(Attribute attribute, AttributeNode node, Scope scope) {
    Datum datum =
        node.value() == null ? new Datum.Flag(true) : evaluator.evaluate(node.value(), scope);
    if (datum == null) {
      return null;
    }
    if (node.value() == null
        && attribute.type() != Attribute.Type.FLAG
        && attribute.type() != Attribute.Type.PERCENT) {
      evaluator.error(
          Code.WRONG_TYPE,
          node.span(),
          "attribute '" + attribute.name() + "' needs a value",
          "write " + attribute.name() + "=" + attribute.takes());
      return null;
    }
    Span span = node.value() == null ? node.span() : node.value().span();
    if (datum instanceof Datum.Random random && takesRandom(attribute)) {
      RandomVariable variable = distributions.resolve(random.definition(), scope);
      boolean good = variable != null && fits(attribute, variable, span);
      return good && variable != null ? new Value.Random(variable) : null;
    }
    Value value =
        switch (attribute.type()) {
          case NUMBER -> number(datum);
          case FLAG -> flag(datum);
          case RATE -> rate(datum);
          case TEXT -> datum instanceof Datum.Random ? null : new Value.Text(datum.text());
          case PERCENT -> percent(datum);
          case DURATION -> duration(datum);
          case CHOICE -> datum instanceof Datum.Text t ? new Value.Text(t.value()) : null;
        };
    if (value == null) {
      evaluator.error(
          Code.WRONG_TYPE,
          span,
          "attribute '%s' must be %s, not %s (%s)"
              .formatted(attribute.name(), attribute.takes(), datum.kind(), datum.text()),
          null);
      return null;
    }
    if (attribute.type() == Attribute.Type.CHOICE
        && !attribute.choices().contains(value.toString())) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          span,
          "%s is '%s'%s"
              .formatted(
                  attribute.name(), value, Nearest.hint(value.toString(), attribute.choices())),
          "it may be " + attribute.takes());
      return null;
    }
    if (value instanceof Value.Whole whole
        && attribute.type() != Attribute.Type.FLAG
        && (whole.value() < attribute.min() || whole.value() > attribute.max())) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          span,
          "attribute '%s' is %d but must be %s"
              .formatted(attribute.name(), whole.value(), range(attribute)),
          attribute.doc());
      return null;
    }
    if (value instanceof Value.Rate r
        && r.arrivals() instanceof Arrivals.Constant c
        && !(c.perSecond() >= Arrivals.MIN_PER_SECOND
            && c.perSecond() <= Arrivals.MAX_PER_SECOND)) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          span,
          attribute.name() + " is " + datum.text() + ", which is no possible rate",
          "it may be above 0 and up to 1,000,000,000 per second, one per nanosecond");
      return null;
    }
    if (value instanceof Value.Duration d && d.nanos() < attribute.min()) {
      evaluator.error(Code.OUT_OF_RANGE, span, attribute.name() + " is negative", attribute.doc());
      return null;
    }
    return value;
  }

  private static String range(Attribute attribute) {
    return attribute.max() == Long.MAX_VALUE
        ? "at least " + attribute.min()
        : "from " + attribute.min() + " to " + attribute.max();
  }

  /** How often, or null; a wrong random variable has been reported. */
  @Nullable Value count(Datum given, Span span, Scope scope) {
    if (!(given instanceof Datum.Random random)) {
      return number(given);
    }
    RandomVariable variable = distributions.resolve(random.definition(), scope);
    boolean good = variable != null && fits(CommonAttributes.ITERS, variable, span);
    return good && variable != null ? new Value.Random(variable) : null;
  }

  private static boolean takesRandom(Attribute attribute) {
    return switch (attribute.type()) {
      case NUMBER, DURATION -> true;
      case CHOICE -> attribute.ranks();
      case FLAG, TEXT, PERCENT, RATE -> false;
    };
  }

  /** Whether a random variable's values make sense as the values of an attribute. */
  private boolean fits(Attribute attribute, RandomVariable variable, Span span) {
    boolean ranking = variable.distribution() instanceof Ranking;
    boolean limited = variable.max() < Double.MAX_VALUE;
    Unit unit = attribute.type() == Attribute.Type.DURATION ? Unit.NANOSECONDS : Unit.NUMBER;
    String name = attribute.name();
    if (attribute.ranks() && ranking) {
      return !(limited || variable.min() != 0 || variable.round() != 0)
          || unfit(
              span,
              "'" + name + "' knows its items; this one has limits of its own",
              "leave items, min, max and round out");
    }
    boolean fraction = variable.unit() == Unit.FRACTION;
    if (fraction && !attribute.ranks()) {
      return unfit(
          span,
          "'" + name + "' has no range that percentages could be of",
          unit == Unit.NUMBER ? "write numbers, such as 4k" : "write durations, such as 5ms");
    }
    if (!fraction && variable.unit() != unit) {
      return unfit(
          span,
          unit == Unit.NUMBER
              ? "'" + name + "' takes numbers, but this draws durations"
              : "'" + name + "' takes durations, but this draws numbers",
          unit == Unit.NUMBER
              ? "leave the units of time out; pauses are written think=..."
              : "give its values a unit of time, such as exponential(mean=5ms)");
    }
    return !ranking
        || limited
        || unfit(
            span,
            "'" + name + "' draws plain values, and it is not said among how many items",
            "add items=, or min= and max=");
  }

  private boolean unfit(Span span, String message, String help) {
    evaluator.error(Code.BAD_DISTRIBUTION, span, message, help);
    return false;
  }

  private @Nullable Value number(Datum given) {
    Datum number = evaluator.asNumber(given);
    return number instanceof Datum.Whole w ? new Value.Whole(w.value()) : null;
  }

  private @Nullable Value rate(Datum given) {
    Datum number = evaluator.asNumber(given);
    return number != null && Arithmetic.isNumber(number)
        ? new Value.Rate(new Arrivals.Constant(Arithmetic.real(number)))
        : null;
  }

  /** A number is seconds. */
  private @Nullable Value duration(Datum given) {
    Datum number = evaluator.asNumber(given);
    Datum datum = number == null ? given : number;
    boolean time =
        datum instanceof Datum.Whole
            || datum instanceof Datum.Real
            || datum instanceof Datum.Duration;
    return time ? new Value.Duration(Math.round(Arithmetic.real(datum) * 1e9)) : null;
  }

  private static @Nullable Value flag(Datum datum) {
    return switch (datum) {
      case Datum.Flag f -> new Value.Flag(f.value());
      case Datum.Whole w -> new Value.Flag(w.value() != 0);
      default -> null;
    };
  }

  private static @Nullable Value percent(Datum datum) {
    return switch (datum) {
      case Datum.Flag f -> new Value.Whole(f.value() ? 100 : 0);
      case Datum.Percent p when p.percent() == Math.rint(p.percent()) ->
          new Value.Whole((long) p.percent());
      case Datum.Whole w -> new Value.Whole(w.value());
      default -> null;
    };
  }

  /** Whose capabilities are checked; null: nobody's. */
  @Nullable TargetInfo target() {
    return target.info();
  }

  private void checkCapability(Attribute attribute, Value value, AttributeNode node) {
    TargetInfo info = target.info();
    if (attribute.needs() == null
        || info == null
        || info.capabilities().contains(attribute.needs())
        || value.equals(new Value.Flag(false))) {
      return;
    }
    evaluator.error(
        Code.CAPABILITY,
        node.span(),
        "target '%s' can't do '%s': it lacks %s"
            .formatted(info.name(), attribute.name(), attribute.needs().getSimpleName()),
        "choose another --target, or leave the attribute out");
  }
}
