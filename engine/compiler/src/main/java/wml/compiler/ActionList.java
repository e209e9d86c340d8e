package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Action;
import wml.api.plan.Assertion;
import wml.api.plan.GatedMetric;
import wml.api.plan.RunPlan;

/** What a script does, in its order; nothing is added behind {@code quit}. */
final class ActionList {
  private final List<Action> actions = new ArrayList<>();
  private boolean stopped;

  void add(Action action) {
    if (!stopped) {
      actions.add(action);
    }
  }

  /** Everything that follows is checked and never done. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  boolean has(Class<? extends Action> kind) {
    return actions.stream().anyMatch(kind::isInstance);
  }

  /** The run that was added last, or null. */
  @Nullable RunPlan lastRun() {
    for (int i = actions.size() - 1; i >= 0; i--) {
      if (actions.get(i) instanceof Action.Run run) {
        return run.plan();
      }
    }
    return null;
  }

  /** Adds to what must hold of the run that was added last. */
  void expect(Assertion assertion) {
    changeLastRun(run -> run.with(assertion));
  }

  /** Adds to what a gate compares of the run that was added last. */
  void compare(GatedMetric metric) {
    changeLastRun(run -> run.with(metric));
  }

  private void changeLastRun(UnaryOperator<RunPlan> change) {
    for (int i = actions.size() - 1; i >= 0 && !stopped; i--) {
      if (actions.get(i) instanceof Action.Run run) {
        actions.set(i, new Action.Run(change.apply(run.plan()), run.at()));
        return;
      }
    }
  }

  boolean isEmpty() {
    return actions.isEmpty();
  }

  List<Action> all() {
    return List.copyOf(actions);
  }
}
