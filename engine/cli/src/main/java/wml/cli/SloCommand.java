package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.plan.Assertion;
import wml.api.result.RateReport;
import wml.compiler.MetricText;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.runtime.limit.RateSearch;

/** {@code wml slo FILE}: the highest rate at which an objective holds. */
@AutoService(Subcommand.class)
@Command(
    name = "slo",
    description = {
      "Searches the highest rate of operations that the target keeps up with and at which an",
      "objective holds, such as a percentile of response times below a limit."
    },
    footer = {"", "Example:", "  wml slo read.wml --metric 'p99(read)<5ms' --runtime 5s"},
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SloCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RateRuns runs;

  @Option(
      names = "--metric",
      required = true,
      paramLabel = "OBJECTIVE",
      description = "what must hold, as in assert: 'p99(read)<5ms'")
  private String metric;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    RateRuns.Subject subject = runs.subject("slo", err);
    if (subject == null) {
      return ExitCode.WORKLOAD;
    }
    Diagnostics diagnostics = new Diagnostics();
    Assertion objective = MetricText.objective("--metric", metric, subject.run(), diagnostics);
    if (objective == null) {
      diagnostics.sorted().forEach(d -> err.print(Renderer.render(d)));
      err.flush();
      return ExitCode.USAGE;
    }
    return runs.run(
        subject,
        objective,
        RateSearch.MOST_PROBES,
        spec.commandLine().getOut(),
        err,
        probe -> report(probe, objective.text()));
  }

  private static RateReport report(RunProbe probe, String objective) throws IOException {
    RateSearch.Answer answer = RateSearch.search(probe);
    return new RateReport(
        RateReport.Kind.SLO,
        probe.last(),
        objective,
        answer.maximum(),
        answer.rate(),
        answer.failed(),
        conclusion(answer, objective),
        probe.probes());
  }

  private static String conclusion(RateSearch.Answer answer, String objective) {
    String known =
        (answer.contradictions() > 0 ? "; a higher rate held once and not again" : "")
            + (answer.complete() ? "" : "; the probes were used up before this was narrow");
    if (answer.rate() == 0) {
      return "%s holds at no rate: not even at %s/s, of %s/s without a rate"
          .formatted(objective, RateTable.rate(answer.failed()), RateTable.rate(answer.maximum()));
    }
    String above =
        Double.isInfinite(answer.failed())
            ? ", the highest that was tried: nothing limits it but pauses of its own"
            : ", and not at %s/s".formatted(RateTable.rate(answer.failed()));
    return "%s holds up to %s/s%s%s"
        .formatted(objective, RateTable.rate(answer.rate()), above, known);
  }
}
