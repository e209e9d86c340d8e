package wml.gate.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.gate.output.GateText;
import wml.gate.result.GateResult;

/** Where what a gate found goes. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  public void check() {}

  public int write(GateResult result) throws java.io.IOException {
    GateText.print(result, spec.commandLine().getOut());
    result
        .comparisons()
        .forEach(c -> spec.commandLine().getOut().println(c.name() + " " + c.judgement()));
    return switch (result.verdict()) {
      case PASS -> ExitCode.OK;
      case REGRESSION -> ExitCode.GATE;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
      case UNSTABLE -> ExitCode.UNSTABLE;
      case INVALID -> ExitCode.INVALID;
    };
  }
}
