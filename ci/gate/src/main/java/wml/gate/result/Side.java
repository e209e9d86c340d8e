package wml.gate.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One side of a gate, as it was run.
 *
 * @param given as written: {@code ref=main dir=/mnt}
 * @param commit of the wml that ran, or empty
 * @param target its name and options
 * @param workload digest of the workload file as this side read it, SHA-256 in hexadecimal
 * @param facts anything else of the environment that tells the sides apart, by name
 */
public record Side(
    String given, String commit, String target, String workload, Map<String, String> facts) {
  public Side {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
