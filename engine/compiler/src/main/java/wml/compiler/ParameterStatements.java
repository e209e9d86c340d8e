package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Parameter;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** The {@code param} statements: variables that the outside may set, within limits. */
final class ParameterStatements {
  private static final List<String> TYPES =
      List.of(Parameter.Type.values()).stream().map(Parameter.Type::word).toList();

  /** A parameter with its limits as values. */
  private record Declared(
      Parameter parameter,
      Span span,
      @Nullable Datum min,
      @Nullable Datum max,
      List<Datum> values) {}

  private final Environment environment;
  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final Map<String, String> settings;
  private final Map<String, Declared> declared = new LinkedHashMap<>();

  /**
   * @param settings of {@code -D name=value}, as written
   */
  ParameterStatements(
      Environment environment,
      Evaluator evaluator,
      AttributeReader reader,
      Map<String, String> settings) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.reader = reader;
    this.settings = settings;
  }

  /** In the order of the script. */
  List<Parameter> all() {
    return declared.values().stream().map(Declared::parameter).toList();
  }

  void param(Statement.Param p) {
    Expression.Variable v = p.variable();
    Declared earlier = declared.get(v.name());
    if (earlier != null && earlier.span().equals(v.span())) {
      return; // the file is included twice
    }
    Span before = earlier == null ? environment.settingOf(v.name()) : earlier.span();
    if (before != null) {
      Diagnostic d =
          Diagnostic.of(Code.DUPLICATE_NAME, v.span(), "$" + v.name() + " has a value already");
      evaluator.diagnostics().add(d.related(before, "first set here").help("use another name"));
      return;
    }
    Map<String, AttributeNode> nodes =
        reader.named(p.attributes(), EntityAttributes.PARAMETER, "param $" + v.name(), v.span());
    Datum given = p.value() == null ? null : evaluator.evaluate(p.value(), environment);
    Parameter.Type type = type(nodes.get("type"), given, p);
    if (type == null) {
      environment.declare(v, given == null ? new Datum.Whole(1) : given);
      return;
    }
    Declared limits = limits(p, nodes, type, given);
    Datum value = value(p, limits, given);
    environment.declare(v, value == null ? ParameterValues.standIn(type) : value);
    boolean set = environment.isFixed(v.name());
    String text =
        value == null
            ? ""
            : set ? setting(v.name(), value) : ParameterValues.text(value, p.value());
    declared.put(
        v.name(),
        new Declared(
            withValue(limits.parameter(), text),
            limits.span(),
            limits.min(),
            limits.max(),
            limits.values()));
  }

  private static Parameter withValue(Parameter p, String value) {
    return new Parameter(
        p.name(),
        p.type(),
        p.unit(),
        p.defaultText(),
        p.min(),
        p.max(),
        p.values(),
        p.doc(),
        value,
        p.at());
  }

  private String setting(String name, Datum value) {
    return settings.getOrDefault(name, value.text());
  }

  /** The type as given, or that of the default value. */
  private Parameter.@Nullable Type type(
      @Nullable AttributeNode node, @Nullable Datum given, Statement.Param p) {
    String word = node == null ? null : text(node);
    if (node == null) {
      Parameter.Type found =
          given == null || p.value() == null ? null : ParameterValues.typeOf(given, p.value());
      boolean reported = p.value() != null && given == null;
      if (found == null && !reported) {
        evaluator.error(
            Code.MISSING_ATTRIBUTE,
            p.variable().span(),
            "the type of param $" + p.variable().name() + " is unknown",
            "add type=...: one of " + String.join(", ", TYPES));
      }
      return found;
    }
    if (word != null && TYPES.contains(word)) {
      return Parameter.Type.valueOf(word.toUpperCase(Locale.ROOT));
    }
    if (word != null) {
      evaluator.error(
          Code.WRONG_TYPE,
          node.span(),
          "a param can't be of type '" + word + "'" + Nearest.hint(word, TYPES),
          "types are " + String.join(", ", TYPES));
    }
    return null;
  }

  private @Nullable String text(@Nullable AttributeNode node) {
    if (node == null || node.value() == null) {
      return null;
    }
    Datum value = evaluator.evaluate(node.value(), environment);
    return value == null ? null : value.text();
  }

  private Declared limits(
      Statement.Param p,
      Map<String, AttributeNode> nodes,
      Parameter.Type type,
      @Nullable Datum given) {
    Datum min = limit(nodes.get("min"), type);
    Datum max = limit(nodes.get("max"), type);
    List<Datum> values = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    AttributeNode listed = nodes.get("values");
    String list = text(listed);
    for (String word : list == null ? new String[0] : list.strip().split("\\s+")) {
      Datum value = ParameterValues.read(type, word);
      if (value != null) {
        values.add(value);
        texts.add(word);
      } else if (listed != null) {
        wrongType(type, listed.span(), "'" + word + "'", Literals.ofText(word));
      }
    }
    if (min != null && max != null && ParameterValues.isBelow(max, min)) {
      AttributeNode node = nodes.get("max");
      evaluator.error(
          Code.OUT_OF_RANGE, node == null ? p.span() : node.span(), "max is below min", null);
      max = null;
    }
    String doc = text(nodes.get("doc"));
    String unit = text(nodes.get("unit"));
    Parameter parameter =
        new Parameter(
            p.variable().name(),
            type,
            unit == null ? "" : unit,
            given == null ? null : ParameterValues.text(given, p.value()),
            limitText(min, nodes.get("min")),
            limitText(max, nodes.get("max")),
            texts,
            doc == null ? "" : doc,
            "",
            Positions.of(p.variable().span()));
    return new Declared(parameter, p.variable().span(), min, max, values);
  }

  private static @Nullable String limitText(@Nullable Datum limit, @Nullable AttributeNode node) {
    return limit == null || node == null ? null : ParameterValues.text(limit, node.value());
  }

  private @Nullable Datum limit(@Nullable AttributeNode node, Parameter.Type type) {
    Datum given =
        node == null || node.value() == null ? null : evaluator.evaluate(node.value(), environment);
    if (node == null || given == null) {
      return null;
    }
    if (!ParameterValues.isOrdered(type)) {
      evaluator.error(
          Code.WRONG_TYPE,
          node.span(),
          "a param of type " + type.word() + " has no " + node.name().text(),
          "list what is allowed: values=\"a b\"");
      return null;
    }
    Datum limit = ParameterValues.fit(type, given);
    if (limit == null) {
      wrongType(type, node.span(), "this", given);
    }
    return limit;
  }

  private void wrongType(Parameter.Type type, Span span, String what, Datum given) {
    evaluator.error(
        Code.WRONG_TYPE,
        span,
        "%s must be %s, not %s (%s)".formatted(what, type.words(), given.kind(), given.text()),
        ParameterValues.remedy(type, given));
  }

  /** The value that counts, or null after a diagnostic. */
  private @Nullable Datum value(Statement.Param p, Declared d, @Nullable Datum given) {
    Expression.Variable v = p.variable();
    Parameter.Type type = d.parameter().type();
    if (given != null && p.value() != null) {
      Datum checked =
          check(d, given, p.value().span(), "the default " + given.text() + " of $" + v.name());
      if (checked == null) {
        return null;
      }
      given = checked;
    }
    Datum fixed = environment.fixed(v.name());
    if (fixed == null) {
      if (p.value() == null) {
        String doc = d.parameter().doc();
        evaluator.error(
            Code.MISSING_PARAMETER,
            v.span(),
            "parameter $" + v.name() + " needs a value" + (doc.isEmpty() ? "" : ": " + doc),
            "pass -D " + v.name() + "=...: " + type.words());
      }
      return given;
    }
    String text = setting(v.name(), fixed);
    Datum read = ParameterValues.read(type, text);
    return check(
        d, read == null ? Literals.ofText(text) : read, v.span(), "-D " + v.name() + "=" + text);
  }

  /**
   * A value that a sweep gives to a variable.
   *
   * @return null after a diagnostic; the value itself if the variable is no parameter
   */
  @Nullable Datum check(String name, Datum value, Span span) {
    Declared d = declared.get(name);
    return d == null ? value : check(d, value, span, "$" + name + "=" + value.text());
  }

  private @Nullable Datum check(Declared d, Datum given, Span span, String what) {
    Parameter p = d.parameter();
    Datum value = ParameterValues.fit(p.type(), given);
    if (value == null) {
      wrongType(p.type(), span, what, given);
      return null;
    }
    boolean low = d.min() != null && ParameterValues.isBelow(value, d.min());
    boolean high = d.max() != null && ParameterValues.isBelow(d.max(), value);
    boolean listed =
        d.values().isEmpty()
            || d.values().stream().anyMatch(other -> ParameterValues.isSame(other, value));
    if (!low && !high && listed) {
      return value;
    }
    String limits =
        !listed
            ? "must be one of " + String.join(", ", p.values())
            : p.min() == null
                ? "must be at most " + p.max()
                : p.max() == null
                    ? "must be at least " + p.min()
                    : "must be from " + p.min() + " to " + p.max();
    String nearest = listed ? null : evaluator.nearest(value.text(), p.values());
    Diagnostic error =
        Diagnostic.of(Code.OUT_OF_RANGE, span, what + " " + limits)
            .help(
                nearest != null
                    ? "did you mean '" + nearest + "'?"
                    : p.doc().isEmpty() ? null : "$" + p.name() + ": " + p.doc());
    evaluator
        .diagnostics()
        .add(span.equals(d.span()) ? error : error.related(d.span(), "declared here"));
    return null;
  }
}
