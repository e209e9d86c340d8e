package wml.runtime.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.PipelinedFlowop;

/**
 * What a thread's pipelined flowops have under way while the thread does something else. Owned by
 * one worker, which says so before it calls a flowop, pauses or ends.
 */
final class Pipelines {
  /** What a worker does with a request's failure, and with what completes. */
  interface Owner extends FlowopContext {
    /** From now on completions are counted at this step. */
    void counts(BoundStep step);

    void failed(BoundStep step, IOException failure);
  }

  /** With several pipelines, how long a pause looks at one of them. */
  private static final long TURN_NANOS = 200_000;

  /** What the end of a run grants requests to complete. */
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MAX_FAILURES = 10_000;

  private final Owner owner;
  private final List<BoundStep> started = new ArrayList<>();
  private @Nullable BoundStep current;

  Pipelines(Owner owner) {
    this.owner = owner;
  }

  /** The thread is about to call a step's flowop. */
  void enter(BoundStep step) {
    if (step != current && (current != null || step.pipelined != null)) {
      change(step);
    }
  }

  private void change(BoundStep step) {
    leave();
    if (step.pipelined != null) {
      current = step;
      if (!started.contains(step)) {
        started.add(step);
      }
    }
  }

  /** The thread is about to do something else: nothing stays held back. */
  void leave() {
    BoundStep left = current;
    if (left != null) {
      current = null;
      serve(left, System.nanoTime());
    }
  }

  /** Counts what completes until a time; returns earlier if nothing is under way. */
  void pause(long untilNanoTime) {
    current = null;
    boolean more = !started.isEmpty();
    while (more && !owner.stopping()) {
      long now = System.nanoTime();
      long left = untilNanoTime - now;
      long turn = started.size() == 1 ? left : Math.min(left, TURN_NANOS);
      more = false;
      for (int i = 0; i < started.size(); i++) {
        more |= serve(started.get(i), now + Math.min(turn, TimeUnit.MILLISECONDS.toNanos(10)));
      }
      more &= left > 0;
    }
  }

  /** Counts all that is under way. */
  void settle() {
    current = null;
    for (BoundStep step : started) {
      long deadline = System.nanoTime() + SETTLE_NANOS;
      int failures = 0;
      while (failures < MAX_FAILURES && deadline - System.nanoTime() > 0 && serve(step, deadline)) {
        failures++;
      }
    }
    started.clear();
  }

  /** Returns whether more may be under way. */
  private boolean serve(BoundStep step, long untilNanoTime) {
    PipelinedFlowop flowop = step.pipelined;
    if (flowop == null) {
      return false;
    }
    owner.counts(step);
    try {
      return flowop.serve(untilNanoTime, owner);
    } catch (IOException e) {
      owner.failed(step, e);
      return true;
    }
  }
}
