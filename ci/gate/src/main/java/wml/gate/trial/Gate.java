package wml.gate.trial;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.result.RunResult;
import wml.gate.decision.Decision;
import wml.gate.decision.Design;
import wml.gate.decision.Outcome;
import wml.gate.decision.Verdict;
import wml.gate.result.GateResult;
import wml.gate.result.Side;

/** Pairs until the {@link Decision} is sure, or can't become it. One thread's. */
public final class Gate {
  /** What makes machines comparable. */
  public static final List<String> MACHINE_CLASS =
      List.of("os", "architecture", "machine_class", "cpu_model", "cpus");

  /** A third of all pairs, but not the first few alone. */
  private static final int MOST_UNSTEADY_SHARE = 3;

  private static final int MOST_UNSTEADY = 3;

  private final Design design;
  private final Subject subject;
  private final Comparisons comparisons;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  private final long begin = System.nanoTime();
  private final StringBuilder order = new StringBuilder();
  private String mode = "runs";
  private @Nullable RunResult lastBaseline;
  private @Nullable RunResult lastCandidate;
  private int unsteady;
  private String whyUnsteady = "";

  /**
   * What is compared.
   *
   * @param given path of the workload as given
   * @param plan as the candidate runs it
   */
  public record Subject(
      String given, Plan plan, Contender baseline, Contender candidate, Order order) {}

  public Gate(Design design, Subject subject) {
    this.design = design;
    this.subject = subject;
    comparisons = new Comparisons(design, subject.plan());
  }

  public void warn(String sentence) {
    warnings.add(sentence);
  }

  /**
   * Runs it.
   *
   * @param progress hears the number of pairs and a few words
   * @throws IOException if it was interrupted, or this machine failed
   */
  public GateResult run(Trial trial, BiConsumer<Integer, String> progress) throws IOException {
    try {
      return measured(trial, progress);
    } catch (InvalidSideException e) {
      return result(Verdict.INVALID, Objects.requireNonNullElse(e.getMessage(), ""), null);
    }
  }

  private GateResult measured(Trial trial, BiConsumer<Integer, String> progress)
      throws IOException {
    Outcome outcome = null;
    while (outcome == null || !outcome.over()) {
      int number = comparisons.pairs();
      Trial.Measured pair = trial.pair(number);
      mode = trial.mode();
      switch (pair) {
        case Trial.Measured.Unsteady u -> {
          unsteady++;
          whyUnsteady = u.reason();
          int all = comparisons.pairs() + unsteady;
          if (unsteady > Math.max(MOST_UNSTEADY, all / MOST_UNSTEADY_SHARE)) {
            return result(
                Verdict.UNSTABLE,
                "%d of %d pairs had no steady state; the last: %s"
                    .formatted(unsteady, all, whyUnsteady),
                comparisons.pairs() == 0 ? null : comparisons.look());
          }
        }
        case Trial.Measured.Both both -> {
          check(both);
          comparisons.add(both);
          order.append(subject.order().baselineFirst(number) ? "AB" : "BA");
          if (!comparisons.anythingCounts()) {
            throw new InvalidSideException(
                "no primary metric can be judged: " + String.join("; ", comparisons.warnings()));
          }
          progress.accept(comparisons.pairs(), comparisons.progress());
          if (design.looks().contains(comparisons.pairs())) {
            outcome = comparisons.look();
          }
        }
      }
    }
    return result(outcome.verdict(), VerdictText.of(outcome, comparisons.of(outcome)), outcome);
  }

  /** Both must have run the same, on machines of the same class. */
  private void check(Trial.Measured.Both both) throws InvalidSideException {
    RunResult before = both.baseline().getFirst();
    RunResult after = both.candidate().getFirst();
    lastBaseline = before;
    lastCandidate = after;
    if (!before.workload().sha256().equals(after.workload().sha256())) {
      throw new InvalidSideException(
          "the sides ran different workloads: digest %.12s of the baseline, %.12s of the candidate"
              .formatted(before.workload().sha256(), after.workload().sha256()));
    }
    checkMachines(before.environment(), after.environment());
  }

  /**
   * @throws InvalidSideException if they are of different classes
   */
  public static void checkMachines(Map<String, String> baseline, Map<String, String> candidate)
      throws InvalidSideException {
    for (String fact : MACHINE_CLASS) {
      String before = baseline.getOrDefault(fact, "");
      String after = candidate.getOrDefault(fact, "");
      if (!before.equals(after)) {
        throw new InvalidSideException(
            "the machines are of different classes: %s is '%s' and, of the candidate, '%s'"
                .formatted(fact, before, after));
      }
    }
  }

  private GateResult result(Verdict verdict, String reason, @Nullable Outcome outcome) {
    List<String> said = new ArrayList<>(comparisons.warnings());
    said.addAll(warnings);
    if (unsteady > 0 && verdict != Verdict.UNSTABLE) {
      said.add(
          "%d pairs without a steady state were left out; the last: %s"
              .formatted(unsteady, whyUnsteady));
    }
    RunResult last = lastCandidate;
    return new GateResult(
        verdict,
        reason,
        subject.given(),
        side(subject.baseline(), lastBaseline, lastCandidate),
        side(subject.candidate(), lastCandidate, lastBaseline),
        mode,
        order.toString(),
        subject.order().seed(),
        comparisons.pairs(),
        startedAt,
        (System.nanoTime() - begin) / 1e9,
        outcome == null ? List.of() : comparisons.of(outcome),
        comparisons.shifts(),
        said,
        last == null ? Map.of() : last.environment());
  }

  /** Mean latency of all I/O in the last run of the baseline; not a number before it. */
  public double meanNanos() {
    RunResult last = lastBaseline;
    return last == null ? Double.NaN : last.ioLatency().meanNanos();
  }

  private static Side side(
      Contender contender, @Nullable RunResult ran, @Nullable RunResult other) {
    Map<String, String> facts = new LinkedHashMap<>();
    String target = Objects.requireNonNullElse(contender.target(), "");
    String digest = "";
    String commit = contender.wml().commit();
    if (ran != null) {
      target = ran.target().name() + options(ran.target().options());
      digest = ran.workload().sha256();
      Map<String, String> others = other == null ? Map.of() : other.environment();
      ran.environment()
          .forEach(
              (name, value) -> {
                if (!name.equals("command") && !value.equals(others.get(name))) {
                  facts.put(name, value);
                }
              });
    }
    contender.settings().forEach((name, value) -> facts.put("-D " + name, value));
    return new Side(contender.text().given(), commit, target, digest, facts);
  }

  private static String options(Map<String, String> options) {
    List<String> words = new ArrayList<>();
    options.forEach((name, value) -> words.add(name + "=" + value));
    words.sort(null);
    return words.isEmpty() ? "" : ":" + String.join(",", words);
  }
}
