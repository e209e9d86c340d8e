package wml.compiler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Action;
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

  /** Files that load files. */
  private static final int MAX_LOADS = 16;

  private final Environment environment;
  private final Evaluator evaluator;
  private final Catalog catalog;
  private final Definitions definitions = new Definitions();
  private final DefinitionReader definitionReader;
  private final LegacyCommands legacy;
  private final ActionList actions = new ActionList();
  private final SetStatements sets;
  private final RunStatements runs;

  private final List<SourceText> sources = new ArrayList<>();
  private final Set<Path> loading = new HashSet<>();
  private SourceText source = new SourceText("", "");
  private int executed;
  private boolean warnedUnreachable;

  ScriptCompiler(
      Environment environment, Evaluator evaluator, Catalog catalog, CompileOptions options) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.catalog = catalog;
    Distributions distributions = new Distributions(evaluator);
    AttributeReader reader = new AttributeReader(evaluator, distributions, options.target());
    this.legacy = evaluator.legacy();
    this.sets = new SetStatements(environment, evaluator, definitions, distributions);
    this.definitionReader =
        new DefinitionReader(definitions, environment, evaluator, reader, catalog, sets);
    this.runs =
        new RunStatements(environment, evaluator, catalog, options, reader, definitions, actions);
  }

  List<Action> actions() {
    return actions.all();
  }

  /** The file and those it loaded. */
  List<SourceText> sources() {
    return sources;
  }

  void run(Script script) {
    file(script);
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

  private void file(Script script) {
    SourceText outer = source;
    source = script.source();
    sources.add(source);
    statements(script.statements());
    source = outer;
  }

  private void statements(List<Statement> statements) {
    for (Statement statement : statements) {
      if (executed++ > MAX_STATEMENTS) {
        evaluator.error(
            Code.TOO_LARGE,
            statement.span(),
            "the script executes more than " + MAX_STATEMENTS + " statements",
            "shorten its foreach loops");
        actions.stop();
        return;
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
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.SetVariable s -> sets.set(s);
      case Statement.SetMode m -> sets.setMode(m);
      case Statement.Definition d -> {
        definitionReader.read(d);
        runs.defined();
      }
      case Statement.Call c ->
          evaluator.error(
              Code.MISPLACED,
              c.span(),
              "a flowop belongs into a thread or composite flowop",
              "put it into define process ... { thread ... { here } }");
      case Statement.Sweep f -> foreach(f);
      case Statement.Param p -> notYet(p);
      case Statement.Repeat r -> notYet(r);
      case Statement.Mix m -> notYet(m);
      case Statement.Chance c -> notYet(c);
      case Statement.PhasedRun r -> notYet(r);
      case Statement.Assertion a -> notYet(a);
      case Statement.Target t -> notYet(t);
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

  private void notYet(Statement statement) {
    evaluator.error(Code.MISPLACED, statement.span(), "this statement has no meaning yet", null);
  }

  private void foreach(Statement.Sweep f) {
    legacy.note(
        "foreach",
        f.keyword().span(),
        "'foreach' is a form of Filebench 1.4",
        "repeat the statements, or run wml once per value with -D");
    Statement.Axis axis = f.axes().get(0);
    for (Statement.Range range : axis.values()) {
      Datum value = evaluator.evaluate(range.first(), environment);
      if (value != null) {
        environment.set(axis.variable().name(), value);
        statements(f.body());
      }
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
      case "load" -> load(c);
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

  private void load(Statement.Command c) {
    String name = evaluator.text(c, environment);
    if (name == null) {
      return;
    }
    Span place = c.arguments().get(0).span();
    legacy.note("load", place, "'load' is a form of Filebench 1.4", "run the loaded file itself");
    Path path = SourceLoader.find(name, source);
    if (path == null) {
      evaluator.error(
          Code.UNREADABLE,
          place,
          "there is no workload '" + name + "' next to this file",
          "looked for " + name + ", " + name + ".wml and " + name + ".f");
      return;
    }
    if (!loading.add(path) || loading.size() > MAX_LOADS) {
      evaluator.error(
          Code.RECURSION, place, "'" + name + "' is being loaded already", "remove one load");
      return;
    }
    try {
      SourceText text = SourceLoader.read(path);
      file(WorkloadParser.parse(text, evaluator.diagnostics()));
    } catch (IOException e) {
      evaluator.error(Code.UNREADABLE, place, String.valueOf(e.getMessage()), null);
    }
    loading.removeAll(Collections.singleton(path));
  }
}
