package wml.compiler;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import wml.api.flowop.FlowopType;
import wml.api.target.Target;

/** The flowops and targets that are installed, by name. */
public record Catalog(SortedMap<String, FlowopType> flowops, SortedMap<String, Target> targets) {
  /** Finds what is on the class path. */
  public static Catalog load() {
    SortedMap<String, FlowopType> flowops = new TreeMap<>();
    for (FlowopType type : ServiceLoader.load(FlowopType.class)) {
      put(flowops, type.signature().keyword(), type);
    }
    SortedMap<String, Target> targets = new TreeMap<>();
    for (Target target : ServiceLoader.load(Target.class)) {
      put(targets, target.info().name(), target);
    }
    return new Catalog(flowops, targets);
  }

  private static <T> void put(Map<String, T> map, String name, T value) {
    T other = map.put(name, value);
    if (other != null) {
      throw new IllegalStateException(
          "both " + other.getClass() + " and " + value.getClass() + " are named " + name);
    }
  }
}
