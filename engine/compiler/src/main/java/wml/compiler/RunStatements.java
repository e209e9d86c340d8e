package wml.compiler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Action;
import wml.api.plan.Assertion;
import wml.api.plan.FilesetPlan;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.VirtualMachinePlan;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * The statements that build and measure: run, psrun, create, sleep, eventgen. Attributes are
 * resolved here, with the variables as they are at the statement, as in Filebench.
 */
final class RunStatements {
  /** Seconds of a {@code run} without a number in timeout mode, as in Filebench. */
  static final double DEFAULT_SECONDS = 60;

  /** 31 years. */
  static final double MAX_SECONDS = 1e9;

  /** Filesets, threads and flowops of all runs of a script: loops can ask for any number. */
  private static final int MAX_PLANNED = 1_000_000;

  private static final List<String> CREATABLE =
      List.of("files", "file", "filesets", "fileset", "processes", "process");

  private final Environment environment;
  private final Evaluator evaluator;
  private final Catalog catalog;
  private final CompileOptions options;
  private final AttributeReader reader;
  private final Definitions definitions;
  private final LegacyCommands legacy;
  private final ActionList actions;
  private final CurrentTarget target;
  private final Sweeps sweeps;
  private boolean definedSinceRun;
  private boolean processesCreated;
  private int planned;

  RunStatements(
      Environment environment,
      Evaluator evaluator,
      Catalog catalog,
      CompileOptions options,
      AttributeReader reader,
      Definitions definitions,
      ActionList actions,
      CurrentTarget target,
      Sweeps sweeps) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.catalog = catalog;
    this.options = options;
    this.reader = reader;
    this.definitions = definitions;
    this.legacy = evaluator.legacy();
    this.actions = actions;
    this.target = target;
    this.sweeps = sweeps;
  }

  /** Something was defined that the next run would use. */
  void defined() {
    definedSinceRun |= !actions.isStopped();
  }

  /** A statement that may hold a run was wrong, so that the end implies nothing. */
  void perhapsRun() {
    definedSinceRun = false;
  }

  /** What the end of the script implies: a run if there was none, checks of what no run used. */
  void end(Span place) {
    eventRate();
    if (definedSinceRun) {
      impliedRun(place);
    }
  }

  /** Personalities of Filebench 1.4 end without a run: the user typed it. */
  private void impliedRun(Span place) {
    boolean hasRun = actions.has(Action.Run.class);
    RunPlanner planner = planner();
    if (hasRun || !definitions.hasProcess()) {
      // checks what comes too late to run
      List<FilesetPlan> filesets = planner.filesets(planner.processes(), planner.hypervisors());
      if (!hasRun && !actions.has(Action.CreateFilesets.class)) {
        actions.add(new Action.CreateFilesets(filesets, target.plan(), Positions.of(place)));
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

  void run(Statement.Command c) {
    addRun(c.arguments().isEmpty() ? null : c.arguments().get(0), 0, false, c.span());
  }

  void run(Statement.PhasedRun run) {
    List<RunPhase> phases = new PhaseReader(evaluator, environment).read(run);
    addPlan(phases == null ? List.of() : phases, 0, false, run.keyword().span());
  }

  void psrun(Statement.Command c) {
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
    Double seconds = null;
    if (time != null) {
      Datum value = evaluator.evaluate(time, environment);
      seconds = value == null ? null : seconds(value, time.span());
    } else if (definitions.quitMode == QuitMode.TIMEOUT) {
      seconds = DEFAULT_SECONDS;
    }
    addPlan(List.of(new RunPhase(RunPhase.Kind.MEASURE, seconds)), period, resets, span);
  }

  private void addPlan(List<RunPhase> phases, long period, boolean resets, Span span) {
    RunPlanner planner = planner();
    planner.checkRunnable(span);
    List<ProcessPlan> processes = planner.processes();
    List<HypervisorPlan> hypervisors = planner.hypervisors();
    RunPlan plan =
        new RunPlan(
            phases,
            definitions.quitMode,
            eventRate(),
            definitions.latencyHistogram,
            period,
            resets,
            planner.filesets(processes, hypervisors),
            processes,
            hypervisors,
            sweeps.point(),
            target.plan(),
            List.of(),
            List.of(),
            Positions.of(span));
    definedSinceRun = false;
    int size = size(processes) + plan.filesets().size();
    for (HypervisorPlan hypervisor : hypervisors) {
      for (VirtualMachinePlan machine : hypervisor.machines()) {
        size += size(machine.processes());
      }
    }
    if (withinLimit(size, span)) {
      actions.add(new Action.Run(plan, Positions.of(span)));
    }
  }

  void expect(Statement.Assertion a) {
    RunPlan run = actions.lastRun();
    if (run == null) {
      if (evaluator.readAll() && !actions.isStopped()) {
        evaluator.error(
            Code.MISPLACED,
            a.span(),
            "an assert is about the run before it, and there is none",
            "put it behind a run");
      }
      return;
    }
    Assertion assertion = new Assertions(evaluator, environment, run).plan(a);
    if (assertion != null && withinLimit(1, a.span())) {
      actions.expect(assertion);
    }
  }

  private static int size(List<ProcessPlan> processes) {
    int sum = 1;
    for (ProcessPlan process : processes) {
      for (ThreadPlan thread : process.threads()) {
        sum += 1 + steps(thread.steps());
      }
    }
    return sum;
  }

  private static int steps(List<Step> steps) {
    int sum = 0;
    for (Step step : steps) {
      sum += 1 + steps(step.inner());
    }
    return sum;
  }

  private boolean withinLimit(int more, Span span) {
    planned += more;
    if (planned <= MAX_PLANNED) {
      return true;
    }
    if (!actions.isStopped()) {
      evaluator.error(
          Code.TOO_LARGE,
          span,
          "the runs of this script have more than " + MAX_PLANNED + " flowops and filesets",
          "write fewer runs per file, or shorten its sweeps");
    }
    actions.stop();
    return false;
  }

  private double eventRate() {
    Expression rate = definitions.eventRate;
    if (rate == null) {
      return 0;
    }
    Datum value = evaluator.evaluate(rate, environment);
    Datum number = value == null ? null : evaluator.asNumber(value);
    if (number != null && Arithmetic.real(number) >= 0) {
      return Arithmetic.real(number);
    }
    if (value != null) {
      evaluator.error(
          Code.WRONG_TYPE, rate.span(), "a rate is a number of events per second", null);
    }
    return 0;
  }

  private RunPlanner planner() {
    return new RunPlanner(definitions, evaluator, reader, catalog, options, environment);
  }

  void create(Statement.Command c) {
    String what = evaluator.text(c, environment);
    Span place = c.arguments().isEmpty() ? c.span() : c.arguments().get(0).span();
    if (what == null) {
      return;
    }
    if (!CREATABLE.contains(what)) {
      evaluator.error(
          Code.UNKNOWN_ENTITY,
          place,
          "can't create '" + what + "'" + Nearest.hint(what, CREATABLE),
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
    List<FilesetPlan> filesets = createdNow();
    if (withinLimit(1 + filesets.size(), c.span())) {
      actions.add(new Action.CreateFilesets(filesets, target.plan(), Positions.of(c.span())));
    }
  }

  /** Who uses filesets is asked in silence: what processes need may be set only later. */
  private List<FilesetPlan> createdNow() {
    Evaluator silent = new Evaluator(new Diagnostics(), "", options.environment());
    AttributeReader silentReader = new AttributeReader(silent, new Distributions(silent), target);
    RunPlanner users =
        new RunPlanner(definitions, silent, silentReader, catalog, options, environment);
    return planner().filesets(users.processes(), users.hypervisors());
  }

  void shutdown(Statement.Command c) {
    processesCreated = false;
    legacy.withoutEffect(c);
  }

  /** In Filebench 1.4 the processes created before ran while the script slept. */
  void sleep(Statement.Command c) {
    if (processesCreated && !c.arguments().isEmpty() && definitions.hasProcess()) {
      legacy.note(
          "sleep",
          c.span(),
          "a sleep after 'create processes' measures: it is taken as a run",
          "write run " + c.arguments().get(0).span().text());
      addRun(c.arguments().get(0), 0, false, c.span());
      return;
    }
    Datum value =
        c.arguments().isEmpty()
            ? new Datum.Whole(1)
            : evaluator.evaluate(c.arguments().get(0), environment);
    Double seconds = value == null ? null : seconds(value, c.span());
    if (seconds != null) {
      actions.add(new Action.Sleep(seconds, Positions.of(c.span())));
    }
  }

  private @Nullable Double seconds(Datum datum, Span span) {
    Datum number = datum instanceof Datum.Duration ? datum : evaluator.asNumber(datum);
    if (number != null) {
      double value = Arithmetic.real(number);
      if (value >= 0 && value <= MAX_SECONDS) {
        return value;
      }
    }
    evaluator.error(
        Code.WRONG_TYPE, span, "this takes a number of seconds, not " + datum.text(), null);
    return null;
  }

  /** The rate stays an expression: a later set changes it, as every attribute. */
  void eventgen(Statement.Command c) {
    boolean found = false;
    for (AttributeNode a : c.attributes()) {
      if (a.name().text().equals("rate") && a.value() != null) {
        definitions.eventRate = a.value();
        found = true;
        continue;
      }
      evaluator.error(
          Code.UNKNOWN_ATTRIBUTE,
          a.name().span(),
          "eventgen has no attribute '" + a.name().text() + "'",
          "write eventgen rate=EVENTS_PER_SECOND");
    }
    if (!found && c.attributes().isEmpty() && evaluator.readAll()) {
      evaluator.error(
          Code.MISSING_ATTRIBUTE, c.span(), "eventgen needs the attribute 'rate'", null);
    }
  }
}
