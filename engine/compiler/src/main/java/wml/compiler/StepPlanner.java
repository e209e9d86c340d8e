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
import wml.api.plan.Arrivals;
import wml.api.plan.Step;
import wml.api.plan.Value;
import wml.api.target.Capability;
import wml.api.target.TargetInfo;
import wml.compiler.AttributeReader.Given;
import wml.compiler.Definitions.CompositeDefinition;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** Resolves the flowops of threads; composite flowops become nested blocks of steps. */
final class StepPlanner {
  /** Composites inside composites. */
  private static final int MAX_DEPTH = 32;

  /** Steps inside steps, composites expanded: threads need a stack frame for each. */
  private static final int MAX_LEVELS = 256;

  /** Steps of all threads of a run, composites expanded. */
  private static final int MAX_STEPS = 100_000;

  /** What a composite flowop and its calls take beside their parameters. */
  static final List<Attribute> COMPOSITE = List.of(CommonAttributes.NAME, CommonAttributes.ITERS);

  private static final Value ONCE = new Value.Whole(1);

  /**
   * Where steps are planned.
   *
   * @param prefix of the names of flowops: the composites that they stand in
   * @param names of the thread's flowops so far
   * @param inside the composites that they stand in
   */
  private record Place(
      Scope scope, String prefix, Map<String, Span> names, List<String> inside, int depth) {
    Place deeper() {
      return new Place(scope, prefix, names, inside, depth + 1);
    }
  }

  private final Definitions definitions;
  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final Weights weights;
  private final RateReader rates;
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
      Scope global) {
    this.definitions = definitions;
    this.evaluator = evaluator;
    this.reader = reader;
    this.weights = new Weights(evaluator);
    this.rates = new RateReader(evaluator);
    this.catalog = catalog;
    this.target = reader.target();
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

  /** The steps of a thread; what is no step has been reported already. */
  List<Step> plan(List<Statement> body) {
    duplicates.clear();
    return plan(body, new Place(global, "", new HashMap<>(), List.of(), 0));
  }

  private List<Step> plan(List<Statement> body, Place place) {
    List<Step> out = new ArrayList<>();
    for (Statement statement : body) {
      if (count++ > MAX_STEPS) {
        evaluator.error(
            Code.TOO_LARGE,
            statement.span(),
            "the run has more than " + MAX_STEPS + " flowops, composites expanded",
            null);
        return out;
      }
      Step step = step(statement, place);
      if (step != null) {
        out.add(step);
      }
    }
    return out;
  }

  private @Nullable Step step(Statement statement, Place place) {
    if (place.depth() > MAX_LEVELS) {
      evaluator.error(
          Code.NESTING,
          statement.span(),
          "steps nest more than " + MAX_LEVELS + " levels deep, composites expanded",
          null);
      return null;
    }
    return switch (statement) {
      case Statement.Call c -> {
        CompositeDefinition composite = definitions.composites.get(c.type().text());
        yield composite != null ? block(c, composite, place) : call(c, place);
      }
      case Statement.Repeat r -> repeat(r, place);
      case Statement.Mix m -> mix(m, place);
      case Statement.Chance c -> {
        Double probability = weights.of(c, place.scope());
        List<Step> steps = plan(c.body(), place.deeper());
        yield probability == null
            ? null
            : new Step.Chance(probability, steps, Positions.of(c.span()));
      }
      default -> null;
    };
  }

  private @Nullable Step repeat(Statement.Repeat repeat, Place place) {
    Datum datum = evaluator.evaluate(repeat.times(), place.scope());
    Value times = datum == null ? null : reader.count(datum, repeat.times().span(), place.scope());
    if (times instanceof Value.Whole w && w.value() < 0) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          repeat.times().span(),
          "nothing can be repeated " + w.value() + " times",
          null);
    } else if (times == null && datum != null && !(datum instanceof Datum.Random)) {
      evaluator.error(
          Code.WRONG_TYPE,
          repeat.times().span(),
          "repeat takes a whole number, not %s (%s)".formatted(datum.kind(), datum.text()),
          "write repeat 3 { ... }");
    }
    List<Step> steps = plan(repeat.body(), place.deeper());
    return times == null ? null : new Step.Block("", times, steps, Positions.of(repeat.span()));
  }

  private @Nullable Step mix(Statement.Mix mix, Place place) {
    List<Double> weight = weights.of(mix, place.scope());
    List<Step.Branch> branches = new ArrayList<>();
    for (Statement.Branch branch : mix.branches()) {
      List<Step> steps = plan(branch.body(), place.deeper());
      if (weight != null) {
        branches.add(new Step.Branch(weight.get(branches.size()), steps));
      }
    }
    return weight == null ? null : new Step.Choice(branches, Positions.of(mix.span()));
  }

  private @Nullable Step call(Statement.Call call, Place place) {
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
            place.scope());
    Map<String, Value> values = new LinkedHashMap<>();
    given.forEach((name, g) -> values.put(name, g.value()));
    checkFileset(given.get(CommonAttributes.FILESET.name()));
    checkPick(given, call);
    Arrivals arrivals = rates.read(type, given);
    CommonAttributes.PACE.forEach(attribute -> values.remove(attribute.name()));
    if (arrivals != null) {
      values.put(CommonAttributes.RATE.name(), new Value.Rate(arrivals));
    }
    Step.Call step =
        new Step.Call(
            type,
            uniqueName(given, call, place),
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

  /** {@code pick} needs a fileset and rules out {@code indexed}. */
  private void checkPick(Map<String, Given> given, Statement.Call call) {
    Given pick = given.get(CommonAttributes.PICK.name());
    if (pick == null) {
      return;
    }
    Given indexed = given.get(CommonAttributes.INDEXED.name());
    if (indexed != null) {
      evaluator
          .diagnostics()
          .add(
              Diagnostic.of(
                      Code.BAD_COMBINATION,
                      pick.node().span(),
                      "both indexed and pick say which entry is taken")
                  .related(indexed.node().span(), "indexed stands here")
                  .help("leave one out"));
    }
    if (!given.containsKey(CommonAttributes.FILESET.name()) && evaluator.readAll()) {
      evaluator.error(
          Code.MISSING_ATTRIBUTE,
          call.type().span(),
          "pick needs filesetname: the fileset to pick from",
          "add filesetname=...");
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

  private String uniqueName(Map<String, Given> given, Statement.Call call, Place here) {
    Map<String, Span> names = here.names();
    Given name = given.get(CommonAttributes.NAME.name());
    String wanted = here.prefix() + (name == null ? call.type().text() : name.value().toString());
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

  private @Nullable Step block(Statement.Call call, CompositeDefinition composite, Place place) {
    List<String> inside = place.inside();
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
    CompositeArguments arguments =
        CompositeArguments.of(call, composite, place.scope(), global, evaluator);
    Map<String, Given> given =
        reader.read(
            arguments.own(),
            COMPOSITE,
            "composite flowop " + composite.name(),
            call.type().span(),
            place.scope());
    String name = uniqueName(given, call, place);
    List<String> deeper = new ArrayList<>(inside);
    deeper.add(composite.name());
    Scope scope = new Parameters(arguments.parameters(), global, evaluator);
    Place body = new Place(scope, name + ".", place.names(), deeper, place.depth() + 1);
    List<Step> steps = plan(composite.body(), body);
    Given iterations = given.get(CommonAttributes.ITERS.name());
    return new Step.Block(
        name, iterations == null ? ONCE : iterations.value(), steps, Positions.of(call.span()));
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
