package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import wml.api.plan.Action;

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

  boolean isEmpty() {
    return actions.isEmpty();
  }

  List<Action> all() {
    return List.copyOf(actions);
  }
}
