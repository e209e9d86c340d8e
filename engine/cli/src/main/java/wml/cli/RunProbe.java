package wml.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.Assertion;
import wml.api.result.AssertionRecord;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.RateReport.ProbeRecord;
import wml.api.result.RunResult;
import wml.runtime.limit.Observation;
import wml.runtime.limit.Probe;
import wml.runtime.run.AssertionCheck;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** Runs the one run of a workload under rates, over the same filesets. One thread's. */
final class RunProbe implements Probe {
  private final ScriptRunner.Rounds rounds;
  private final RunSettings settings;
  private final @Nullable Assertion objective;
  private final Consumer<ProbeRecord> observer;
  private final List<ProbeRecord> probes = new ArrayList<>();
  private @Nullable RunResult last;

  /**
   * @param objective null: none
   * @param observer hears of each probe
   */
  RunProbe(
      ScriptRunner.Rounds rounds,
      RunSettings settings,
      @Nullable Assertion objective,
      Consumer<ProbeRecord> observer) {
    this.rounds = rounds;
    this.settings = settings;
    this.objective = objective;
    this.observer = observer;
  }

  List<ProbeRecord> probes() {
    return probes;
  }

  /** The last run. */
  RunResult last() {
    return Objects.requireNonNull(last, "nothing was probed");
  }

  /**
   * @throws IOException also if the run is not valid: its rate would say nothing
   */
  @Override
  public Observation at(double rate) throws IOException {
    List<RunResult> round = rounds.next(settings.at(rate == UNLIMITED ? null : rate));
    RunResult result = round.isEmpty() ? null : round.getFirst();
    if (result == null || !result.valid()) {
      String problem = result == null ? null : result.firstProblem();
      throw new IOException(problem == null ? "the run was interrupted" : problem);
    }
    last = result;
    AssertionRecord verdict = objective == null ? null : AssertionCheck.check(objective, result);
    long operations = result.ioOperations();
    Measurement how = result.measurement();
    Measurement.Pace pace = how.pace();
    Observation seen =
        new Observation(
            rate,
            operations / result.elapsedSeconds(),
            pace == null ? 1 : Math.min(1, (pace.executed() + 1) / Math.max(1, pace.planned())),
            slip(how.intervals()),
            verdict == null || verdict.holds());
    ProbeRecord record =
        new ProbeRecord(
            rate,
            seen.executed(),
            seen.keptShare(),
            seen.slip(),
            seen.kept(),
            seen.met(),
            verdict == null ? List.of() : verdict.measured(),
            result.ioLatency());
    probes.add(record);
    observer.accept(record);
    return seen;
  }

  /** From the first to the last third of the window, per second between their middles. */
  static double slip(List<Interval> intervals) {
    int third = intervals.size() / 3;
    if (third == 0) {
      return 0;
    }
    List<Interval> begin = intervals.subList(0, third);
    List<Interval> end = intervals.subList(intervals.size() - third, intervals.size());
    double seconds = (middle(end) - middle(begin)) / 1e9;
    return seconds <= 0 ? 0 : (delaySeconds(end) - delaySeconds(begin)) / seconds;
  }

  private static double middle(List<Interval> part) {
    return (part.getFirst().beginNanos() + part.getLast().endNanos()) / 2.0;
  }

  private static double delaySeconds(List<Interval> part) {
    LatencyHistogram all = new LatencyHistogram();
    for (Interval interval : part) {
      for (RunResult.FlowopRecord flowop : interval.flowops()) {
        LatencyHistogram delay = flowop.delay();
        if (delay != null) {
          all.add(delay);
        }
      }
    }
    return all.meanNanos() / 1e9;
  }
}
