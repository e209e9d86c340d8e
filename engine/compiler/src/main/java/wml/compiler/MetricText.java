package wml.compiler;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Assertion;
import wml.api.plan.Quantity;
import wml.api.plan.RunPlan;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Statement;

/** What a command line says of a run's result, in the words of assertions. */
public final class MetricText {
  private static final String KEYWORD = "assert ";

  private MetricText() {}

  /**
   * A number that a run measures.
   *
   * @param text as written, such as {@code p99(read)}
   */
  public record Metric(String text, Quantity quantity, Quantity.Unit unit) {}

  /**
   * A metric, such as {@code p99(read)}.
   *
   * @param option that it is the value of, as in {@code --metric}
   * @return null after a diagnostic
   */
  public static @Nullable Metric metric(
      String option, String text, RunPlan run, Diagnostics diagnostics) {
    Statement.Assertion parsed = parse(option, text, diagnostics);
    return parsed == null
        ? null
        : assertions(run, diagnostics).metric(parsed.condition(), text.strip());
  }

  /** An objective, such as {@code p99(read)<5ms}; null after a diagnostic. */
  public static @Nullable Assertion objective(
      String option, String text, RunPlan run, Diagnostics diagnostics) {
    Statement.Assertion parsed = parse(option, text, diagnostics);
    return parsed == null ? null : assertions(run, diagnostics).plan(parsed);
  }

  private static Assertions assertions(RunPlan run, Diagnostics diagnostics) {
    return new Assertions(
        new Evaluator(diagnostics, "", Map.of()), new Environment(Map.of(), Map.of()), run);
  }

  private static Statement.@Nullable Assertion parse(
      String option, String text, Diagnostics diagnostics) {
    SourceText source = new SourceText(option, KEYWORD + text.strip());
    List<Statement> statements = WorkloadParser.parse(source, diagnostics).statements();
    if (diagnostics.hasErrors()) {
      return null;
    }
    if (statements.size() == 1
        && statements.getFirst() instanceof Statement.Assertion a
        && isMeasured(a.condition(), diagnostics)) {
      return a;
    }
    if (!diagnostics.hasErrors()) {
      diagnostics.add(
          Diagnostic.of(Code.SYNTAX, statements.getLast().span(), "one metric is needed, no more")
              .help("join conditions by and: p99(read) < 5ms and errors(all) == 0"));
    }
    return null;
  }

  /** What holds no metric is the same for every run. */
  private static boolean isMeasured(Expression e, Diagnostics diagnostics) {
    if (Assertions.hasCall(e)) {
      return true;
    }
    diagnostics.add(
        Diagnostic.of(Code.WRONG_TYPE, e.span(), "no run measures this")
            .help("metrics are such as p99(all), mean(read), iops(all)"));
    return false;
  }
}
