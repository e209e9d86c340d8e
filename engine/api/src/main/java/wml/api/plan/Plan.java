package wml.api.plan;

import java.util.List;
import java.util.Map;

/**
 * A checked workload, ready to be bound: everything is known but the random draws.
 *
 * @param sha256 of the source text, hexadecimal; of all files in turn if it loads others
 * @param variables the values at the end of the script, for the record
 */
public record Plan(
    String path, String sha256, Map<String, String> variables, List<Action> actions) {
  public Plan {
    actions = List.copyOf(actions);
  }

  public List<RunPlan> runs() {
    return actions.stream()
        .filter(Action.Run.class::isInstance)
        .map(a -> ((Action.Run) a).plan())
        .toList();
  }
}
