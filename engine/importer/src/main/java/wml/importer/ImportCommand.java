package wml.importer;

import com.google.auto.service.AutoService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wml.api.cli.Subcommand;
import wml.importer.fio.FioCommand;
import wml.importer.pcap.PcapCommand;

/** {@code wml import FORMAT FILE}: workloads of other tools, and captures, as {@code .wml}. */
@AutoService(Subcommand.class)
@Command(
    name = "import",
    description = "Turns workload files of other tools, and captures, into .wml files.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "FORMAT",
    subcommands = {FioCommand.class, PcapCommand.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ImportCommand implements Subcommand, Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "import from which format? fio and pcap are known");
  }
}
