package wml.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.api.flowop.CommonAttributes;
import wml.api.plan.FilesetPlan;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.MachineProfile;
import wml.api.plan.ProcessPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.plan.VirtualMachinePlan;
import wml.compiler.AttributeReader.Given;
import wml.compiler.Definitions.FilesetDefinition;
import wml.compiler.Definitions.MachineDefinition;
import wml.compiler.Definitions.ProcessDefinition;
import wml.compiler.Definitions.ThreadDefinition;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.Span;

/** Resolves definitions into the plans of one run, with the variables as they are at that point. */
final class RunPlanner {
  /** All threads of a run together. */
  private static final long MAX_THREADS = 100_000;

  private final Definitions definitions;
  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final FilesetPlanner filesets;
  private final StepPlanner steps;
  private final RateReader rates;
  private final Scope scope;
  private final IdentityHashMap<Step.Call, Span> places = new IdentityHashMap<>();
  private long threads;

  RunPlanner(
      Definitions definitions,
      Evaluator evaluator,
      AttributeReader reader,
      Catalog catalog,
      CompileOptions options,
      Scope scope) {
    this.definitions = definitions;
    this.evaluator = evaluator;
    this.reader = reader;
    this.scope = scope;
    this.rates = new RateReader(evaluator);
    this.filesets = new FilesetPlanner(evaluator, reader, options.directory(), scope);
    this.steps = new StepPlanner(definitions, evaluator, reader, catalog, scope);
  }

  /** Those of the physical client that it needs, then the copies of the virtual machines. */
  List<FilesetPlan> filesets(List<ProcessPlan> processes, List<HypervisorPlan> hypervisors) {
    FilesetUse use = FilesetUse.of(processes);
    List<FilesetPlan> copies = GuestRoots.place(hypervisors);
    Set<String> virtual = new HashSet<>();
    copies.forEach(copy -> virtual.add(copy.name()));
    List<FilesetPlan> out = new ArrayList<>();
    for (FilesetDefinition definition : definitions.filesets.values()) {
      FilesetPlan plan = filesets.plan(definition, use.needsFiles(definition.name()));
      boolean onlyVirtual = virtual.contains(definition.name()) && !use.names(definition.name());
      if (plan != null && !onlyVirtual) {
        out.add(plan);
      }
    }
    out.addAll(copies);
    return out;
  }

  List<HypervisorPlan> hypervisors() {
    return new MachinePlanner(evaluator, reader, scope, this::inside).plan(definitions.hypervisors);
  }

  private VirtualMachinePlan inside(
      MachineDefinition definition, int instances, MachineProfile profile, long machines) {
    Map<String, FilesetDefinition> visible = new LinkedHashMap<>(definitions.filesets);
    visible.putAll(definition.filesets());
    List<ProcessPlan> processes = processes(definition.processes(), visible.keySet(), machines);
    FilesetUse use = FilesetUse.of(processes);
    List<FilesetPlan> plans = new ArrayList<>();
    for (FilesetDefinition fileset : visible.values()) {
      String name = fileset.name();
      if (use.names(name) || definition.filesets().containsKey(name)) {
        FilesetPlan plan = filesets.plan(fileset, use.needsFiles(name));
        if (plan != null) {
          plans.add(plan);
        }
      }
    }
    return new VirtualMachinePlan(
        definition.name(), instances, profile, plans, processes, Positions.of(definition.span()));
  }

  /** Those of the physical client. */
  List<ProcessPlan> processes() {
    return processes(definitions.processes, definitions.filesets.keySet(), 1);
  }

  /**
   * @param visible names of the filesets of the machine
   * @param machines how many there are that run these processes
   */
  private List<ProcessPlan> processes(
      List<ProcessDefinition> all, Set<String> visible, long machines) {
    List<ProcessPlan> out = new ArrayList<>();
    steps.filesets(visible);
    for (ProcessDefinition definition : all) {
      Map<String, Given> given =
          reader.read(
              definition.attributes(),
              EntityAttributes.PROCESS,
              "process",
              definition.span(),
              scope);
      List<ThreadPlan> plans = new ArrayList<>();
      Set<String> names = new HashSet<>();
      long perProcess = 0;
      for (ThreadDefinition thread : definition.threads()) {
        ThreadPlan plan = thread(thread, given, names);
        plans.add(plan);
        perProcess += plan.instances();
      }
      List<Step> bodies = plans.stream().flatMap(plan -> plan.steps().stream()).toList();
      rates.check(given, "process", bodies, steps.places());
      int instances = (int) number(given, "instances", 1);
      threads += perProcess * instances * machines;
      out.add(
          new ProcessPlan(
              definition.name(),
              instances,
              (int) number(given, "nice", 0),
              rates.read(given),
              plans,
              Positions.of(definition.span())));
      if (threads > MAX_THREADS) {
        evaluator.error(
            Code.TOO_LARGE,
            definition.span(),
            "with this process the run has " + threads + " threads; the limit is " + MAX_THREADS,
            "use fewer instances");
        return out;
      }
    }
    places.putAll(steps.places());
    checkTargets(out);
    return out;
  }

  private ThreadPlan thread(
      ThreadDefinition definition, Map<String, Given> process, Set<String> names) {
    Map<String, Given> given =
        reader.read(
            definition.attributes(),
            EntityAttributes.THREAD,
            "thread",
            definition.keyword().span(),
            scope);
    Given nameGiven = given.get("name");
    String name = nameGiven == null ? "thread" : nameGiven.value().toString();
    if (!names.add(name) && nameGiven != null) {
      evaluator.error(
          Code.DUPLICATE_NAME,
          nameGiven.node().span(),
          "this process has another thread named '" + name + "'",
          "give each thread of a process its own name");
    }
    List<Step> body = steps.plan(definition.steps());
    rates.check(given, "thread", body, steps.places());
    rates.check(process, given);
    return new ThreadPlan(
        name,
        (int) number(given, "instances", 1),
        number(given, "memsize", 0),
        (int) number(given, "ioprio", 8),
        rates.read(given),
        body,
        Positions.of(definition.span()));
  }

  /** A random variable for what is fixed before the run counts with its mean. */
  static long number(Map<String, Given> given, String name, long otherwise) {
    Given found = given.get(name);
    if (found == null) {
      return otherwise;
    }
    return switch (found.value()) {
      case Value.Whole w -> w.value();
      case Value.Random r -> Math.max(1, Math.round(r.variable().mean()));
      default -> otherwise;
    };
  }

  /** Every {@code target=} must name a flowop of the kind that its flowop acts on. */
  private void checkTargets(List<ProcessPlan> processes) {
    Map<String, Set<String>> typesByName = new HashMap<>();
    List<Step.Call> calls = new ArrayList<>();
    for (ProcessPlan process : processes) {
      for (ThreadPlan thread : process.threads()) {
        calls.addAll(Step.calls(thread.steps()));
      }
    }
    for (Step.Call call : calls) {
      String keyword = call.type().signature().keyword();
      typesByName
          .computeIfAbsent(StepPlanner.plainName(call.name()), k -> new HashSet<>())
          .add(keyword);
      typesByName
          .computeIfAbsent(StepPlanner.lastName(call.name()), k -> new HashSet<>())
          .add(keyword);
    }
    for (Step.Call call : calls) {
      checkTarget(call, typesByName);
    }
  }

  private void checkTarget(Step.Call call, Map<String, Set<String>> typesByName) {
    String keyword = call.type().signature().keyword();
    String wanted =
        switch (keyword) {
          case "wakeup" -> "block";
          case "sempost" -> "semblock";
          default -> "";
        };
    Value value = call.attributes().get(CommonAttributes.TARGET.name());
    Span span = places.get(call);
    if (span == null) {
      return;
    }
    if (value == null || value.toString().isEmpty()) {
      if (!wanted.isEmpty() && evaluator.readAll()) {
        evaluator.error(
            Code.MISSING_ATTRIBUTE,
            span,
            "flowop " + keyword + " needs the attribute 'target'",
            "name the " + wanted + " flowop that it acts on");
      }
      return;
    }
    Set<String> types = typesByName.get(value.toString());
    if (types == null && !evaluator.isUndefined(value.toString())) {
      return;
    }
    if (types == null) {
      String nearest = evaluator.nearest(value.toString(), typesByName.keySet());
      evaluator.error(
          Code.UNKNOWN_FLOWOP_NAME,
          span,
          "no flowop is named '" + value + "'",
          nearest == null ? null : "did you mean '" + nearest + "'?");
    } else if (!wanted.isEmpty() && !types.contains(wanted)) {
      evaluator.error(
          Code.UNKNOWN_FLOWOP_NAME,
          span,
          "'%s' is a %s, but %s acts on a %s"
              .formatted(value, types.iterator().next(), keyword, wanted),
          null);
    }
  }

  /** Reports what the definitions can't do without: a process to run. */
  void checkRunnable(Span place) {
    if (!definitions.hasProcess() && evaluator.readAll()) {
      evaluator
          .diagnostics()
          .add(
              Diagnostic.of(Code.NOTHING_TO_RUN, place, "no process is defined, so nothing can run")
                  .help("define a process with a thread and a flowop before this"));
    }
  }
}
