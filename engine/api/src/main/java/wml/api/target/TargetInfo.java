package wml.api.target;

import java.util.List;
import java.util.Set;

/**
 * What a target says of itself.
 *
 * @param name as written after {@code --target}
 * @param capabilities what its sessions offer beyond the base session; a session returns an
 *     instance for exactly these
 */
public record TargetInfo(
    String name,
    String summary,
    List<Option> options,
    Set<Class<? extends Capability>> capabilities) {
  public TargetInfo {
    options = List.copyOf(options);
    capabilities = Set.copyOf(capabilities);
  }
}
