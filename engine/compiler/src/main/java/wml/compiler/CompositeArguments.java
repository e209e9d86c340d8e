package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.flowop.CommonAttributes;
import wml.compiler.Definitions.CompositeDefinition;
import wml.compiler.Parameters.Argument;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Statement;

/**
 * What a call of a composite flowop says of it.
 *
 * @param parameters by name: the call's, else the defaults of the definition
 * @param own attributes of the call itself, and of the definition where the call is silent
 */
record CompositeArguments(Map<String, Argument> parameters, List<AttributeNode> own) {
  /**
   * @param scope of the call; defaults are evaluated in the global one
   */
  static CompositeArguments of(
      Statement.Call call,
      CompositeDefinition composite,
      Scope scope,
      Scope global,
      Evaluator evaluator) {
    Map<String, Argument> parameters = new LinkedHashMap<>();
    composite
        .parameters()
        .forEach(
            (name, value) -> {
              if (value != null) {
                parameters.put(name, new Argument(value, global));
              }
            });
    List<AttributeNode> own = new ArrayList<>();
    for (AttributeNode node : composite.attributes()) {
      if (node.name().text().equals(CommonAttributes.ITERS.name()) && !isGiven(call, node)) {
        own.add(node);
      }
    }
    for (AttributeNode node : call.attributes()) {
      if (!node.parameter()) {
        own.add(node);
      } else if (composite.parameters().containsKey(node.name().text())) {
        Expression value =
            node.value() != null
                ? node.value()
                : new Expression.Text(
                    node.span(), List.of(new Expression.Part.Literal("true")), false);
        parameters.put(node.name().text(), new Argument(value, scope));
      } else {
        unknownParameter(node, composite, evaluator);
      }
    }
    return new CompositeArguments(parameters, own);
  }

  private static boolean isGiven(Statement.Call call, AttributeNode node) {
    return call.attributes().stream()
        .anyMatch(a -> !a.parameter() && a.name().text().equals(node.name().text()));
  }

  private static void unknownParameter(
      AttributeNode node, CompositeDefinition composite, Evaluator evaluator) {
    String nearest = evaluator.nearest(node.name().text(), composite.parameters().keySet());
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(
                    Code.UNKNOWN_ATTRIBUTE,
                    node.name().span(),
                    "composite flowop '%s' has no parameter '$%s'"
                        .formatted(composite.name(), node.name().text()))
                .related(composite.span(), "defined here")
                .help(nearest == null ? null : "did you mean '$" + nearest + "'?"));
  }
}
