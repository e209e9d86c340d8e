package wml.compiler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.Quantity.Subject;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.VirtualMachinePlan;

/** The names in a run that an assertion may be about. */
final class AssertionSubjects {
  static final String ALL = "all";

  private final Set<String> flowops = new LinkedHashSet<>();
  private final Set<String> keywords = new LinkedHashSet<>();
  private final Set<String> threads = new LinkedHashSet<>();
  private final Set<String> processes = new LinkedHashSet<>();
  private final Set<String> machines = new LinkedHashSet<>();

  AssertionSubjects(RunPlan run) {
    add(run.processes());
    for (HypervisorPlan hypervisor : run.hypervisors()) {
      machines.add(hypervisor.name());
      for (VirtualMachinePlan machine : hypervisor.machines()) {
        machines.add(machine.name());
        machines.add(hypervisor.name() + "/" + machine.name());
        add(machine.processes());
      }
    }
  }

  private void add(List<ProcessPlan> all) {
    for (ProcessPlan process : all) {
      processes.add(process.name());
      for (ThreadPlan thread : process.threads()) {
        threads.add(thread.name());
        Step.calls(thread.steps()).forEach(this::add);
      }
    }
  }

  private void add(Step.Call call) {
    String name = StepPlanner.plainName(call.name());
    keywords.add(call.type().signature().keyword());
    flowops.add(call.name());
    flowops.add(StepPlanner.lastName(name));
    for (int dot = name.length(); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      flowops.add(name.substring(0, dot));
    }
  }

  /** What a name means: the nearest to an operation counts. Null if nothing has it. */
  @Nullable Subject find(String name) {
    return name.equals(ALL)
        ? new Subject(Subject.Kind.ALL, name)
        : flowops.contains(name)
            ? new Subject(Subject.Kind.FLOWOP, name)
            : keywords.contains(name) ? new Subject(Subject.Kind.KEYWORD, name) : findAround(name);
  }

  /** The same of threads and what is around them. */
  @Nullable Subject findAround(String name) {
    return name.equals(ALL)
        ? new Subject(Subject.Kind.ALL, name)
        : threads.contains(name)
            ? new Subject(Subject.Kind.THREAD, name)
            : processes.contains(name)
                ? new Subject(Subject.Kind.PROCESS, name)
                : machines.contains(name) ? new Subject(Subject.Kind.MACHINE, name) : null;
  }

  /** All names, those of flowops first. */
  Set<String> names() {
    Set<String> all = new LinkedHashSet<>(flowops);
    all.addAll(threads);
    all.addAll(processes);
    all.addAll(machines);
    all.addAll(keywords);
    all.add(ALL);
    return all;
  }
}
