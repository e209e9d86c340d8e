package wml.api.plan;

import java.util.List;
import java.util.Map;
import wml.api.flowop.FlowopType;
import wml.api.source.SourcePosition;

/** What a thread does in turn. Blocks nest. */
public sealed interface Step {
  String name();

  Value iterations();

  SourcePosition at();

  /**
   * One flowop.
   *
   * @param name unique within its thread; the outer names of composites come first, with dots
   * @param attributes those that were given, by their canonical names
   */
  record Call(
      FlowopType type,
      String name,
      Value iterations,
      Map<String, Value> attributes,
      SourcePosition at)
      implements Step {
    public Call {
      attributes = Map.copyOf(attributes);
    }
  }

  /** A composite flowop: its steps, repeated together. */
  record Block(String name, Value iterations, List<Step> steps, SourcePosition at) implements Step {
    public Block {
      steps = List.copyOf(steps);
    }
  }
}
