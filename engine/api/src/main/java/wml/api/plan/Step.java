package wml.api.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wml.api.flowop.FlowopType;
import wml.api.source.SourcePosition;

/** What a thread does in turn. Steps nest. */
public sealed interface Step {
  SourcePosition at();

  /** The steps that stand in it, in their order; none in a flowop. */
  List<Step> inner();

  /** All flowops of some steps, in their order, whatever they stand in. */
  static List<Call> calls(List<Step> steps) {
    List<Call> out = new ArrayList<>();
    collect(steps, out);
    return out;
  }

  private static void collect(List<Step> steps, List<Call> into) {
    for (Step step : steps) {
      if (step instanceof Call call) {
        into.add(call);
      }
      collect(step.inner(), into);
    }
  }

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

    @Override
    public List<Step> inner() {
      return List.of();
    }
  }

  /**
   * Steps that are repeated together: a composite flowop, or a {@code repeat}.
   *
   * @param name of the composite flowop; empty for a repeat
   */
  record Block(String name, Value iterations, List<Step> steps, SourcePosition at) implements Step {
    public Block {
      steps = List.copyOf(steps);
    }

    @Override
    public List<Step> inner() {
      return steps;
    }
  }

  /** One of several branches, drawn anew each time by their weights, which are not all 0. */
  record Choice(List<Branch> branches, SourcePosition at) implements Step {
    public Choice {
      branches = List.copyOf(branches);
    }

    @Override
    public List<Step> inner() {
      return branches.stream().flatMap(branch -> branch.steps().stream()).toList();
    }

    /** The sum of the weights: a branch's share is its weight divided by it. */
    public double total() {
      return branches.stream().mapToDouble(Branch::weight).sum();
    }
  }

  /** Steps that are done as often as their weight says, relative to the other branches'. */
  record Branch(double weight, List<Step> steps) {
    public Branch {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Steps that are done with a probability, drawn anew each time.
   *
   * @param probability from 0 to 1
   */
  record Chance(double probability, List<Step> steps, SourcePosition at) implements Step {
    public Chance {
      steps = List.copyOf(steps);
    }

    @Override
    public List<Step> inner() {
      return steps;
    }
  }
}
