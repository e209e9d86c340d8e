package wml.cli;

import com.google.auto.service.AutoService;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import wml.api.cli.Subcommand;
import wml.api.target.Service;

/** {@code wml serve NAME}: a server of this project, until a signal ends it. */
@AutoService(Subcommand.class)
@Command(
    name = "serve",
    description = "Runs a server of wml's own until it is interrupted.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ServeCommand implements Subcommand, Runnable {
  @Spec private CommandSpec spec;

  /** Adds a command for every service on the class path. */
  static void addServices(CommandLine serve) {
    for (Service service : ServiceLoader.load(Service.class)) {
      serve.addSubcommand(service.info().name(), ServiceCommand.of(service));
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "which server?\nhelp: these can be served: "
            + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
