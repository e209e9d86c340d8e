package wml.cli;

import com.google.auto.service.AutoService;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.plan.Action;
import wml.api.plan.FilesetPlan;
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

  @Mixin private WorkloadOptions workload;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Plan plan =
        WorkloadFile.compile(
            workload.file(),
            workload.settings(),
            workload.directory(),
            null,
            Catalog.load(),
            err,
            false);
    if (plan == null) {
      return ExitCode.WORKLOAD;
    }
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
                  run.plan(),
                  FilesetBuilder.layOut(
                      run.plan().filesets(), workload.seed(), workload.isCompat())));
    }
  }
}
