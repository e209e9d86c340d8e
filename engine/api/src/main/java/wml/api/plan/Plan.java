package wml.api.plan;

import java.util.List;
import java.util.Map;

/**
 * A checked workload, ready to be bound: everything is known but the random draws.
 *
 * @param sha256 of the source text, hexadecimal; of all files in turn if it loads others
 * @param variables the values at the end of the script, for the record
 * @param parameters that the outside may set, in the order of the script
 */
public record Plan(
    String path,
    String sha256,
    Map<String, String> variables,
    List<Parameter> parameters,
    List<Action> actions) {
  public Plan {
    parameters = List.copyOf(parameters);
    actions = List.copyOf(actions);
  }

  public List<RunPlan> runs() {
    return actions.stream()
        .filter(Action.Run.class::isInstance)
        .map(a -> ((Action.Run) a).plan())
        .toList();
  }
}
