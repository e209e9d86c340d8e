package wml.runtime.worker;

import org.jspecify.annotations.Nullable;
import wml.api.flowop.Flowop;
import wml.api.plan.Step;
import wml.api.random.LongSource;

/**
 * A step of one thread, resolved: a flowop, a block of steps, or blocks of which one is drawn. Its
 * fields never change; its flowop and its draws are the thread's own.
 */
final class BoundStep {
  /** What a failed call does. */
  enum OnError {
    ABORT,
    CONTINUE,
    RETRY
  }

  private static final BoundStep[] NOTHING = {};

  final LongSource iterations;

  /** When it is to start; null: when the one before has ended. */
  final @Nullable Schedule schedule;

  /** Pauses after each operation in nanoseconds; null for none. */
  final @Nullable LongSource think;

  final @Nullable Flowop flowop;
  final boolean hasAfter;
  final int index;
  final OnError onError;
  private final Step plan;
  private final BoundStep[][] branches;
  private final @Nullable BranchDraw draw;

  private BoundStep(
      Step plan,
      LongSource iterations,
      @Nullable Flowop flowop,
      int index,
      OnError onError,
      @Nullable LongSource think,
      @Nullable Schedule schedule,
      BoundStep[][] branches,
      @Nullable BranchDraw draw) {
    this.plan = plan;
    this.iterations = iterations;
    this.flowop = flowop;
    this.hasAfter = flowop != null && flowop.hasAfter();
    this.index = index;
    this.onError = onError;
    this.think = think;
    this.schedule = schedule;
    this.branches = branches;
    this.draw = draw;
  }

  /**
   * @param index of the thread's flowops, in the order of the plan
   */
  static BoundStep call(
      Step.Call plan,
      LongSource iterations,
      Flowop flowop,
      int index,
      OnError onError,
      @Nullable LongSource think,
      @Nullable Schedule schedule) {
    return new BoundStep(
        plan, iterations, flowop, index, onError, think, schedule, new BoundStep[0][], null);
  }

  static BoundStep block(Step.Block plan, LongSource iterations, BoundStep[] steps) {
    BoundStep[][] one = {steps};
    return new BoundStep(plan, iterations, null, -1, OnError.ABORT, null, null, one, null);
  }

  /** Steps of which one branch is done, or nothing if the draw takes none. */
  static BoundStep drawn(Step plan, BranchDraw draw, BoundStep[][] branches) {
    LongSource once = LongSource.constant(1);
    return new BoundStep(plan, once, null, -1, OnError.ABORT, null, null, branches, draw);
  }

  /** The plan of a step that is a flowop. */
  Step.Call call() {
    return (Step.Call) plan;
  }

  /** What a step that is no flowop does now. */
  BoundStep[] block() {
    if (draw == null) {
      return branches[0];
    }
    int drawn = draw.next();
    return drawn < branches.length ? branches[drawn] : NOTHING;
  }
}
