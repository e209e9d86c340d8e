package wml.api.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/** What a script does, in its order. */
public sealed interface Action {
  SourcePosition at();

  /** Prints a line. */
  record Echo(String text, SourcePosition at) implements Action {}

  /** Runs a command of the user's shell. */
  record Shell(String command, SourcePosition at) implements Action {}

  /** Pauses. */
  record Sleep(double seconds, SourcePosition at) implements Action {}

  /**
   * Builds filesets that are not built yet.
   *
   * @param target null: the one that the runner was given
   */
  record CreateFilesets(List<FilesetPlan> filesets, @Nullable TargetPlan target, SourcePosition at)
      implements Action {
    public CreateFilesets {
      filesets = List.copyOf(filesets);
    }
  }

  /** A measured run. */
  record Run(RunPlan plan, SourcePosition at) implements Action {}
}
