package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.MachineProfile;
import wml.api.plan.Value;
import wml.api.plan.VirtualMachinePlan;
import wml.api.units.Nearest;
import wml.compiler.AttributeReader.Given;
import wml.compiler.Definitions.HypervisorDefinition;
import wml.compiler.Definitions.MachineDefinition;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Span;

/** Resolves hypervisors and their virtual machines into plans. */
final class MachinePlanner {
  /** Virtual machines of a run: each has filesets of its own. */
  private static final long MAX_MACHINES = 10_000;

  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final Scope scope;
  private final Inside inside;

  /** Plans what stands in a machine of which there are some. */
  @FunctionalInterface
  interface Inside {
    VirtualMachinePlan plan(
        MachineDefinition definition, int instances, MachineProfile profile, long machines);
  }

  MachinePlanner(Evaluator evaluator, AttributeReader reader, Scope scope, Inside inside) {
    this.evaluator = evaluator;
    this.reader = reader;
    this.scope = scope;
    this.inside = inside;
  }

  List<HypervisorPlan> plan(List<HypervisorDefinition> definitions) {
    List<HypervisorPlan> out = new ArrayList<>();
    long machines = 0;
    for (HypervisorDefinition definition : definitions) {
      Map<String, Given> given =
          read(
              definition.attributes(),
              EntityAttributes.HYPERVISOR,
              "hypervisor",
              definition.span());
      int instances = instances(given);
      MachineProfile profile = profile(given, MachineProfiles.HYPERVISORS, "hypervisor");
      List<VirtualMachinePlan> plans = new ArrayList<>();
      for (MachineDefinition machine : definition.machines()) {
        Map<String, Given> own =
            read(machine.attributes(), EntityAttributes.MACHINE, "vm", machine.span());
        int each = instances(own);
        machines += (long) instances * each;
        if (machines > MAX_MACHINES) {
          evaluator.error(
              Code.TOO_LARGE,
              machine.span(),
              "with this vm the run has %d virtual machines; the limit is %d"
                  .formatted(machines, MAX_MACHINES),
              "use fewer instances of it or of its hypervisor");
          return out;
        }
        noteEmpty(machine);
        plans.add(
            inside.plan(
                machine,
                each,
                profile(own, MachineProfiles.GUESTS, "vm"),
                (long) instances * each));
      }
      out.add(
          new HypervisorPlan(
              definition.name(), instances, profile, plans, Positions.of(definition.span())));
    }
    return out;
  }

  private Map<String, Given> read(
      List<AttributeNode> nodes, List<Attribute> declared, String owner, Span place) {
    return reader.read(nodes, declared, owner, place, scope);
  }

  /** Not drawn: how many machines there are is part of what an experiment says. */
  private int instances(Map<String, Given> given) {
    Given instances = given.get("instances");
    if (instances != null && instances.value() instanceof Value.Random) {
      Span span = instances.node().span();
      evaluator.error(
          Code.WRONG_TYPE,
          span,
          "the number of virtual machines can't be random",
          "write a whole number, or a variable that holds one");
    }
    return instances != null && instances.value() instanceof Value.Whole w ? (int) w.value() : 1;
  }

  private MachineProfile profile(Map<String, Given> given, MachineProfiles profiles, String owner) {
    Given type = given.get("type");
    String written = type == null ? "" : type.value().toString();
    MachineProfile found = profiles.of(written);
    if (found == null && type != null) {
      evaluator.error(
          Code.UNKNOWN_TYPE,
          type.node().span(),
          "no " + owner + " is of type '" + written + "'",
          hint(written, profiles));
    }
    return found == null ? profiles.none(written) : found;
  }

  private static @Nullable String hint(String written, MachineProfiles profiles) {
    String nearest = Nearest.to(written.replaceAll("[0-9.]+$", ""), profiles.names());
    return (nearest == null ? "" : "did you mean '" + nearest + "'? ")
        + "types start with "
        + String.join(", ", profiles.names());
  }

  private void noteEmpty(MachineDefinition machine) {
    if (machine.processes().isEmpty() && evaluator.readAll()) {
      evaluator
          .diagnostics()
          .add(
              Diagnostic.of(
                      Code.EMPTY_MACHINE,
                      machine.span(),
                      "vm '" + machine.name() + "' has no process: nothing runs in it")
                  .help("put { define process ... } behind its attributes"));
    }
  }
}
