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
import wml.api.plan.Plan;
import wml.cli.describe.Description;
import wml.compiler.Catalog;
import wml.grammar.format.Remarks;
import wml.grammar.syntax.SourceText;
import wml.runtime.environment.MachineFacts;

/** {@code wml describe FILE}: a workload in words, and what it can not show; runs nothing. */
@AutoService(Subcommand.class)
@Command(
    name = "describe",
    description = {
      "Says in words what a workload does, what of a file system it asks about (data, metadata,",
      "disk, caching, scaling), and what it can not show on this machine; runs nothing."
    },
    footer = {"", "Example:", "  wml describe workloads/classic/varmail.wml -D nfiles=100000"},
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DescribeCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private WorkloadOptions workload;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SourceText source = WorkloadFile.read(workload.file(), err);
    Plan plan =
        source == null
            ? null
            : WorkloadFile.compile(
                source,
                workload.settings(),
                workload.directory(),
                null,
                false,
                Catalog.load(),
                err,
                true);
    if (source == null || plan == null) {
      return ExitCode.WORKLOAD;
    }
    try {
      out.print(
          Description.of(
              plan,
              Remarks.of(source),
              MachineFacts.memoryBytes(),
              workload.seed(),
              workload.isCompat()));
    } catch (IllegalArgumentException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.WORKLOAD;
    }
    out.flush();
    return ExitCode.OK;
  }
}
