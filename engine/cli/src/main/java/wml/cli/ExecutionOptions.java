package wml.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wml.api.cli.OptionValues;
import wml.compiler.Catalog;

/** The options of all commands that run a workload: where, how long, and what they say. */
final class ExecutionOptions {
  @Option(
      names = "--target",
      paramLabel = "NAME[:key=value,...]",
      completionCandidates = CompletionCommand.Targets.class,
      description =
          "what to run against, whatever the file says (default: what it says, or posix);"
              + " 'wml list targets' shows all")
  private @Nullable String targetText;

  @Option(
      names = "--runtime",
      paramLabel = "DURATION",
      description = "replaces the duration of every run, or of its measure phase: 10s, 5m")
  private @Nullable String runtime;

  @Option(names = "--quiet", description = "no progress, notes or warnings")
  private boolean quiet;

  TargetChoice target(Catalog catalog) {
    return TargetChoice.parse(targetText == null ? TargetChoice.DEFAULT : targetText, catalog);
  }

  /** Whether the target replaces those that the file names. */
  boolean isTargetFixed() {
    return targetText != null;
  }

  boolean isQuiet() {
    return quiet;
  }

  /** {@code --runtime}; null: as the file says. */
  @Nullable Double seconds() {
    return OptionValues.seconds("--runtime", runtime);
  }
}
