package wml.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.compiler.Definitions.FilesetDefinition;
import wml.compiler.Definitions.HypervisorDefinition;
import wml.compiler.Definitions.MachineDefinition;
import wml.compiler.Definitions.ProcessDefinition;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * Reads hypervisors and the virtual machines in them. Hypervisors have one space of names, the
 * machines of each hypervisor another, the processes of each machine another.
 */
final class MachineReader {
  private final DefinitionReader reader;
  private final Definitions definitions;
  private final Evaluator evaluator;
  private final Map<String, Span> hypervisorNames = new HashMap<>();

  MachineReader(DefinitionReader reader, Definitions definitions, Evaluator evaluator) {
    this.reader = reader;
    this.definitions = definitions;
    this.evaluator = evaluator;
  }

  void hypervisor(Statement.Definition d) {
    String name = machineName(d, hypervisorNames);
    List<MachineDefinition> machines = new ArrayList<>();
    Map<String, Span> names = new HashMap<>();
    for (Statement statement : body(d)) {
      if (statement instanceof Statement.Definition vm && vm.kind().text().equals("vm")) {
        MachineDefinition machine = machine(vm, names);
        if (machine != null) {
          machines.add(machine);
        }
      } else {
        misplaced(
            statement,
            "only virtual machines can stand in a hypervisor",
            "put it into define vm name=...,type=... { here }",
            List.of("vm"));
      }
    }
    if (machines.isEmpty() && evaluator.readAll() && body(d).isEmpty()) {
      evaluator.error(
          Code.EMPTY_BODY,
          DefinitionReader.head(d),
          "this hypervisor has no virtual machine",
          "add { define vm name=...,type=... { define process ... } }");
    }
    if (name != null) {
      definitions.hypervisors.add(
          new HypervisorDefinition(name, DefinitionReader.head(d), d.attributes(), machines));
    }
  }

  private @Nullable MachineDefinition machine(Statement.Definition d, Map<String, Span> names) {
    String name = machineName(d, names);
    Map<String, FilesetDefinition> filesets = new LinkedHashMap<>();
    List<ProcessDefinition> processes = new ArrayList<>();
    Map<String, Span> processNames = new HashMap<>();
    for (Statement statement : body(d)) {
      if (!(statement instanceof Statement.Definition inner)) {
        misplaced(
            statement,
            "only processes and filesets can stand in a vm",
            "move this statement out of the braces",
            List.of("process", "fileset", "file"));
        continue;
      }
      switch (inner.kind().text()) {
        case "process" -> reader.process(inner, processNames, processes);
        case "fileset", "file" -> reader.fileset(inner, filesets);
        case "hypervisor" ->
            evaluator.error(
                Code.MISPLACED,
                inner.kind().span(),
                "a hypervisor can't stand in a vm",
                "move it out of the braces: virtual machines do not nest");
        default ->
            misplaced(
                inner,
                "only processes and filesets can stand in a vm",
                inner.kind().text().equals("thread")
                    ? "put it into define process name=... { here }"
                    : "move this definition out of the braces",
                List.of("process", "fileset", "file"));
      }
    }
    return name == null
        ? null
        : new MachineDefinition(
            name, DefinitionReader.head(d), d.attributes(), filesets, processes);
  }

  /** Null after a diagnostic, or if the very same definition was read before, in a loop. */
  private @Nullable String machineName(Statement.Definition d, Map<String, Span> names) {
    String name = reader.name(d);
    if (name == null) {
      return null;
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || name.indexOf('\n') >= 0) {
      evaluator.error(
          Code.BAD_PATH,
          DefinitionReader.head(d),
          "'" + name + "' can't be the name of a " + kind(d) + ": it becomes part of a path",
          "use a plain name");
      return null;
    }
    Span earlier = names.putIfAbsent(name, d.span());
    if (earlier == null) {
      return name;
    }
    if (!earlier.equals(d.span())) {
      reader.duplicate(kind(d), name, DefinitionReader.head(d), earlier);
    }
    return null;
  }

  private static String kind(Statement.Definition d) {
    return d.kind().text();
  }

  private static List<Statement> body(Statement.Definition d) {
    return d.body() == null ? List.of() : d.body();
  }

  private void misplaced(Statement statement, String why, String help, List<String> kinds) {
    switch (statement) {
      case Statement.Unknown u -> {
        String nearest = Nearest.to(u.word().text(), List.of("define"));
        evaluator.error(
            Code.UNKNOWN_STATEMENT,
            u.span(),
            "unknown statement '" + u.word().text() + "'",
            nearest == null ? why : "did you mean '" + nearest + "'?");
      }
      case Statement.Definition d -> {
        String nearest = Nearest.to(kind(d), kinds);
        evaluator.error(
            Code.MISPLACED,
            d.kind().span(),
            why,
            nearest == null ? help : "did you mean '" + nearest + "'?");
      }
      default -> evaluator.error(Code.MISPLACED, statement.span(), why, help);
    }
  }
}
