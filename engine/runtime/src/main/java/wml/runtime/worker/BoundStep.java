package wml.runtime.worker;

import org.jspecify.annotations.Nullable;
import wml.api.flowop.Flowop;
import wml.api.plan.Step;
import wml.api.random.LongSource;

/**
 * A step of one thread, resolved: a flowop, or a block of steps. Immutable; its flowop is the
 * thread's own.
 */
final class BoundStep {
  /** What a failed call does. */
  enum OnError {
    ABORT,
    CONTINUE,
    RETRY
  }

  final LongSource iterations;

  /** Pauses after each operation in nanoseconds; null for none. */
  final @Nullable LongSource think;

  final @Nullable Flowop flowop;
  final BoundStep[] block;
  final int index;
  final OnError onError;
  final Step plan;

  private BoundStep(
      Step plan,
      LongSource iterations,
      @Nullable Flowop flowop,
      BoundStep[] block,
      int index,
      OnError onError,
      @Nullable LongSource think) {
    this.plan = plan;
    this.iterations = iterations;
    this.flowop = flowop;
    this.block = block;
    this.index = index;
    this.onError = onError;
    this.think = think;
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
      @Nullable LongSource think) {
    return new BoundStep(plan, iterations, flowop, new BoundStep[0], index, onError, think);
  }

  static BoundStep block(Step.Block plan, LongSource iterations, BoundStep[] steps) {
    return new BoundStep(plan, iterations, null, steps, -1, OnError.ABORT, null);
  }
}
