package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.Statement;
import wml.grammar.syntax.Statement.Weight;

/** Reads how often: the weights of a mix, the probability of a chance. */
final class Weights {
  /** What sums of fractions such as 33.3% may be off. */
  private static final double TOLERANCE = 1e-6;

  /**
   * A number as written: 5% is 5, and so is 5.
   *
   * @param percent whether it is a percentage
   */
  private record Read(double value, boolean percent) {}

  private final Evaluator evaluator;

  Weights(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The weights of a mix's branches, which add up to more than 0; null after a diagnostic. */
  @Nullable List<Double> of(Statement.Mix mix, Scope scope) {
    List<Read> all = new ArrayList<>();
    double sum = 0;
    boolean wrong = false;
    for (Statement.Branch branch : mix.branches()) {
      Weight weight = branch.weight();
      Read read = read(weight, scope, "a weight");
      if (read == null) {
        wrong = true;
        continue;
      }
      if (!all.isEmpty() && read.percent() != all.getFirst().percent()) {
        mixedForms(mix, weight, read);
        return null;
      }
      all.add(read);
      sum += read.value();
    }
    if (wrong || all.isEmpty()) {
      return null; // reported
    }
    boolean percent = all.getFirst().percent();
    if (percent && Math.abs(sum - 100) > TOLERANCE) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          StepStatements.keyword(mix, "mix"),
          "the weights of this mix add up to " + text(sum) + "%, not 100%",
          (sum < 100 ? "give " + text(100 - sum) : "take " + text(sum - 100))
              + (sum < 100 ? "% more to some branch" : "% from some branch")
              + ", or leave out every %: then weights are relative");
      return null;
    }
    if (sum == 0) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          StepStatements.keyword(mix, "mix"),
          "every weight of this mix is 0",
          "give a branch a weight above 0");
      return null;
    }
    return all.stream().map(Read::value).toList();
  }

  private void mixedForms(Statement.Mix mix, Weight weight, Read read) {
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(
                    Code.WRONG_TYPE,
                    weight.span(),
                    read.percent()
                        ? "this weight is a percentage, but the first one is not"
                        : "this weight is no percentage, but the first one is")
                .related(mix.branches().getFirst().weight().span(), "the first weight")
                .help("write % behind every weight of a mix, or behind none"));
  }

  /** From 0 to 1; null after a diagnostic. */
  @Nullable Double of(Statement.Chance chance, Scope scope) {
    Weight weight = chance.probability();
    Read read = read(weight, scope, "a chance");
    if (read == null) {
      return null;
    }
    double probability = read.percent() ? read.value() / 100 : read.value();
    if (probability > 1) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          weight.span(),
          read.percent()
              ? "a chance is at most 100%, not " + text(read.value()) + "%"
              : "a chance is a percentage, or a fraction up to 1, not " + text(read.value()),
          read.percent() ? null : "write " + text(read.value()) + "%");
      return null;
    }
    return probability;
  }

  private @Nullable Read read(Weight weight, Scope scope, String what) {
    Datum datum = evaluator.evaluate(weight.value(), scope);
    if (datum == null) {
      return null;
    }
    Datum computed = evaluator.asNumber(datum);
    Datum number = computed == null ? datum : computed;
    if (!Arithmetic.isNumber(number)) {
      evaluator.error(
          Code.WRONG_TYPE,
          weight.span(),
          "%s is a number, not %s (%s)".formatted(what, datum.kind(), datum.text()),
          datum instanceof Datum.Random
              ? "it is fixed before the run; what is drawn is what happens each time"
              : null);
      return null;
    }
    double value = number instanceof Datum.Percent p ? p.percent() : Arithmetic.real(number);
    if (value < 0) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          weight.span(),
          what + " is at least 0, not " + text(value),
          "write 0 for what is never done");
      return null;
    }
    return new Read(value, weight.percent() || number instanceof Datum.Percent);
  }

  /** Without the noise of sums such as 33.3 + 33.3. */
  private static String text(double value) {
    return new Datum.Percent(Math.round(value * 1e6) / 1e6).text().replace("%", "");
  }
}
