package wml.grammar.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as written. */
public sealed interface Statement {
  Span span();

  /** {@code set $v = expression}. */
  record SetVariable(Span span, Expression.Variable variable, Expression value)
      implements Statement {}

  /** {@code set mode quit timeout}; the value may be missing. */
  record SetMode(Span span, Word mode, @Nullable Word value) implements Statement {}

  /**
   * {@code define KIND attributes block}, or {@code thread attributes block}, whose kind is the
   * word {@code thread}.
   *
   * @param body null if there is no block
   */
  record Definition(
      Span span, Word kind, List<AttributeNode> attributes, @Nullable List<Statement> body)
      implements Statement {}

  /** {@code flowop TYPE attributes}. */
  record Call(Span span, Word type, List<AttributeNode> attributes) implements Statement {}

  /** {@code foreach $v in a, b { ... }}. */
  record Foreach(
      Span span, Expression.Variable variable, List<Expression> values, List<Statement> body)
      implements Statement {}

  /** Every other statement: a keyword with words, values and attributes. */
  record Command(
      Span span, Word keyword, List<Expression> arguments, List<AttributeNode> attributes)
      implements Statement {}

  /** A word that starts no statement. */
  record Unknown(Span span, Word word) implements Statement {}
}
