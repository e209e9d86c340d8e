package wml.cli;

import com.google.auto.service.AutoService;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
import wml.api.plan.Action;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Parameter;
import wml.api.plan.Plan;
import wml.compiler.Catalog;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.run.PlanText;

/** {@code wml explain FILE}: what a workload would do, as a tree; runs nothing. */
@AutoService(Subcommand.class)
@Command(
    name = "explain",
    description = "Shows what a workload file means as a tree; runs nothing.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ExplainCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "a .wml or .f file")
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "name=value",
      description = "sets a variable, whatever the file says")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "root under which all paths of the workload go")
  private @Nullable Path directory;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of all random choices (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--compat", description = "Filebench's trees and sizes, bit for bit")
  private boolean compat;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Plan plan =
        WorkloadFile.compile(
            file,
            settings,
            WorkloadFile.directory(directory),
            null,
            false,
            Catalog.load(),
            err,
            false);
    if (plan == null) {
      return ExitCode.WORKLOAD;
    }
    plan.parameters().forEach(p -> out.println(parameter(p)));
    try {
      for (Action action : plan.actions()) {
        explain(action, out);
      }
    } catch (IllegalArgumentException e) {
      out.flush();
      err.println("wml: " + e.getMessage());
      return ExitCode.WORKLOAD;
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String parameter(Parameter p) {
    String limits =
        (p.min() == null ? "" : ", at least " + p.min())
            + (p.max() == null ? "" : ", at most " + p.max())
            + (p.values().isEmpty() ? "" : ", one of " + String.join(" ", p.values()));
    return "param %s=%s (%s%s)%s"
        .formatted(
            p.name(), p.value(), p.type().word(), limits, p.doc().isEmpty() ? "" : ": " + p.doc());
  }

  private void explain(Action action, PrintWriter out) {
    switch (action) {
      case Action.Echo echo -> out.println("echo " + echo.text());
      case Action.Shell shell -> out.println("system " + shell.command());
      case Action.Sleep sleep -> out.println("sleep " + sleep.seconds() + " s");
      case Action.CreateFilesets create -> {
        out.print("create files:");
        for (FilesetPlan fileset : create.filesets()) {
          out.print(" " + fileset.name());
        }
        out.println();
      }
      case Action.Run run ->
          out.print(
              PlanText.render(
                  run.plan(), FilesetBuilder.layOut(run.plan().filesets(), seed, compat)));
    }
  }
}
