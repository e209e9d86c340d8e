package wml.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.plan.Step;
import wml.api.plan.Value;
import wml.api.target.Capability;
import wml.api.target.TargetInfo;
import wml.api.units.Nearest;
import wml.compiler.AttributeReader.Given;
import wml.compiler.Definitions.CompositeDefinition;
import wml.compiler.Parameters.Argument;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** Resolves the flowops of threads; composite flowops become nested blocks of steps. */
final class StepPlanner {
  /** Composites inside composites. */
  private static final int MAX_DEPTH = 32;

  /** Steps of all threads of a run, composites expanded. */
  private static final int MAX_STEPS = 100_000;

  /** What a composite flowop and its calls take beside their parameters. */
  static final List<Attribute> COMPOSITE = List.of(CommonAttributes.NAME, CommonAttributes.ITERS);

  private static final Value ONCE = new Value.Whole(1);

  private final Definitions definitions;
  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final Catalog catalog;
  private final @Nullable TargetInfo target;
  private final Scope global;
  private final IdentityHashMap<Step.Call, Span> places = new IdentityHashMap<>();

  /** By name, how many flowops of the thread bear it. */
  private final Map<String, Integer> duplicates = new HashMap<>();

  private Set<String> filesets = Set.of();
  private int count;

  StepPlanner(
      Definitions definitions,
      Evaluator evaluator,
      AttributeReader reader,
      Catalog catalog,
      CompileOptions options,
      Scope global) {
    this.definitions = definitions;
    this.evaluator = evaluator;
    this.reader = reader;
    this.catalog = catalog;
    this.target = options.target();
    this.global = global;
  }

  /** Where each planned call stands. */
  IdentityHashMap<Step.Call, Span> places() {
    return places;
  }

  /** From here on flowops can work on the filesets of these names. */
  void filesets(Set<String> visible) {
    filesets = visible;
  }

  List<Step> plan(List<Statement.Call> calls) {
    duplicates.clear();
    return plan(calls, global, "", new HashMap<>(), new ArrayList<>());
  }

  private List<Step> plan(
      List<Statement.Call> calls,
      Scope scope,
      String prefix,
      Map<String, Span> names,
      List<String> inside) {
    List<Step> out = new ArrayList<>();
    for (Statement.Call call : calls) {
      if (count++ > MAX_STEPS) {
        evaluator.error(
            Code.TOO_LARGE,
            call.span(),
            "the run has more than " + MAX_STEPS + " flowops, composites expanded",
            null);
        return out;
      }
      CompositeDefinition composite = definitions.composites.get(call.type().text());
      Step step =
          composite != null
              ? block(call, composite, scope, prefix, names, inside)
              : call(call, scope, prefix, names);
      if (step != null) {
        out.add(step);
      }
    }
    return out;
  }

  private @Nullable Step call(
      Statement.Call call, Scope scope, String prefix, Map<String, Span> names) {
    FlowopType type = catalog.flowops().get(call.type().text());
    if (type == null) {
      reportUnknownFlowop(call, catalog, definitions, evaluator);
      return null;
    }
    for (Class<? extends Capability> need : type.signature().needs()) {
      if (target != null && !target.capabilities().contains(need)) {
        evaluator.error(
            Code.CAPABILITY,
            call.type().span(),
            "target '%s' can't do '%s': it lacks %s"
                .formatted(target.name(), call.type().text(), need.getSimpleName()),
            "choose another --target");
      }
    }
    Map<String, Given> given =
        reader.read(
            call.attributes(),
            declared(type),
            "flowop " + call.type().text(),
            call.type().span(),
            scope);
    Map<String, Value> values = new LinkedHashMap<>();
    given.forEach((name, g) -> values.put(name, g.value()));
    checkFileset(given.get(CommonAttributes.FILESET.name()));
    checkOnError(given.get(CommonAttributes.ON_ERROR.name()));
    Step.Call step =
        new Step.Call(
            type,
            uniqueName(given, call, prefix, names),
            values.getOrDefault(CommonAttributes.ITERS.name(), ONCE),
            values,
            Positions.of(call.span()));
    places.put(step, call.span());
    return step;
  }

  /** Every flowop takes the common attributes and its own. */
  static List<Attribute> declared(FlowopType type) {
    List<Attribute> all = new ArrayList<>(CommonAttributes.ALL);
    for (Attribute own : type.signature().attributes()) {
      if (AttributeReader.find(all, own.name()) == null) {
        all.add(own);
      }
    }
    return all;
  }

  private void checkFileset(@Nullable Given fileset) {
    if (fileset == null) {
      return;
    }
    String name = fileset.value().toString();
    if (!name.isEmpty() && !filesets.contains(name) && evaluator.isUndefined(name)) {
      String nearest = evaluator.nearest(name, filesets);
      evaluator.error(
          Code.UNKNOWN_FILESET,
          fileset.node().span(),
          "no file or fileset is named '" + name + "'",
          nearest != null
              ? "did you mean '" + nearest + "'?"
              : "define fileset name=" + name + ",... before the run");
    }
  }

  private void checkOnError(@Nullable Given policy) {
    List<String> policies = List.of("abort", "continue", "retry");
    if (policy != null && !policies.contains(policy.value().toString())) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          policy.node().span(),
          "onerror is '" + policy.value() + "'" + Nearest.hint(policy.value().toString(), policies),
          "policies are abort, continue and retry");
    }
  }

  /** Reports a flowop that is neither built in nor defined. */
  static void reportUnknownFlowop(
      Statement.Call call, Catalog catalog, Definitions definitions, Evaluator evaluator) {
    List<String> known = new ArrayList<>(catalog.flowops().keySet());
    known.addAll(definitions.composites.keySet());
    String nearest = evaluator.nearest(call.type().text(), known);
    if (!evaluator.isUndefined(call.type().text())) {
      return;
    }
    evaluator.error(
        Code.UNKNOWN_FLOWOP,
        call.type().span(),
        "unknown flowop '" + call.type().text() + "'",
        nearest != null
            ? "did you mean '" + nearest + "'?"
            : "'wml list flowops' shows all; composites are made by define flowop");
  }

  private String uniqueName(
      Map<String, Given> given, Statement.Call call, String prefix, Map<String, Span> names) {
    Given name = given.get(CommonAttributes.NAME.name());
    String wanted = prefix + (name == null ? call.type().text() : name.value().toString());
    Span place = name == null ? call.type().span() : name.node().span();
    String unique = wanted;
    while (names.containsKey(unique)) {
      unique = wanted + "#" + duplicates.merge(wanted, 2, (n, two) -> n + 1);
    }
    if (!unique.equals(wanted)) {
      Span first = names.get(wanted);
      Diagnostic d =
          Diagnostic.of(
              Code.DUPLICATE_FLOWOP_NAME,
              place,
              "this thread has another flowop named '"
                  + wanted
                  + "'; results call this one '"
                  + unique
                  + "'");
      evaluator.diagnostics().add(first == null ? d : d.related(first, "first used here"));
    }
    names.put(unique, place);
    return unique;
  }

  private @Nullable Step block(
      Statement.Call call,
      CompositeDefinition composite,
      Scope scope,
      String prefix,
      Map<String, Span> names,
      List<String> inside) {
    if (inside.contains(composite.name()) || inside.size() >= MAX_DEPTH) {
      evaluator.error(
          Code.RECURSION,
          call.type().span(),
          inside.contains(composite.name())
              ? "composite flowop '" + composite.name() + "' contains itself"
              : "composite flowops nest more than " + MAX_DEPTH + " levels deep",
          "the way here: " + String.join(" > ", inside) + " > " + composite.name());
      return null;
    }
    Map<String, Argument> arguments = new LinkedHashMap<>();
    composite
        .parameters()
        .forEach(
            (name, value) -> {
              if (value != null) {
                arguments.put(name, new Argument(value, global));
              }
            });
    List<AttributeNode> own = new ArrayList<>();
    for (AttributeNode node : composite.attributes()) {
      if (node.name().text().equals(CommonAttributes.ITERS.name()) && !isGiven(call, node)) {
        own.add(node);
      }
    }
    for (AttributeNode node : call.attributes()) {
      if (!node.parameter()) {
        own.add(node);
      } else if (composite.parameters().containsKey(node.name().text())) {
        Expression value =
            node.value() != null
                ? node.value()
                : new Expression.Text(
                    node.span(), List.of(new Expression.Part.Literal("true")), false);
        arguments.put(node.name().text(), new Argument(value, scope));
      } else {
        unknownParameter(node, composite);
      }
    }
    Map<String, Given> given =
        reader.read(
            own, COMPOSITE, "composite flowop " + composite.name(), call.type().span(), scope);
    String name = uniqueName(given, call, prefix, names);
    List<String> deeper = new ArrayList<>(inside);
    deeper.add(composite.name());
    List<Statement.Call> body = new ArrayList<>();
    for (Statement statement : composite.body()) {
      if (statement instanceof Statement.Call inner) {
        body.add(inner);
      }
    }
    Scope innerScope = new Parameters(arguments, global, evaluator);
    List<Step> steps = plan(body, innerScope, name + ".", names, deeper);
    Given iterations = given.get(CommonAttributes.ITERS.name());
    return new Step.Block(
        name, iterations == null ? ONCE : iterations.value(), steps, Positions.of(call.span()));
  }

  private static boolean isGiven(Statement.Call call, AttributeNode node) {
    return call.attributes().stream()
        .anyMatch(a -> !a.parameter() && a.name().text().equals(node.name().text()));
  }

  private void unknownParameter(AttributeNode node, CompositeDefinition composite) {
    String nearest = evaluator.nearest(node.name().text(), composite.parameters().keySet());
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(
                    Code.UNKNOWN_ATTRIBUTE,
                    node.name().span(),
                    "composite flowop '%s' has no parameter '$%s'"
                        .formatted(composite.name(), node.name().text()))
                .related(composite.span(), "defined here")
                .help(nearest == null ? null : "did you mean '$" + nearest + "'?"));
  }

  /** A step's name without the mark of a duplicate. */
  static String plainName(String name) {
    int mark = name.lastIndexOf('#');
    return mark < 0 ? name : name.substring(0, mark);
  }

  /** The innermost part of a composite's step name. */
  static String lastName(String name) {
    String plain = plainName(name);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }
}
