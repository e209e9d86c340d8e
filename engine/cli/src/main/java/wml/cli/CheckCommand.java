package wml.cli;

import com.google.auto.service.AutoService;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.target.TargetInfo;
import wml.compiler.Catalog;

/** {@code wml check FILE...}: all errors of workload files, without any side effect. */
@AutoService(Subcommand.class)
@Command(
    name = "check",
    description = "Checks workload files and reports all their errors; runs nothing.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CheckCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "workload files")
  private List<Path> files;

  @Option(
      names = "-D",
      paramLabel = "name=value",
      description = "sets a variable, whatever the files say")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--target",
      paramLabel = "NAME[:key=value,...]",
      completionCandidates = CompletionCommand.Targets.class,
      description = "also checks that this target can do what is asked")
  private @Nullable String targetText;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Catalog catalog = Catalog.load();
    TargetInfo target = targetText == null ? null : TargetChoice.parse(targetText, catalog).info();
    boolean good = true;
    for (Path file : files) {
      boolean checked =
          WorkloadFile.compile(file, settings, null, target, target != null, catalog, err, false)
              != null;
      if (checked) {
        spec.commandLine().getOut().println(file + ": ok");
      }
      good &= checked;
    }
    return good ? ExitCode.OK : ExitCode.WORKLOAD;
  }
}
