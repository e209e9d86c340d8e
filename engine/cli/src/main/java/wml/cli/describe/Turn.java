package wml.cli.describe;

import java.util.ArrayList;
import java.util.List;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;

/**
 * One pass of a thread over its steps.
 *
 * @param operations as often as their blocks, branches and chances say
 */
record Turn(ThreadPlan thread, List<Operation> operations) {
  /**
   * A flowop of a turn.
   *
   * @param times per turn, on average
   */
  record Operation(Step.Call call, OperationKind kind, double times) {
    /** Whether a flag is given and not false. */
    boolean has(String flag) {
      return switch (call.attributes().get(flag)) {
        case null -> false;
        case Value.Flag f -> f.value();
        case Value.Whole w -> w.value() != 0;
        case Value.Duration d -> d.nanos() != 0;
        case Value.Text t -> true;
        case Value.Rate r -> true;
        case Value.Random r -> true;
      };
    }
  }

  static Turn of(ThreadPlan thread) {
    List<Operation> operations = new ArrayList<>();
    collect(thread.steps(), 1, operations);
    return new Turn(thread, List.copyOf(operations));
  }

  private static void collect(List<Step> steps, double times, List<Operation> into) {
    for (Step step : steps) {
      switch (step) {
        case Step.Call call -> {
          OperationKind kind = OperationKind.of(call.type().signature());
          into.add(new Operation(call, kind, times * mean(call.iterations())));
        }
        case Step.Block block -> collect(block.steps(), times * mean(block.iterations()), into);
        case Step.Chance chance -> collect(chance.steps(), times * chance.probability(), into);
        case Step.Choice choice -> {
          for (Step.Branch branch : choice.branches()) {
            collect(branch.steps(), times * branch.weight() / choice.total(), into);
          }
        }
      }
    }
  }

  private static double mean(Value iterations) {
    return switch (iterations) {
      case Value.Whole w -> w.value();
      case Value.Flag f -> f.value() ? 1 : 0;
      case Value.Duration d -> 1;
      case Value.Text t -> 1;
      case Value.Rate r -> 1;
      case Value.Random r -> r.variable().mean();
    };
  }

  /** Operations per turn of a kind. */
  double count(OperationKind kind) {
    return operations.stream().filter(o -> o.kind() == kind).mapToDouble(Operation::times).sum();
  }

  /** Operations per turn that ask something of the file system. */
  double total() {
    return operations.stream()
        .filter(o -> o.kind() != OperationKind.NONE)
        .mapToDouble(Operation::times)
        .sum();
  }
}
