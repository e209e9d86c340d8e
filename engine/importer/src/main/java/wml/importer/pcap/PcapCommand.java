package wml.importer.pcap;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.importer.output.WorkloadOutput;

/** {@code wml import pcap FILE}: the NFS calls in a capture, as a workload of the same mix. */
@Command(
    name = "pcap",
    description = {
      "Turns the NFS calls in a capture of packets (pcap, pcapng) into a .wml file:",
      "a thread for each connection, with its operations as often as they came, at their rate."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PcapCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "a capture, as tcpdump and dumpcap write it")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "writes the workload to a new file instead of standard output")
  private @Nullable Path output;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (WorkloadOutput.isTaken(output, err)) {
      return ExitCode.USAGE;
    }
    PcapImport.Imported imported;
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a directory, not a capture");
      }
      imported = PcapImport.convert(file);
    } catch (NoSuchFileException e) {
      err.println("wml: there is no file '" + file + "'");
      return ExitCode.WORKLOAD;
    } catch (IOException e) {
      err.println("wml: can't import '" + file + "': " + e.getMessage());
      return ExitCode.WORKLOAD;
    }
    imported.notes().forEach(note -> err.println(file + ": note: " + note));
    return WorkloadOutput.write(imported.text(), output, spec.commandLine().getOut(), err);
  }
}
