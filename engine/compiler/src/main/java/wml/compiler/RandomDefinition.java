package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Word;

/**
 * A random variable as it was defined, with the attributes that later statements changed ({@code
 * set $v.mean=5}).
 *
 * @param name of the variable; empty if it was written where it is used
 * @param arguments those without a name
 * @param scope where its variables are looked up; null for where it is used
 */
record RandomDefinition(
    String name,
    Span span,
    Word function,
    List<Expression> arguments,
    List<AttributeNode> attributes,
    @Nullable Scope scope) {
  RandomDefinition {
    arguments = List.copyOf(arguments);
    attributes = List.copyOf(attributes);
  }

  RandomDefinition named(String newName) {
    return new RandomDefinition(newName, span, function, arguments, attributes, scope);
  }

  /** The same variable as an argument: it means what it means to the caller. */
  RandomDefinition in(Scope caller) {
    return scope != null
        ? this
        : new RandomDefinition(name, span, function, arguments, attributes, caller);
  }

  /** The same variable with one attribute replaced or added. */
  RandomDefinition with(AttributeNode changed) {
    List<AttributeNode> all = new ArrayList<>(attributes);
    all.removeIf(a -> a.name().text().equals(changed.name().text()));
    all.add(changed);
    return new RandomDefinition(name, span, function, arguments, all, scope);
  }
}
