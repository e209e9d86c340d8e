package wml.grammar.syntax;

import java.util.List;

/** A value as written. */
public sealed interface Expression {
  Span span();

  /** Digits with an optional unit or percent sign, as written. */
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

  /** Two operands. */
  record Binary(Span span, Operator operator, Expression left, Expression right)
      implements Expression {}

  /** {@code not condition}. */
  record Not(Span span, Expression operand) implements Expression {}

  /** What stands between two operands. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    SAME("=="),
    DIFFERENT("!="),
    AND("and"),
    OR("or");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** The operator that is written so. */
    public static Operator of(String sign) {
      for (Operator operator : values()) {
        if (operator.sign.equals(sign)) {
          return operator;
        }
      }
      throw new IllegalArgumentException("no operator: " + sign);
    }
  }

  /**
   * A function of values: {@code max($a, 2)}, {@code uniform(min=1, max=9)}.
   *
   * @param arguments those without a name, in their order
   * @param attributes those with a name
   */
  record Call(Span span, Word function, List<Expression> arguments, List<AttributeNode> attributes)
      implements Expression {}

  /** <code>{{percent, min, max}, ...}</code>. */
  record Table(Span span, List<List<Expression>> rows) implements Expression {}
}
