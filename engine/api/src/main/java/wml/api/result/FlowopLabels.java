package wml.api.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import wml.api.result.RunResult.FlowopRecord;

/**
 * Short names that tell a result's flowops apart, as tags and as parts of file names: the flowop's
 * own, with its thread, process and machine before it only where two would be the same.
 */
public final class FlowopLabels {
  private static final List<Function<FlowopRecord, String>> LONGER_AND_LONGER =
      List.of(
          FlowopRecord::name,
          f -> f.thread() + "." + f.name(),
          f -> f.process() + "." + f.thread() + "." + f.name(),
          f -> f.machine() + "." + f.process() + "." + f.thread() + "." + f.name());

  private FlowopLabels() {}

  /** In the order of the flowops, no two the same: letters, digits, {@code .}, {@code _}, -. */
  public static List<String> of(List<FlowopRecord> flowops) {
    List<String> labels = new ArrayList<>();
    for (FlowopRecord flowop : flowops) {
      labels.add(shortest(flowop, flowops));
    }
    Map<String, Integer> uses = new HashMap<>();
    Set<String> taken = new HashSet<>(labels);
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      int use = uses.merge(label, 1, Integer::sum);
      if (use > 1) {
        while (!taken.add(label + "." + use)) {
          use++;
        }
        labels.set(i, label + "." + use);
      }
    }
    return labels;
  }

  private static String shortest(FlowopRecord flowop, List<FlowopRecord> flowops) {
    for (Function<FlowopRecord, String> name : LONGER_AND_LONGER) {
      String label = plain(name.apply(flowop));
      if (flowops.stream().filter(f -> plain(name.apply(f)).equals(label)).count() == 1) {
        return label;
      }
    }
    return plain(LONGER_AND_LONGER.getLast().apply(flowop));
  }

  private static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "");
    return plain.isEmpty() ? "flowop" : plain;
  }
}
