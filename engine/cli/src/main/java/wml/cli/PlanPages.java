package wml.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import wml.api.plan.Action;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Plan;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPlan;
import wml.api.source.SourcePosition;
import wml.api.units.Durations;
import wml.api.units.Sizes;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.run.PlanText;

/**
 * Prints the actions of a plan. Of equal runs at many points of a sweep, the first and the last.
 */
final class PlanPages {
  private final Plan plan;
  private final long seed;
  private final boolean compat;
  private final PrintWriter out;

  /** How often each run statement is executed, and how often it has been. */
  private final Map<SourcePosition, Integer> times = new HashMap<>();

  private final Map<SourcePosition, Integer> seen = new HashMap<>();
  private long mostBytes;

  PlanPages(Plan plan, long seed, boolean compat, PrintWriter out) {
    this.plan = plan;
    this.seed = seed;
    this.compat = compat;
    this.out = out;
    plan.runs().forEach(run -> times.merge(run.at(), 1, Integer::sum));
  }

  void print() {
    for (Action action : plan.actions()) {
      if (action instanceof Action.Run run) {
        run(run.plan());
      } else if (!isBetween()) {
        other(action);
      }
    }
    summary();
  }

  private void run(RunPlan run) {
    int number = seen.merge(run.at(), 1, Integer::sum);
    int last = times.getOrDefault(run.at(), 1);
    List<LaidOutFileset> filesets = FilesetBuilder.layOut(run.filesets(), seed, compat);
    long bytes = filesets.stream().mapToLong(LaidOutFileset::preallocatedBytes).sum();
    mostBytes = Math.max(mostBytes, bytes);
    if (run.point().isEmpty() || number == 1 || number == last) {
      out.print(PlanText.render(run, filesets));
    } else if (number == 2) {
      out.println("... " + (last - 2) + (last == 3 ? " run" : " runs") + " at points between");
    }
  }

  /** Whether a sweep's runs are being left out. */
  private boolean isBetween() {
    return plan.runs().stream()
        .filter(run -> !run.point().isEmpty())
        .map(RunPlan::at)
        .anyMatch(
            at -> {
              int number = seen.getOrDefault(at, 0);
              return number > 0 && number < times.getOrDefault(at, 1);
            });
  }

  private void other(Action action) {
    switch (action) {
      case Action.Echo echo -> out.println("echo " + echo.text());
      case Action.Shell shell -> out.println("system " + shell.command());
      case Action.Sleep sleep -> out.println("sleep " + sleep.seconds() + " s");
      case Action.CreateFilesets create ->
          out.println(
              create.filesets().stream()
                  .map(FilesetPlan::name)
                  .collect(Collectors.joining(" ", "create files: ", "")));
      case Action.Run run -> {}
    }
  }

  /** What all runs take. */
  private void summary() {
    List<RunPlan> runs = plan.runs();
    if (runs.isEmpty()) {
      return;
    }
    double seconds = 0;
    boolean endless = false;
    for (RunPlan run : runs) {
      for (RunPhase phase : run.phases()) {
        Double time = phase.seconds();
        endless |= time == null;
        seconds += time == null ? 0 : time;
      }
    }
    out.println(
        String.format(
            Locale.ROOT,
            "in all: %,d %s%s; creating files writes up to %s before a run",
            runs.size(),
            runs.size() == 1 ? "run" : "runs",
            endless ? "" : " of " + Durations.format(seconds * 1e9) + " together",
            Sizes.format((double) mostBytes)));
  }
}
