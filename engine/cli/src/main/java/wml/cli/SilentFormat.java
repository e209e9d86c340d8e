package wml.cli;

import wml.api.result.ResultFormat;
import wml.api.result.RunResult;

/** Shows nothing of single runs: what they say together comes at the end. */
final class SilentFormat implements ResultFormat {
  @Override
  public String name() {
    return "silent";
  }

  @Override
  public void write(RunResult result, Appendable out) {}
}
