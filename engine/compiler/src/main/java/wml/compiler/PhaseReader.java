package wml.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPhase.Kind;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.Statement;

/**
 * Reads the phases of a run: {@code warmup} and {@code ramp} in any order, one {@code measure}, a
 * {@code cooldown}. Each stands at most once.
 */
final class PhaseReader {
  private static final Map<String, Kind> KINDS =
      Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::word, kind -> kind));
  private static final String ORDER = "phases are warmup and ramp, then measure, then cooldown";

  private final Evaluator evaluator;
  private final Scope scope;
  private final Map<Kind, Statement.Phase> seen = new EnumMap<>(Kind.class);

  PhaseReader(Evaluator evaluator, Scope scope) {
    this.evaluator = evaluator;
    this.scope = scope;
  }

  /** With exactly one measure phase, or null after a diagnostic. */
  @Nullable List<RunPhase> read(Statement.PhasedRun run) {
    List<RunPhase> out = new ArrayList<>();
    boolean good = true;
    for (Statement.Phase phase : run.phases()) {
      Kind kind = KINDS.get(phase.name().text());
      if (kind == null) {
        unknown(phase);
        good = false;
        continue;
      }
      Double seconds = seconds(phase, kind);
      if (!isInOrder(phase, kind) || seconds == null) {
        good = false;
        continue;
      }
      out.add(new RunPhase(kind, seconds));
    }
    if (good && !seen.containsKey(Kind.MEASURE)) {
      if (evaluator.readAll()) {
        evaluator.error(
            Code.PHASES, run.keyword().span(), "this run measures nothing", "add measure 30s");
      }
      good = false;
    }
    return good ? out : null;
  }

  private void unknown(Statement.Phase phase) {
    String word = phase.name().text();
    String nearest = Nearest.to(word, KINDS.keySet());
    evaluator.error(
        Code.PHASES,
        phase.name().span(),
        "a run has no phase '" + word + "'",
        nearest == null ? ORDER : "did you mean '" + nearest + "'?");
  }

  private boolean isInOrder(Statement.Phase phase, Kind kind) {
    Statement.Phase same = seen.putIfAbsent(kind, phase);
    if (same != null) {
      return misplaced(phase, "a run has one " + kind.word(), same, "the first one");
    }
    Statement.Phase measure = seen.get(Kind.MEASURE);
    Statement.Phase cooldown = seen.get(Kind.COOLDOWN);
    if (cooldown != null && kind != Kind.COOLDOWN) {
      return misplaced(phase, "nothing comes after the cooldown", cooldown, "the cooldown");
    }
    if (measure != null && (kind == Kind.WARMUP || kind == Kind.RAMP)) {
      return misplaced(phase, kind.word() + " comes before measure", measure, "measured here");
    }
    if (measure == null && kind == Kind.COOLDOWN) {
      seen.remove(kind); // the measure phase that follows is not wrong, too
      evaluator.error(Code.PHASES, phase.name().span(), "cooldown comes after measure", ORDER);
      return false;
    }
    return true;
  }

  private boolean misplaced(
      Statement.Phase phase, String message, Statement.Phase other, String what) {
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(Code.PHASES, phase.name().span(), message)
                .related(other.name().span(), what)
                .help(ORDER));
    return false;
  }

  private @Nullable Double seconds(Statement.Phase phase, Kind kind) {
    Datum datum = evaluator.evaluate(phase.duration(), scope);
    if (datum == null) {
      return null;
    }
    Datum number = datum instanceof Datum.Duration ? datum : evaluator.asNumber(datum);
    if (number == null) {
      evaluator.error(
          Code.WRONG_TYPE,
          phase.duration().span(),
          "%s takes a duration, not %s (%s)".formatted(kind.word(), datum.kind(), datum.text()),
          "write " + kind.word() + " 30s");
      return null;
    }
    double seconds = Arithmetic.real(number);
    boolean tooShort = kind == Kind.MEASURE ? seconds <= 0 : seconds < 0;
    if (tooShort || seconds > RunStatements.MAX_SECONDS) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          phase.duration().span(),
          "%s is %s but must be %s"
              .formatted(
                  kind.word(),
                  datum.text(),
                  tooShort
                      ? kind == Kind.MEASURE ? "longer than 0s" : "at least 0s"
                      : "at most " + (long) RunStatements.MAX_SECONDS + "s"),
          null);
      return null;
    }
    return seconds;
  }
}
