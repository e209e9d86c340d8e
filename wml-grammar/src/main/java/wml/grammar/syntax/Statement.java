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

  /**
   * {@code param $v = value, attributes}.
   *
   * @param value null if the outside must give it
   */
  record Param(
      Span span,
      Expression.Variable variable,
      @Nullable Expression value,
      List<AttributeNode> attributes)
      implements Statement {}

  /** {@code repeat N { ... }}. */
  record Repeat(Span span, Expression times, List<Statement> body) implements Statement {}

  /** {@code mix { weight statements ... }}. */
  record Mix(Span span, List<Branch> branches) implements Statement {}

  /** One branch of a mix. */
  record Branch(Span span, Weight weight, List<Statement> body) {}

  /**
   * How often: {@code 70%}, {@code 3}, {@code $v %}.
   *
   * @param percent a percent sign stands behind a value that is no percentage by itself
   */
  record Weight(Span span, Expression value, boolean percent) {}

  /** {@code chance 5% statements}. */
  record Chance(Span span, Weight probability, List<Statement> body) implements Statement {}

  /**
   * {@code sweep $a in 1, 2, $b in 4k to 64k by *2 { ... }}.
   *
   * @param keyword {@code sweep}, or its old form {@code foreach}
   */
  record Sweep(Span span, Word keyword, List<Axis> axes, List<Statement> body)
      implements Statement {}

  /** A variable of a sweep and its values. */
  record Axis(Span span, Expression.Variable variable, List<Range> values) {}

  /**
   * {@code first}, {@code first to last}, {@code first to last by step}.
   *
   * @param last null for a single value
   * @param step null for 1
   * @param multiplies the step is a factor: {@code by *2}
   */
  record Range(
      Span span,
      Expression first,
      @Nullable Expression last,
      @Nullable Expression step,
      boolean multiplies) {}

  /** {@code run { warmup 5s measure 30s }}. */
  record PhasedRun(Span span, Word keyword, List<Phase> phases) implements Statement {}

  /** A part of a run's time. */
  record Phase(Span span, Word name, Expression duration) {}

  /** {@code assert condition}. */
  record Assertion(Span span, Expression condition) implements Statement {}

  /** {@code gate { metric, attributes ... }}. */
  record Gate(Span span, Word keyword, List<Gated> metrics) implements Statement {}

  /** A metric of a gate. */
  record Gated(Span span, Expression metric, List<AttributeNode> attributes) {}

  /** {@code target NAME(option=value, ...)}. */
  record Target(Span span, Expression name, List<AttributeNode> options) implements Statement {}

  /** Every other statement: a keyword with words, values and attributes. */
  record Command(
      Span span, Word keyword, List<Expression> arguments, List<AttributeNode> attributes)
      implements Statement {}

  /** A word that starts no statement. */
  record Unknown(Span span, Word word) implements Statement {}
}
