package wml.compiler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Action;
import wml.api.plan.Parameter;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * Walks a script's statements in order: variables are set, definitions collected, and everything
 * that would happen becomes an action. Attributes of definitions are resolved at each run, with the
 * variables as they are there, as in Filebench.
 */
final class ScriptCompiler {
  /** Statements executed, loops unrolled. */
  private static final int MAX_STATEMENTS = 1_000_000;

  private final Environment environment;
  private final Evaluator evaluator;
  private final Catalog catalog;
  private final Definitions definitions = new Definitions();
  private final DefinitionReader definitionReader;
  private final LegacyCommands legacy;
  private final ActionList actions = new ActionList();
  private final SetStatements sets;
  private final RunStatements runs;

  private final ParameterStatements parameters;
  private final Includes includes;
  private final Sweeps sweeps;
  private final TargetStatements targets;
  private final GateStatements gates;

  private int executed;
  private boolean exhausted;
  private boolean warnedUnreachable;

  ScriptCompiler(
      Environment environment, Evaluator evaluator, Catalog catalog, CompileOptions options) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.catalog = catalog;
    CurrentTarget target = new CurrentTarget(options.target());
    Distributions distributions = new Distributions(evaluator);
    AttributeReader reader = new AttributeReader(evaluator, distributions, target);
    this.legacy = evaluator.legacy();
    this.sets = new SetStatements(environment, evaluator, definitions, distributions);
    this.definitionReader =
        new DefinitionReader(definitions, environment, evaluator, reader, catalog, sets);
    this.parameters = new ParameterStatements(environment, evaluator, reader, options.settings());
    this.includes = new Includes(evaluator);
    this.sweeps = new Sweeps(environment, evaluator, parameters, sets, options.settings());
    this.targets =
        new TargetStatements(environment, evaluator, catalog, target, options.targetFixed());
    this.runs =
        new RunStatements(
            environment, evaluator, catalog, options, reader, definitions, actions, target, sweeps);
    this.gates = new GateStatements(environment, evaluator, reader, actions);
  }

  List<Action> actions() {
    return actions.all();
  }

  /** The file and those it includes. */
  List<SourceText> sources() {
    return includes.sources();
  }

  /** What the outside may set. */
  List<Parameter> parameters() {
    return parameters.all();
  }

  void run(Script script) {
    includes.start(script, s -> statements(s.statements()));
    Span end = new Span(script.source(), 0, firstVisible(script.source().text()));
    definitionReader.checkComposites();
    runs.end(end);
    sets.end();
    if (actions.isEmpty() && definitions.isEmpty() && !evaluator.diagnostics().hasErrors()) {
      evaluator.error(
          Code.NOTHING_TO_RUN, end, "this file defines and runs nothing", "see the README");
    }
  }

  private static int firstVisible(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text.length() : end;
  }

  /** Returns false if nothing more is to be executed. */
  private boolean statements(List<Statement> statements) {
    for (Statement statement : statements) {
      if (!mayExecute(statement.span())) {
        return false;
      }
      if (actions.isStopped() && !warnedUnreachable) {
        warnedUnreachable = true;
        evaluator
            .diagnostics()
            .add(
                Diagnostic.of(
                    Code.UNREACHABLE,
                    statement.span(),
                    "nothing from here on runs: quit is above"));
      }
      statement(statement);
    }
    return true;
  }

  private boolean mayExecute(Span place) {
    if (executed < MAX_STATEMENTS) {
      executed++;
      return true;
    }
    if (!exhausted) {
      exhausted = true;
      evaluator.error(
          Code.TOO_LARGE,
          place,
          "the script executes more than " + MAX_STATEMENTS + " statements",
          "repeat and sweep less");
      actions.stop();
      runs.perhapsRun();
    }
    return false;
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.SetVariable s -> sets.set(s);
      case Statement.SetMode m -> sets.setMode(m);
      case Statement.Definition d -> {
        definitionReader.read(d);
        runs.defined();
      }
      case Statement.Call c -> belongsIntoThread(c, "a flowop");
      case Statement.Sweep s -> sweep(s);
      case Statement.Param p -> parameters.param(p);
      case Statement.Repeat r -> repeat(r);
      case Statement.Mix m -> belongsIntoThread(m, "a mix");
      case Statement.Chance c -> belongsIntoThread(c, "a chance");
      case Statement.PhasedRun r -> runs.run(r);
      case Statement.Assertion a -> runs.expect(a);
      case Statement.Gate g -> gates.gate(g);
      case Statement.Target t -> targets.target(t);
      case Statement.Command c -> command(c);
      case Statement.Unknown u -> {
        String nearest = Nearest.to(u.word().text(), WorkloadParser.STATEMENTS);
        evaluator.error(
            Code.UNKNOWN_STATEMENT,
            u.span(),
            "unknown statement '" + u.word().text() + "'",
            nearest != null
                ? "did you mean '" + nearest + "'?"
                : "statements start with " + String.join(", ", WorkloadParser.STATEMENTS));
      }
    }
  }

  private void belongsIntoThread(Statement step, String what) {
    evaluator.error(
        Code.MISPLACED,
        step.span(),
        what + " belongs into a thread or composite flowop",
        "put it into define process ... { thread ... { here } }");
  }

  private void sweep(Statement.Sweep s) {
    if (s.keyword().text().equals("foreach")) {
      legacy.note(
          "foreach",
          s.keyword().span(),
          "'foreach' is a form of Filebench 1.4",
          "write sweep " + s.axes().get(0).variable().span().text() + " in ... { ... }");
    }
    if (!sweeps.run(s, () -> mayExecute(s.span()) && statements(s.body()))) {
      runs.perhapsRun();
    }
  }

  private void repeat(Statement.Repeat r) {
    Datum times = evaluator.evaluate(r.times(), environment);
    Datum number = times == null ? null : evaluator.asNumber(times);
    if (times == null) {
      runs.perhapsRun();
      return;
    }
    if (!(number instanceof Datum.Whole w) || w.value() < 0) {
      evaluator.error(
          Code.WRONG_TYPE,
          r.times().span(),
          "repeat takes a whole number, 0 or more, not " + times.kind() + " (" + times.text() + ")",
          null);
      runs.perhapsRun();
      return;
    }
    for (long i = 0; i < w.value() && mayExecute(r.span()) && statements(r.body()); i++) {
      // the condition does the work
    }
  }

  private void command(Statement.Command c) {
    Span span = c.span();
    switch (c.keyword().text()) {
      case "run" -> runs.run(c);
      case "psrun" -> runs.psrun(c);
      case "create" -> runs.create(c);
      case "sleep" -> runs.sleep(c);
      case "eventgen" -> runs.eventgen(c);
      case "shutdown" -> runs.shutdown(c);
      case "echo", "log" -> {
        if (c.keyword().text().equals("log")) {
          legacy.note("log", c.keyword().span(), "'log' is an old form", "write echo");
        }
        echo(evaluator.looseText(c, environment), span);
      }
      case "system" -> {
        String command = evaluator.looseText(c, environment);
        if (command != null) {
          actions.add(new Action.Shell(command, Positions.of(span)));
        }
      }
      case "enable" -> enable(c);
      case "quit", "exit" -> {
        if (c.keyword().text().equals("exit")) {
          legacy.note("exit", c.keyword().span(), "'exit' is an old form", "write quit");
        }
        actions.stop();
      }
      case "version" -> echo("wml " + version(), span);
      case "vars" -> {
        legacy.note("vars", span, "'vars' is an old form", "the JSON result holds all variables");
        environment.asText().forEach((name, value) -> echo("$" + name + " = " + value, span));
      }
      case "list" -> list(c);
      case "load", "include" -> include(c);
      default -> legacy.withoutEffect(c);
    }
  }

  static String version() {
    String version = ScriptCompiler.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }

  private void echo(@Nullable String text, Span at) {
    if (text != null) {
      actions.add(new Action.Echo(text, Positions.of(at)));
    }
  }

  private void enable(Statement.Command c) {
    String what = evaluator.text(c, environment);
    if (what == null) {
      return;
    }
    switch (what) {
      case "lathist" -> definitions.latencyHistogram = true;
      case "multi" -> legacy.withoutEffect(c);
      default ->
          evaluator.error(
              Code.UNKNOWN_MODE,
              c.arguments().get(0).span(),
              "can't enable '" + what + "'" + Nearest.hint(what, List.of("lathist", "multi")),
              "lathist and multi can be enabled");
    }
  }

  private void list(Statement.Command c) {
    String what = c.arguments().isEmpty() ? "fileset" : evaluator.text(c, environment);
    if (what == null) {
      return;
    }
    switch (what) {
      case "fileset", "filesets", "file", "files" ->
          definitions.filesets.keySet().forEach(name -> echo("fileset " + name, c.span()));
      case "flowop", "flowops" -> {
        catalog.flowops().keySet().forEach(name -> echo("flowop " + name, c.span()));
        definitions.composites.keySet().forEach(name -> echo("composite flowop " + name, c.span()));
      }
      default ->
          evaluator.error(
              Code.UNKNOWN_ENTITY,
              c.arguments().get(0).span(),
              "can't list '" + what + "'" + Nearest.hint(what, List.of("fileset", "flowop")),
              "fileset and flowop can be listed");
    }
  }

  private void include(Statement.Command c) {
    if (c.keyword().text().equals("load") && !c.arguments().isEmpty()) {
      Span place = c.keyword().span();
      legacy.note("load", place, "'load' is a form of Filebench 1.4", "write include \"FILE\"");
    }
    includes.include(c, environment, script -> statements(script.statements()));
  }
}
