package wml.importer;

import com.google.auto.service.AutoService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wml.api.cli.Subcommand;
import wml.importer.fio.FioCommand;

/** {@code wml import FORMAT FILE}: workloads written for other tools, as {@code .wml}. */
@AutoService(Subcommand.class)
@Command(
    name = "import",
    description = "Turns workload files of other tools into .wml files.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "FORMAT",
    subcommands = FioCommand.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ImportCommand implements Subcommand, Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "import from which format? fio is known");
  }
}
