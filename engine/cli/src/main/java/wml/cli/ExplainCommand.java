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
import wml.api.plan.Parameter;
import wml.api.plan.Plan;
import wml.compiler.Catalog;

/** {@code wml explain FILE}: what a workload would do, as a tree; runs nothing. */
@AutoService(Subcommand.class)
@Command(
    name = "explain",
    description = {
      "Shows what a workload file means as a tree; runs nothing. Of the runs of a sweep it shows"
          + " the",
      "first and the last."
    },
    footer = {"", "Example:", "  wml explain workloads/classic/varmail.wml -D nthreads=4"},
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ExplainCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private WorkloadOptions workload;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Plan plan = workload.compile(null, false, Catalog.load(), err, false);
    if (plan == null) {
      return ExitCode.WORKLOAD;
    }
    plan.parameters().forEach(p -> out.println(parameter(p)));
    try {
      new PlanPages(plan, workload.seed(), workload.isCompat(), out).print();
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
}
