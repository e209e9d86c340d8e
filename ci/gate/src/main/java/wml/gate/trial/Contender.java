package wml.gate.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A side, ready to be run.
 *
 * @param name {@code baseline} or {@code candidate}
 * @param target null: what the file says
 * @param root the directory below which its files go, in folders of their own for each run
 * @param more other options of {@code wml run}
 */
public record Contender(
    String name,
    SideText text,
    Distribution wml,
    Map<String, String> settings,
    @Nullable String target,
    Path root,
    List<String> more) {
  public Contender {
    settings = Map.copyOf(settings);
    more = List.copyOf(more);
  }

  /** The command of one run. */
  List<String> command(Path workload, Path files, Path json, List<String> how) {
    List<String> words = new ArrayList<>(wml.command());
    words.addAll(List.of("run", workload.toString(), "--quiet"));
    words.addAll(List.of("--dir", files.toString(), "--json", json.toString()));
    settings.forEach((name, value) -> words.addAll(List.of("-D", name + "=" + value)));
    if (target != null) {
      words.addAll(List.of("--target", target));
    }
    words.addAll(more);
    words.addAll(how);
    return words;
  }
}
