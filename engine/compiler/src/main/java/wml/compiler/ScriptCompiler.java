package wml.compiler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Action;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPlan;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.grammar.syntax.Word;

/**
 * Walks a script's statements in order: variables are set, definitions collected, and everything
 * that would happen becomes an action. Attributes of definitions are resolved at each run, with the
 * variables as they are there, as in Filebench.
 */
final class ScriptCompiler {
  /** Seconds of a {@code run} without a number in timeout mode, as in Filebench. */
  static final double DEFAULT_SECONDS = 60;

  private static final Map<String, QuitMode> QUIT_MODES =
      Map.of(
          "timeout", QuitMode.TIMEOUT,
          "firstdone", QuitMode.FIRST_DONE,
          "alldone", QuitMode.ALL_DONE);

  /** Statements executed, loops unrolled. */
  private static final int MAX_STATEMENTS = 1_000_000;

  /** Files that load files. */
  private static final int MAX_LOADS = 16;

  private final Environment environment;
  private final Evaluator evaluator;
  private final Catalog catalog;
  private final CompileOptions options;
  private final AttributeReader reader;
  private final Definitions definitions = new Definitions();
  private final DefinitionReader definitionReader;
  private final LegacyCommands legacy;
  private final List<Action> actions = new ArrayList<>();
  private final List<SourceText> sources = new ArrayList<>();
  private final Set<Path> loading = new HashSet<>();
  private SourceText source = new SourceText("", "");
  private int executed;
  private boolean stopped;
  private boolean warnedUnreachable;
  private boolean definedSinceRun;
  private boolean processesCreated;

  ScriptCompiler(
      Environment environment, Evaluator evaluator, Catalog catalog, CompileOptions options) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.catalog = catalog;
    this.options = options;
    Distributions distributions = new Distributions(evaluator);
    this.reader = new AttributeReader(evaluator, distributions, options.target());
    this.definitionReader =
        new DefinitionReader(definitions, environment, evaluator, reader, catalog);
    this.legacy = new LegacyCommands(evaluator.diagnostics());
  }

  List<Action> actions() {
    return actions;
  }

  /** The file and those it loaded. */
  List<SourceText> sources() {
    return sources;
  }

  void run(Script script) {
    file(script);
    Span end = new Span(script.source(), 0, firstVisible(script.source().text()));
    definitionReader.checkComposites();
    if (definedSinceRun) {
      impliedRun(end);
    } else if (actions.stream().noneMatch(Action.Run.class::isInstance)
        && definitions.isEmpty()
        && actions.isEmpty()
        && evaluator.readAll()) {
      evaluator.error(
          Code.NOTHING_TO_RUN, end, "this file defines and runs nothing", "see the README");
    }
  }

  private static int firstVisible(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text.length() : end;
  }

  /** Personalities of Filebench 1.4 end without a run: the user typed it. */
  private void impliedRun(Span place) {
    boolean hasRun = actions.stream().anyMatch(Action.Run.class::isInstance);
    RunPlanner planner = planner();
    if (hasRun || definitions.processes.isEmpty()) {
      planner.processes(); // checks what comes too late to run
      List<wml.api.plan.FilesetPlan> filesets = planner.filesets();
      if (!hasRun && actions.stream().noneMatch(Action.CreateFilesets.class::isInstance)) {
        actions.add(new Action.CreateFilesets(filesets, Positions.of(place)));
      }
      return;
    }
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(
                    Code.IMPLIED_RUN, place, "the file has no run statement; 'run' is implied")
                .help("add 'run 60', or pass --runtime"));
    addRun(null, 0, false, place);
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
        stopped = true;
        return;
      }
      if (stopped && !warnedUnreachable) {
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
      case Statement.SetVariable s -> set(s);
      case Statement.SetMode m -> setMode(m);
      case Statement.Definition d -> {
        definitionReader.read(d);
        definedSinceRun |= !stopped;
      }
      case Statement.Call c ->
          evaluator.error(
              Code.MISPLACED,
              c.span(),
              "a flowop belongs into a thread or composite flowop",
              "put it into define process ... { thread ... { here } }");
      case Statement.Foreach f -> foreach(f);
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

  private void set(Statement.SetVariable s) {
    Expression.Variable v = s.variable();
    Datum value = evaluator.evaluate(s.value(), environment);
    if (v.environment() && !environment.isFixed(v.name())) {
      legacy.note("$(...)", v.span(), "'$(" + v.name() + ")' is set here", "write $" + v.name());
    }
    if (!v.attribute().isEmpty()) {
      setRandomAttribute(s, v);
      return;
    }
    if (value instanceof Datum.Random random) {
      RandomDefinition named = random.definition().named(v.name());
      new Distributions(evaluator).resolve(named, environment);
      value = new Datum.Random(named);
    }
    if (value != null) {
      environment.set(v.name(), value);
    } else {
      // the value is wrong and reported; its uses are not
      environment.set(v.name(), new Datum.Whole(1));
    }
  }

  private void setRandomAttribute(Statement.SetVariable s, Expression.Variable v) {
    Datum old =
        environment.lookUp(new Expression.Variable(v.span(), v.name(), "", v.environment()));
    legacy.note(
        "$v.attribute",
        v.span(),
        "changing one attribute of a random variable is an old form",
        "set the variable again: set $" + v.name() + "=randvar(...)");
    if (old instanceof Datum.Random random) {
      Word name = new Word(v.span(), v.attribute());
      AttributeNode changed = new AttributeNode(s.span(), name, false, s.value());
      RandomDefinition renewed = random.definition().with(changed);
      new Distributions(evaluator).resolve(renewed, environment);
      environment.set(v.name(), new Datum.Random(renewed));
    } else if (old == null || !environment.isFixed(v.name())) {
      evaluator.error(Code.WRONG_TYPE, v.span(), "$" + v.name() + " is no random variable", null);
    }
  }

  private void setMode(Statement.SetMode m) {
    Word value = m.value();
    switch (m.mode().text()) {
      case "quit" -> {
        Map<String, QuitMode> modes = QUIT_MODES;
        QuitMode chosen = value == null ? null : modes.get(value.text());
        if (chosen != null) {
          definitions.quitMode = chosen;
        } else {
          evaluator.error(
              Code.UNKNOWN_MODE,
              value == null ? m.span() : value.span(),
              value == null
                  ? "the quit mode is missing"
                  : "unknown quit mode '"
                      + value.text()
                      + "'"
                      + Nearest.hint(value.text(), modes.keySet()),
              "quit modes are timeout, firstdone and alldone");
        }
      }
      case "nousestats", "noutimestats" -> {} // as in Filebench 1.5: accepted, no effect left
      default ->
          evaluator.error(
              Code.UNKNOWN_MODE,
              m.mode().span(),
              "unknown mode '"
                  + m.mode().text()
                  + "'"
                  + Nearest.hint(m.mode().text(), List.of("quit", "nousestats")),
              "modes are quit and nousestats");
    }
  }

  private void foreach(Statement.Foreach f) {
    legacy.note(
        "foreach",
        f.variable().span(),
        "'foreach' is a form of Filebench 1.4",
        "repeat the statements, or run wml once per value with -D");
    for (Expression e : f.values()) {
      Datum value = evaluator.evaluate(e, environment);
      if (value != null) {
        environment.set(f.variable().name(), value);
        statements(f.body());
      }
    }
  }

  private void command(Statement.Command c) {
    Span span = c.span();
    switch (c.keyword().text()) {
      case "run" -> {
        Expression time = c.arguments().isEmpty() ? null : c.arguments().get(0);
        addRun(time, 0, false, span);
      }
      case "psrun" -> psrun(c);
      case "create" -> create(c);
      case "echo", "log" -> {
        if (c.keyword().text().equals("log")) {
          legacy.note("log", c.keyword().span(), "'log' is an old form", "write echo");
        }
        echo(text(c));
      }
      case "system" -> {
        String command = text(c);
        if (command != null && !stopped) {
          actions.add(new Action.Shell(command, Positions.of(span)));
        }
      }
      case "sleep" -> sleep(c);
      case "eventgen" -> eventgen(c);
      case "enable" -> enable(c);
      case "quit", "exit" -> {
        if (c.keyword().text().equals("exit")) {
          legacy.note("exit", c.keyword().span(), "'exit' is an old form", "write quit");
        }
        stopped = true;
      }
      case "version" -> echo("wml " + version());
      case "vars" -> {
        legacy.note("vars", span, "'vars' is an old form", "the JSON result holds all variables");
        environment.asText().forEach((name, value) -> echo("$" + name + " = " + value));
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

  private void echo(@Nullable String text) {
    if (text != null && !stopped) {
      actions.add(new Action.Echo(text, Positions.of(new Span(source, 0, 0))));
    }
  }

  private @Nullable String text(Statement.Command c) {
    Datum value =
        c.arguments().isEmpty() ? null : evaluator.evaluate(c.arguments().get(0), environment);
    return value == null ? null : value.text();
  }

  private void psrun(Statement.Command c) {
    long period = 10;
    Expression time = null;
    if (!c.arguments().isEmpty()) {
      Datum value = evaluator.evaluate(c.arguments().get(0), environment);
      if (value instanceof Datum.Whole w && w.value() != 0) {
        period = w.value();
      } else if (value != null) {
        evaluator.error(
            Code.OUT_OF_RANGE,
            c.arguments().get(0).span(),
            "the period of psrun must be a whole number of seconds other than 0",
            null);
      }
    }
    if (c.arguments().size() > 1) {
      time = c.arguments().get(1);
    }
    addRun(time, Math.abs(period), period < 0, c.span());
  }

  private void addRun(@Nullable Expression time, long period, boolean resets, Span span) {
    RunPlanner planner = planner();
    Double seconds = null;
    if (time != null) {
      Datum value = evaluator.evaluate(time, environment);
      seconds = value == null ? null : planner.seconds(value, time.span());
    } else if (definitions.quitMode == QuitMode.TIMEOUT) {
      seconds = DEFAULT_SECONDS;
    }
    planner.checkRunnable(span);
    RunPlan plan =
        new RunPlan(
            seconds,
            definitions.quitMode,
            eventRate(),
            definitions.latencyHistogram,
            period,
            resets,
            planner.filesets(),
            planner.processes(),
            Positions.of(span));
    definedSinceRun = false;
    if (!stopped) {
      actions.add(new Action.Run(plan, Positions.of(span)));
    }
  }

  private double eventRate() {
    Expression rate = definitions.eventRate;
    Datum value = rate == null ? new Datum.Whole(0) : evaluator.evaluate(rate, environment);
    if (value instanceof Datum.Whole || value instanceof Datum.Real) {
      double events = Evaluator.real(value);
      if (events >= 0) {
        return events;
      }
    }
    if (value != null && rate != null) {
      evaluator.error(
          Code.WRONG_TYPE, rate.span(), "a rate is a number of events per second", null);
    }
    return 0;
  }

  private RunPlanner planner() {
    return new RunPlanner(definitions, evaluator, reader, catalog, options, environment);
  }

  private void create(Statement.Command c) {
    String what = text(c);
    Span place = c.arguments().isEmpty() ? c.span() : c.arguments().get(0).span();
    List<String> known = List.of("files", "file", "filesets", "fileset", "processes", "process");
    if (what == null) {
      return;
    }
    if (!known.contains(what)) {
      evaluator.error(
          Code.UNKNOWN_ENTITY,
          place,
          "can't create '" + what + "'" + Nearest.hint(what, known),
          "write create files");
      return;
    }
    if (what.startsWith("process")) {
      legacy.note(
          "create processes", place, "'create processes' is an old form", "'run' starts processes");
      processesCreated = true;
      return;
    }
    if (!what.equals("files")) {
      legacy.note(
          "create filesets", place, "'create " + what + "' is an old form", "write create files");
    }
    if (!stopped) {
      actions.add(new Action.CreateFilesets(planner().filesets(), Positions.of(c.span())));
    }
  }

  /** In Filebench 1.4 the processes created before ran while the script slept. */
  private void sleep(Statement.Command c) {
    if (processesCreated && !c.arguments().isEmpty() && !definitions.processes.isEmpty()) {
      legacy.note(
          "sleep",
          c.span(),
          "a sleep after 'create processes' measures: it is taken as a run",
          "write run " + c.arguments().get(0).span().text());
      processesCreated = false;
      addRun(c.arguments().get(0), 0, false, c.span());
      return;
    }
    Datum value =
        c.arguments().isEmpty()
            ? new Datum.Whole(1)
            : evaluator.evaluate(c.arguments().get(0), environment);
    Double seconds = value == null ? null : planner().seconds(value, c.span());
    if (seconds != null && !stopped) {
      actions.add(new Action.Sleep(seconds, Positions.of(c.span())));
    }
  }

  private void eventgen(Statement.Command c) {
    for (AttributeNode a : c.attributes()) {
      if (a.name().text().equals("rate") && a.value() != null) {
        definitions.eventRate = a.value();
        eventRate();
        return;
      }
      evaluator.error(
          Code.UNKNOWN_ATTRIBUTE,
          a.name().span(),
          "eventgen has no attribute '" + a.name().text() + "'",
          "write eventgen rate=EVENTS_PER_SECOND");
    }
    if (c.attributes().isEmpty() && evaluator.readAll()) {
      evaluator.error(
          Code.MISSING_ATTRIBUTE, c.span(), "eventgen needs the attribute 'rate'", null);
    }
  }

  private void enable(Statement.Command c) {
    String what = text(c);
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
    String what = text(c);
    if (what == null) {
      return;
    }
    switch (what) {
      case "fileset", "filesets", "file", "files" ->
          definitions.filesets.keySet().forEach(name -> echo("fileset " + name));
      case "flowop", "flowops" -> {
        catalog.flowops().keySet().forEach(name -> echo("flowop " + name));
        definitions.composites.keySet().forEach(name -> echo("composite flowop " + name));
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
    String name = text(c);
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
