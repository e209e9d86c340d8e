package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.QuitMode;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.grammar.syntax.Word;

/** What a script has defined so far; values stay expressions until a run needs them. */
final class Definitions {
  /** A file or fileset. */
  record FilesetDefinition(
      String name, boolean single, Span span, List<AttributeNode> attributes) {}

  /** A composite flowop; parameters have default values or null. */
  record CompositeDefinition(
      String name,
      Span span,
      Map<String, @Nullable Expression> parameters,
      List<AttributeNode> attributes,
      List<Statement> body) {}

  /** A process with its threads. */
  record ProcessDefinition(
      String name, Span span, List<AttributeNode> attributes, List<ThreadDefinition> threads) {}

  /** A thread with its steps. */
  record ThreadDefinition(
      Word keyword, Span span, List<AttributeNode> attributes, List<Statement> steps) {}

  /**
   * What stands in a virtual machine. Its names are its own: they hide those outside.
   *
   * @param filesets by name, of this machine alone
   */
  record MachineDefinition(
      String name,
      Span span,
      List<AttributeNode> attributes,
      Map<String, FilesetDefinition> filesets,
      List<ProcessDefinition> processes) {}

  /** A hypervisor with its virtual machines. */
  record HypervisorDefinition(
      String name, Span span, List<AttributeNode> attributes, List<MachineDefinition> machines) {}

  final Map<String, FilesetDefinition> filesets = new LinkedHashMap<>();
  final Map<String, CompositeDefinition> composites = new LinkedHashMap<>();
  final List<ProcessDefinition> processes = new ArrayList<>();
  final List<HypervisorDefinition> hypervisors = new ArrayList<>();
  QuitMode quitMode = QuitMode.TIMEOUT;
  boolean latencyHistogram;
  @Nullable Expression eventRate;

  boolean isEmpty() {
    return filesets.isEmpty() && processes.isEmpty() && hypervisors.isEmpty();
  }

  /** Whether a process is defined, on the physical client or in a virtual machine. */
  boolean hasProcess() {
    return !processes.isEmpty()
        || hypervisors.stream()
            .flatMap(h -> h.machines().stream())
            .anyMatch(m -> !m.processes().isEmpty());
  }
}
