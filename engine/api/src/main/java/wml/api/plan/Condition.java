package wml.api.plan;

/** What is true or false of a run's result. */
public sealed interface Condition {
  /** Known before the run. */
  record Known(boolean value) implements Condition {}

  /** A comparison of two numbers of one unit. */
  record Comparison(Relation relation, Quantity left, Quantity right) implements Condition {}

  /** Both; the right one is looked at only if the left one holds. */
  record Both(Condition left, Condition right) implements Condition {}

  /** One or both; the right one is looked at only if the left one does not hold. */
  record Either(Condition left, Condition right) implements Condition {}

  /** The opposite. */
  record Not(Condition operand) implements Condition {}

  /** How two numbers compare. */
  enum Relation {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    SAME,
    DIFFERENT;

    public boolean holds(double left, double right) {
      return switch (this) {
        case LESS -> left < right;
        case LESS_OR_EQUAL -> left <= right;
        case GREATER -> left > right;
        case GREATER_OR_EQUAL -> left >= right;
        case SAME -> left == right;
        case DIFFERENT -> left != right;
      };
    }
  }
}
