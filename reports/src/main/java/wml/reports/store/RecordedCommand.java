package wml.reports.store;

import wml.api.result.RunResult;

/**
 * What a result says of how it was made.
 *
 * @param commit of wml; empty if it was not recorded
 * @param text as it was given; empty if it was not recorded
 */
public record RecordedCommand(String commit, String text) {
  /** The fact of the environment that holds it. */
  public static final String FACT = "command";

  public static RecordedCommand of(RunResult run) {
    return new RecordedCommand(
        run.environment().getOrDefault("wml_commit", ""), run.environment().getOrDefault(FACT, ""));
  }
}
