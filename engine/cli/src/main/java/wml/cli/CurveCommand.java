package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.result.RateReport;
import wml.runtime.limit.LoadCurve;

/** {@code wml curve FILE}: latency over load. */
@AutoService(Subcommand.class)
@Command(
    name = "curve",
    description = {
      "Measures response times under 10, 20, ... 90, 95 and 100 %% of the throughput without a",
      "rate."
    },
    footer = {"", "Example:", "  wml curve read.wml --runtime 5s --json curve.json"},
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CurveCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RateRuns runs;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    RateRuns.Subject subject = runs.subject("curve", err);
    return subject == null
        ? ExitCode.WORKLOAD
        : runs.run(
            subject,
            null,
            LoadCurve.PROBES,
            spec.commandLine().getOut(),
            err,
            CurveCommand::report);
  }

  private static RateReport report(RunProbe probe) throws IOException {
    List<LoadCurve.Point> points = LoadCurve.of(probe);
    double maximum = probe.probes().getFirst().executedPerSecond();
    double kept = 0;
    double failed = Double.POSITIVE_INFINITY;
    for (LoadCurve.Point point : points) {
      if (point.seen().kept()) {
        kept = point.seen().rate();
      } else {
        failed = Math.min(failed, point.seen().rate());
      }
    }
    return new RateReport(
        RateReport.Kind.CURVE,
        probe.last(),
        "",
        maximum,
        kept,
        failed,
        "without a rate %s/s; kept up to %s/s"
            .formatted(RateTable.rate(maximum), RateTable.rate(kept)),
        probe.probes());
  }
}
