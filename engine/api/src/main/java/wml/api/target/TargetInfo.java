package wml.api.target;

import java.util.List;
import java.util.Set;

/**
 * What a target says of itself.
 *
 * @param name as written after {@code --target}
 * @param capabilities what its sessions offer beyond the base session; a session returns an
 *     instance for exactly these
 * @param counters what its sessions count
 */
public record TargetInfo(
    String name,
    String summary,
    List<Option> options,
    Set<Class<? extends Capability>> capabilities,
    Set<Counter> counters) {
  public TargetInfo {
    options = List.copyOf(options);
    capabilities = Set.copyOf(capabilities);
    counters = Set.copyOf(counters);
  }

  /** Of a target that counts nothing. */
  public TargetInfo(
      String name,
      String summary,
      List<Option> options,
      Set<Class<? extends Capability>> capabilities) {
    this(name, summary, options, capabilities, Set.of());
  }
}
