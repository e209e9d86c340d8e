package wml.reports.command;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.result.RunResult;
import wml.reports.paper.ArtifactFolder;
import wml.reports.paper.UsualFigures;

/** {@code wml artifact}: a folder for artifact evaluation. */
@AutoService(Subcommand.class)
@Command(
    name = "artifact",
    description = {
      "Writes a folder for artifact evaluation: README, commands, versions, raw data, figures and",
      "checksums of some results."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ArtifactCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RESULT", description = "files of results")
  private List<Path> results;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "artifact",
      description = "a new directory, or an artifact that is replaced (${DEFAULT-VALUE})")
  private Path out;

  @Override
  public Integer call() {
    try {
      Map<Path, List<RunResult>> read = ResultFiles.read(results, spec.commandLine().getErr());
      new ArtifactFolder(out).write(read, UsualFigures.of(read));
    } catch (IOException e) {
      spec.commandLine().getErr().println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
    spec.commandLine().getOut().println(out);
    return ExitCode.OK;
  }
}
