package wml.compiler;

import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.Expression;

/** Where variables are looked up. */
interface Scope {
  /** The value of a variable, or null if nothing has set it. */
  @Nullable Datum lookUp(Expression.Variable variable);

  /** Whether it has a value, be it a wrong one that is reported where it stands. */
  boolean isKnown(Expression.Variable variable);

  /** Whether its value comes from the environment of the process. */
  boolean isFromProcess(Expression.Variable variable);

  /** The names that could have been meant. */
  Iterable<String> names();
}
