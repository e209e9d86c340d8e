package wml.api.target;

import java.util.Map;

/**
 * Where the data of a path lives.
 *
 * @param facts what explains a number: file system type, mount point, mount options, device
 * @param freeBytes space left, or -1 if unknown
 */
public record Placement(Durability durability, Map<String, String> facts, long freeBytes) {
  public Placement {
    facts = Map.copyOf(facts);
  }
}
