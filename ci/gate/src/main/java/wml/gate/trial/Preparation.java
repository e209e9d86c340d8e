package wml.gate.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPlan;
import wml.gate.trial.Sides.Ready;

/** Chooses how two sides are run in turns. */
public final class Preparation {
  /** Of each side in a pair; longer pairs are worth less than more of them. */
  static final double USUAL_SECONDS = 0.8;

  /** What the user says of the mode. */
  public enum Wish {
    AUTO,
    SLICES,
    RUNS
  }

  private Preparation() {}

  /**
   * @param seconds of each measure phase; null: the usual
   * @param notes takes why it is done in this way
   * @throws IllegalArgumentException if slices are wished and can't be
   * @throws InvalidSideException if the sides would run different workloads
   */
  public static Trial trial(
      Path workload,
      Ready baseline,
      Ready candidate,
      Wish wish,
      @Nullable Double seconds,
      Order order,
      Children children,
      Consumer<String> notes)
      throws IOException {
    checkAlike(baseline.plan(), candidate.plan());
    Plan plan = candidate.plan();
    Trial runs =
        new WholeRuns(
            workload,
            baseline.contender(),
            candidate.contender(),
            plan.runs().size(),
            seconds == null && isTimed(plan) ? Double.valueOf(USUAL_SECONDS) : seconds,
            longest(plan, seconds),
            order,
            children);
    if (wish == Wish.RUNS) {
      return runs;
    }
    Mode mode = mode(baseline, candidate);
    if (wish == Wish.SLICES && !mode.slices()) {
      throw new IllegalArgumentException("--mode slices: " + mode.why());
    }
    notes.accept((mode.slices() ? "slices: " : "whole runs: ") + mode.why());
    if (!mode.slices()) {
      return runs;
    }
    Trial slices =
        new Slices(
            workload,
            baseline.contender(),
            candidate.contender(),
            seconds == null ? USUAL_SECONDS : seconds,
            order,
            children);
    return wish == Wish.SLICES ? slices : new FittingTrial(slices, runs, notes);
  }

  private static Mode mode(Ready baseline, Ready candidate) throws IOException {
    Files.createDirectories(baseline.contender().root());
    Files.createDirectories(candidate.contender().root());
    Mode mode = Mode.of(baseline.plan(), baseline.place());
    return mode.slices() ? Mode.of(candidate.plan(), candidate.place()) : mode;
  }

  private static void checkAlike(Plan baseline, Plan candidate) throws InvalidSideException {
    if (!baseline.sha256().equals(candidate.sha256())) {
      throw new InvalidSideException(
          "the sides run different workloads: digest %.12s of the baseline, %.12s of the candidate"
              .formatted(baseline.sha256(), candidate.sha256()));
    }
    if (baseline.runs().size() != candidate.runs().size()) {
      throw new InvalidSideException(
          "the baseline has %d runs, the candidate %d"
              .formatted(baseline.runs().size(), candidate.runs().size()));
    }
    if (candidate.runs().isEmpty()) {
      throw new InvalidSideException("the workload runs nothing");
    }
  }

  private static boolean isTimed(Plan plan) {
    return plan.runs().stream().allMatch(run -> run.durationSeconds() != null);
  }

  private static double longest(Plan plan, @Nullable Double seconds) {
    double sum = 0;
    for (RunPlan run : plan.runs()) {
      for (RunPhase phase : run.phases()) {
        boolean replaced = phase.kind() == RunPhase.Kind.MEASURE && seconds != null;
        Double own = replaced ? seconds : phase.seconds();
        sum += own == null ? 0 : own;
      }
    }
    return sum;
  }
}
