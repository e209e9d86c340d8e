package wml.compiler;

import java.util.ArrayList;
import java.util.List;
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
 */
record RandomDefinition(
    String name,
    Span span,
    Word function,
    List<Expression> arguments,
    List<AttributeNode> attributes) {
  RandomDefinition {
    arguments = List.copyOf(arguments);
    attributes = List.copyOf(attributes);
  }

  RandomDefinition named(String newName) {
    return new RandomDefinition(newName, span, function, arguments, attributes);
  }

  /** The same variable with one attribute replaced or added. */
  RandomDefinition with(AttributeNode changed) {
    List<AttributeNode> all = new ArrayList<>(attributes);
    all.removeIf(a -> a.name().text().equals(changed.name().text()));
    all.add(changed);
    return new RandomDefinition(name, span, function, arguments, all);
  }
}
