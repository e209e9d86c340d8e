package wml.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import wml.api.result.RunResult;
import wml.reports.store.RecordedCommand;

/**
 * The command that repeats a result.
 *
 * @param unknown what results don't tell, so that a person has to add it
 */
record Repetition(String command, List<String> unknown) {
  /**
   * @param swept variables that the workload sets by itself
   * @param repeats how many runs each point has
   */
  static Repetition of(RunResult first, java.util.Set<String> swept, int repeats) {
    List<String> unknown = new ArrayList<>();
    RecordedCommand recorded = RecordedCommand.of(first);
    unknown.add(
        recorded.commit().isEmpty()
            ? "the commit of wml was not recorded"
            : "check out wml at commit " + recorded.commit() + " first");
    if (!recorded.text().isEmpty()) {
      unknown.add("this is the command that was given; the directory that it ran in is not known");
      return new Repetition(recorded.text(), unknown);
    }
    unknown.add("the command itself was not recorded; this one is made from the result");
    List<String> words = new ArrayList<>(List.of("wml", "run", quoted(first.workload().path())));
    words.add("--target");
    words.add(quoted(target(first.target())));
    words.add("--seed");
    words.add(Long.toString(first.seed()));
    if (first.meaning().equals("filebench")) {
      words.add("--compat");
    }
    if (first.measurement().steadiness() != null) {
      words.add("--steady");
    }
    if (repeats > 1) {
      words.add("--repeats");
      words.add(Integer.toString(repeats));
    }
    first
        .workload()
        .variables()
        .forEach(
            (name, value) -> {
              if (!swept.contains(name)) {
                words.add("-D");
                words.add(quoted(name + "=" + value));
              }
            });
    words.add("--json");
    words.add("again.json");
    unknown.add("--dir, --runtime, --rate and --between are not recorded: add those that you gave");
    unknown.add("-D repeats every variable as it was at the end, also those that the file sets");
    if (repeats > 1) {
      unknown.add("whether --until-ci or --repeats decided on " + repeats + " repeats");
    }
    return new Repetition(String.join(" ", words), unknown);
  }

  private static String target(RunResult.TargetRecord target) {
    Map<String, String> options = target.options();
    return target.name()
        + options.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(",", options.isEmpty() ? "" : ":", ""));
  }

  /** For a POSIX shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
