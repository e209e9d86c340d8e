package wml.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.FlowopType;
import wml.api.units.Nearest;
import wml.compiler.Definitions.CompositeDefinition;
import wml.compiler.Definitions.FilesetDefinition;
import wml.compiler.Definitions.ProcessDefinition;
import wml.compiler.Definitions.ThreadDefinition;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** Reads {@code define} statements: their structure and names; values stay expressions. */
final class DefinitionReader {
  private static final List<String> KINDS = List.copyOf(EntityAttributes.DEFINABLE.keySet());

  private final Definitions definitions;
  private final Environment environment;
  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final Catalog catalog;
  private final SetStatements sets;
  private final MachineReader machines;
  private final StepStatements steps;
  private final Map<String, Span> processNames = new HashMap<>();

  DefinitionReader(
      Definitions definitions,
      Environment environment,
      Evaluator evaluator,
      AttributeReader reader,
      Catalog catalog,
      SetStatements sets) {
    this.sets = sets;
    this.definitions = definitions;
    this.environment = environment;
    this.evaluator = evaluator;
    this.reader = reader;
    this.catalog = catalog;
    this.machines = new MachineReader(this, definitions, evaluator);
    this.steps = new StepStatements(evaluator);
  }

  void read(Statement.Definition d) {
    String kind = d.kind().text();
    switch (kind) {
      case "file", "fileset" -> fileset(d, definitions.filesets);
      case "process" -> process(d, processNames, definitions.processes);
      case "hypervisor" -> machines.hypervisor(d);
      case "flowop" -> composite(d);
      case "randvar" -> randvar(d);
      case "posset" ->
          evaluator
              .legacy()
              .ignored(
                  "define posset",
                  d.kind().span(),
                  "'define posset' has no effect",
                  "write random, or indexed= with a random variable");
      case "thread" ->
          evaluator.error(
              Code.MISPLACED,
              d.kind().span(),
              "a thread belongs into a process",
              "put it into define process name=... { here }");
      case "vm" ->
          evaluator.error(
              Code.MISPLACED,
              d.kind().span(),
              "a vm belongs into a hypervisor",
              "put it into define hypervisor name=...,type=... { here }");
      default -> {
        String nearest = Nearest.to(kind, KINDS);
        evaluator.error(
            Code.UNKNOWN_ENTITY,
            d.kind().span(),
            "can't define a '" + kind + "'",
            nearest != null
                ? "did you mean '" + nearest + "'?"
                : "these can be defined: " + String.join(", ", KINDS));
      }
    }
  }

  void fileset(Statement.Definition d, Map<String, FilesetDefinition> into) {
    List<Statement> body = d.body();
    if (body != null && !body.isEmpty()) {
      steps.misplaced(body.get(0), "a fileset has no body");
    }
    String name = name(d);
    if (name == null) {
      return;
    }
    FilesetDefinition earlier = into.get(name);
    if (earlier != null && !earlier.span().equals(d.span())) {
      duplicate("fileset", name, d.span(), earlier.span());
    }
    boolean single = d.kind().text().equals("file");
    into.put(name, new FilesetDefinition(name, single, head(d), d.attributes()));
  }

  /** The words in front of the attributes: where a definition as a whole is reported. */
  static Span head(Statement.Definition d) {
    Span start = new Span(d.span().source(), d.span().start(), d.kind().span().end());
    for (AttributeNode a : d.attributes()) {
      if (a.name().text().equals("name")) {
        return start.to(a.span());
      }
    }
    return start;
  }

  void duplicate(String kind, String name, Span place, Span earlier) {
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(
                    Code.DUPLICATE_NAME, place, "another " + kind + " is named '" + name + "'")
                .related(earlier, "first defined here")
                .help("give each " + kind + " its own name"));
  }

  /**
   * @param names of the processes of the same machine so far
   */
  void process(Statement.Definition d, Map<String, Span> names, List<ProcessDefinition> into) {
    String name = name(d);
    Span earlier = name == null ? null : names.putIfAbsent(name, d.span());
    if (name != null && earlier != null && !earlier.equals(d.span())) {
      duplicate("process", name, head(d), earlier);
    }
    List<ThreadDefinition> threads = new ArrayList<>();
    for (Statement statement : d.body() == null ? List.<Statement>of() : d.body()) {
      if (statement instanceof Statement.Definition t && t.kind().text().equals("thread")) {
        threads.add(thread(t));
      } else {
        steps.misplaced(statement, "only threads can stand in a process");
      }
    }
    if (threads.isEmpty() && evaluator.readAll()) {
      evaluator.error(
          Code.EMPTY_BODY,
          head(d),
          "this process has no thread",
          "add { thread name=... { flowop ... } }");
    }
    if (earlier == null || !earlier.equals(d.span())) {
      into.add(
          new ProcessDefinition(name == null ? "process" : name, head(d), d.attributes(), threads));
    }
  }

  private ThreadDefinition thread(Statement.Definition t) {
    List<Statement> body = steps.read(t.body(), "a thread");
    if (body.isEmpty() && evaluator.readAll()) {
      evaluator.error(
          Code.EMPTY_BODY, t.kind().span(), "this thread has no flowop", "add { flowop ... }");
    }
    Span head = t.kind().span();
    for (AttributeNode a : t.attributes()) {
      if (a.name().text().equals("name")) {
        head = head.to(a.span());
      }
    }
    return new ThreadDefinition(t.kind(), head, t.attributes(), body);
  }

  private void composite(Statement.Definition d) {
    String name = name(d);
    if (name == null) {
      return;
    }
    FlowopType builtIn = catalog.flowops().get(name);
    CompositeDefinition earlier = definitions.composites.get(name);
    if (builtIn != null) {
      evaluator.error(
          Code.DUPLICATE_NAME, head(d), "'" + name + "' is a built-in flowop", "choose a new name");
      return;
    }
    if (earlier != null && !earlier.span().equals(head(d))) {
      duplicate("flowop", name, head(d), earlier.span());
    }
    Map<String, @Nullable Expression> parameters = new LinkedHashMap<>();
    List<AttributeNode> attributes = new ArrayList<>();
    for (AttributeNode a : d.attributes()) {
      if (a.parameter()) {
        parameters.put(a.name().text(), a.value());
      } else {
        attributes.add(a);
      }
    }
    reader.named(attributes, StepPlanner.COMPOSITE, "composite flowop " + name, d.kind().span());
    List<Statement> body = steps.read(d.body(), "a composite flowop");
    if (body.isEmpty() && evaluator.readAll()) {
      evaluator.error(
          Code.EMPTY_BODY,
          head(d),
          "this composite flowop has no flowop inside",
          "add { flowop ... }");
    }
    definitions.composites.put(
        name, new CompositeDefinition(name, head(d), parameters, attributes, body));
  }

  /** Names inside composites are checked even where nothing calls them. */
  void checkComposites() {
    for (CompositeDefinition composite : definitions.composites.values()) {
      for (Statement.Call call : StepStatements.calls(composite.body())) {
        if (definitions.composites.containsKey(call.type().text())) {
          continue;
        }
        FlowopType type = catalog.flowops().get(call.type().text());
        if (type == null) {
          StepPlanner.reportUnknownFlowop(call, catalog, definitions, evaluator);
        } else {
          reader.named(
              call.attributes(),
              StepPlanner.declared(type),
              "flowop " + call.type().text(),
              call.type().span());
        }
      }
    }
  }

  private void randvar(Statement.Definition d) {
    AttributeNode name = null;
    List<AttributeNode> others = new ArrayList<>();
    for (AttributeNode a : d.attributes()) {
      if (a.name().text().equals("name")) {
        name = a;
      } else {
        others.add(a);
      }
    }
    if (name == null || !(name.value() instanceof Expression.Variable v)) {
      evaluator.error(
          Code.MISSING_ATTRIBUTE,
          d.kind().span(),
          "a randvar needs name=$variable",
          "write set $variable=randvar(...)");
      return;
    }
    evaluator
        .legacy()
        .note(
            "define randvar",
            d.kind().span(),
            "'define randvar' is a form of Filebench 1.4",
            "write set $" + v.name() + "=randvar(...)");
    RandomDefinition definition =
        new RandomDefinition(v.name(), d.span(), d.kind(), List.of(), others, null);
    sets.defer(definition);
    environment.set(v.name(), new Datum.Random(definition));
  }

  /** The value of {@code name=}, or null after a diagnostic. */
  @Nullable String name(Statement.Definition d) {
    for (AttributeNode a : d.attributes()) {
      if (!a.parameter() && a.name().text().equals("name") && a.value() != null) {
        Datum value = evaluator.evaluate(a.value(), environment);
        if (value == null) {
          return null;
        }
        if (value instanceof Datum.Random || value.text().isEmpty()) {
          evaluator.error(Code.WRONG_TYPE, a.span(), "a name must be a word or string", null);
          return null;
        }
        return value.text();
      }
    }
    if (evaluator.readAll()) {
      evaluator.error(
          Code.MISSING_ATTRIBUTE,
          d.kind().span(),
          d.kind().text() + " needs the attribute 'name'",
          "add name=...");
    }
    return null;
  }
}
