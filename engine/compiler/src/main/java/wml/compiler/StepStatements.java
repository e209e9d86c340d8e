package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** What may stand in threads and composite flowops: flowops, {@code repeat, mix, chance}. */
final class StepStatements {
  private static final List<String> WORDS = List.of("flowop", "thread", "repeat", "mix", "chance");

  private final Evaluator evaluator;

  StepStatements(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * The statements of a body that are steps; all others are reported, also in nested blocks.
   *
   * @param owner for messages: "a thread"
   */
  List<Statement> read(@Nullable List<Statement> body, String owner) {
    List<Statement> out = new ArrayList<>();
    for (Statement statement : body == null ? List.<Statement>of() : body) {
      switch (statement) {
        case Statement.Call c -> out.add(c);
        case Statement.Repeat r -> {
          inner(r.body(), "a repeat", keyword(r, "repeat"));
          out.add(r);
        }
        case Statement.Chance c -> {
          inner(c.body(), "a chance", keyword(c, "chance"));
          out.add(c);
        }
        case Statement.Mix m -> {
          if (m.branches().isEmpty() && evaluator.readAll()) {
            evaluator.error(
                Code.EMPTY_BODY,
                keyword(m, "mix"),
                "this mix has no branch",
                "write mix { 70% flowop ...  30% flowop ... }");
          }
          m.branches().forEach(b -> inner(b.body(), "a branch of a mix", b.weight().span()));
          out.add(m);
        }
        default ->
            misplaced(statement, "only flowops, repeat, mix and chance can stand in " + owner);
      }
    }
    return out;
  }

  private void inner(List<Statement> body, String owner, Span place) {
    read(body, owner);
    if (body.isEmpty() && evaluator.readAll()) {
      evaluator.error(
          Code.EMPTY_BODY, place, owner + " needs something to do", "add { flowop ... }");
    }
  }

  /** The word that a statement starts with. */
  static Span keyword(Statement statement, String word) {
    Span span = statement.span();
    return new Span(span.source(), span.start(), span.start() + word.length());
  }

  void misplaced(Statement statement, String why) {
    if (statement instanceof Statement.Unknown u) {
      String nearest = Nearest.to(u.word().text(), WORDS);
      evaluator.error(
          Code.UNKNOWN_STATEMENT,
          u.span(),
          "unknown statement '" + u.word().text() + "'",
          nearest == null ? why : "did you mean '" + nearest + "'?");
      return;
    }
    evaluator.error(Code.MISPLACED, statement.span(), why, "move this statement out of the braces");
  }

  /** All flowops of a body, whatever they stand in. */
  static List<Statement.Call> calls(List<Statement> body) {
    List<Statement.Call> out = new ArrayList<>();
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Call c -> out.add(c);
        case Statement.Repeat r -> out.addAll(calls(r.body()));
        case Statement.Chance c -> out.addAll(calls(c.body()));
        case Statement.Mix m -> m.branches().forEach(b -> out.addAll(calls(b.body())));
        default -> {} // reported by read
      }
    }
    return out;
  }
}
