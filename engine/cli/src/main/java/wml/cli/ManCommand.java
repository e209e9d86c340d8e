package wml.cli;

import com.google.auto.service.AutoService;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.api.units.Nearest;

/** {@code wml man [COMMAND]}: a manual page, to be shown by man. */
@AutoService(Subcommand.class)
@Command(
    name = "man",
    description = "Prints the manual page of wml or of one of its commands, in roff.",
    footer = {
      "",
      "Examples:",
      "  wml man run | man -l -                      shows a page",
      "  wml man run > /usr/share/man/man1/wml-run.1   installs it"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ManCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "one of wml's commands")
  private @Nullable String command;

  @Override
  public Integer call() {
    CommandSpec wml = spec.parent();
    CommandLine found = command == null ? wml.commandLine() : wml.subcommands().get(command);
    if (found == null) {
      throw new UsageException(
          "there is no command '"
              + command
              + "'"
              + Nearest.hint(String.valueOf(command), wml.subcommands().keySet())
              + "\nhelp: commands are "
              + String.join(", ", wml.subcommands().keySet()));
    }
    spec.commandLine().getOut().print(ManPage.of(found.getCommandSpec()));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
