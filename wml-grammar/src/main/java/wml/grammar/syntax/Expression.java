package wml.grammar.syntax;

import java.util.List;

/** A value as written. */
public sealed interface Expression {
  Span span();

  /** Digits with an optional unit, as written. */
  record Numeral(Span span, String text) implements Expression {}

  /**
   * A word or string, with the variables in it.
   *
   * @param quoted written in quotes: never a keyword, a number or a boolean
   */
  record Text(Span span, List<Part> parts, boolean quoted) implements Expression {}

  /** A piece of a text. */
  sealed interface Part {
    /** Characters, with escapes resolved. */
    record Literal(String text) implements Part {}

    /** A variable's value. */
    record Reference(Variable variable) implements Part {}
  }

  /**
   * {@code $name}, <code>${name}</code> or {@code $(NAME)}.
   *
   * @param attribute what follows a dot ({@code $v.mean}), or ""
   * @param environment written with parentheses
   */
  record Variable(Span span, String name, String attribute, boolean environment)
      implements Expression {}

  /** Two operands and one of {@code + - * / %}. */
  record Binary(Span span, char operator, Expression left, Expression right)
      implements Expression {}

  /** {@code randvar(...)} or {@code cvar(...)}. */
  record Call(Span span, Word function, List<AttributeNode> attributes) implements Expression {}

  /** <code>{{percent, min, max}, ...}</code>. */
  record Table(Span span, List<List<Expression>> rows) implements Expression {}
}
