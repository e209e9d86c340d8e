package wml.gate.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A wml that can be run.
 *
 * @param command what starts it; arguments follow
 * @param trained whether it brings an archive of classes and profiles, made on this machine
 * @param commit or empty
 * @param words what it is, for people
 */
public record Distribution(List<String> command, boolean trained, String commit, String words) {
  public Distribution {
    command = List.copyOf(command);
  }

  /** The same without its archive: the other side has none. */
  public Distribution untrained() {
    if (!trained) {
      return this;
    }
    String flags = Objects.requireNonNullElse(System.getenv("WML_JVM_FLAGS"), "");
    List<String> all = new ArrayList<>();
    all.add("env");
    all.add(("WML_JVM_FLAGS=-XX:AOTMode=off " + flags).strip());
    all.addAll(command);
    return new Distribution(all, false, commit, words);
  }
}
