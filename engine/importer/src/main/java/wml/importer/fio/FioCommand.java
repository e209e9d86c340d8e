package wml.importer.fio;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.syntax.SourceText;
import wml.importer.output.WorkloadOutput;

/** {@code wml import fio FILE}: a fio job file as a workload of the same operations. */
@Command(
    name = "fio",
    description = {
      "Turns a fio job file into a .wml file of the same operations.",
      "What can't be expressed is named with its line; then nothing is written."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class FioCommand implements Callable<Integer> {
  /** A job file is written by people. */
  private static final int MAX_BYTES = 1 << 20;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "a fio job file")
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
    Diagnostics diagnostics = new Diagnostics();
    String workload;
    try {
      SourceText source = new SourceText(file.toString(), read(file));
      workload = FioImport.convert(source, System.getenv(), diagnostics);
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.WORKLOAD;
    }
    for (Diagnostic d : diagnostics.sorted()) {
      err.print(Renderer.render(d));
    }
    if (workload == null) {
      err.println(file + ": " + Renderer.count(diagnostics) + "; nothing was written");
      return ExitCode.WORKLOAD;
    }
    return WorkloadOutput.write(workload, output, spec.commandLine().getOut(), err);
  }

  private static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("'" + file + "' is a directory, not a fio job file");
    }
    try (var in = Files.newInputStream(file)) { // no size: it may be a pipe
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("'" + file + "' is larger than 1 MiB: it is no fio job file");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '" + file + "'", e);
    }
  }
}
