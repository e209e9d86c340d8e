package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.Expression;

/** Parameters of one call of a composite flowop: each an expression in the scope of the caller. */
record Parameters(Map<String, Argument> arguments, Scope outer, Evaluator evaluator)
    implements Scope {
  /**
   * An expression and where its variables are looked up. Evaluated once: an argument that names
   * another twice would double the work at each level of nesting.
   */
  static final class Argument {
    private final Expression expression;
    private final Scope scope;
    private boolean evaluated;
    private @Nullable Datum value;

    Argument(Expression expression, Scope scope) {
      this.expression = expression;
      this.scope = scope;
    }

    @Nullable Datum value(Evaluator evaluator) {
      if (!evaluated) {
        evaluated = true;
        value = evaluator.evaluate(expression, scope);
        if (value instanceof Datum.Random random) {
          value = new Datum.Random(random.definition().in(scope));
        }
      }
      return value;
    }
  }

  @Override
  public @Nullable Datum lookUp(Expression.Variable variable) {
    Argument argument = arguments.get(variable.name());
    return argument != null ? argument.value(evaluator) : outer.lookUp(variable);
  }

  @Override
  public boolean isKnown(Expression.Variable variable) {
    return arguments.containsKey(variable.name()) || outer.isKnown(variable);
  }

  @Override
  public boolean isFromProcess(Expression.Variable variable) {
    return !arguments.containsKey(variable.name()) && outer.isFromProcess(variable);
  }

  @Override
  public Iterable<String> names() {
    List<String> all = new ArrayList<>(arguments.keySet());
    outer.names().forEach(all::add);
    return all;
  }
}
