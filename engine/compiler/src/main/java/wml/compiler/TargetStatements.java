package wml.compiler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.TargetPlan;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Statement;

/** The {@code target NAME(option=value, ...)} statements. */
final class TargetStatements {
  private final Environment environment;
  private final Evaluator evaluator;
  private final Catalog catalog;
  private final CurrentTarget current;
  private final boolean overridden;

  /**
   * @param overridden the command line names a target, so that statements are only checked
   */
  TargetStatements(
      Environment environment,
      Evaluator evaluator,
      Catalog catalog,
      CurrentTarget current,
      boolean overridden) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.catalog = catalog;
    this.current = current;
    this.overridden = overridden;
  }

  void target(Statement.Target t) {
    Datum name = evaluator.evaluate(t.name(), environment);
    if (name == null) {
      return;
    }
    Target target = catalog.targets().get(name.text());
    if (target == null) {
      String nearest = evaluator.nearest(name.text(), catalog.targets().keySet());
      evaluator.error(
          Code.UNKNOWN_TARGET,
          t.name().span(),
          "there is no target '" + name.text() + "'",
          nearest != null
              ? "did you mean '" + nearest + "'?"
              : "targets are " + String.join(", ", catalog.targets().keySet()));
      return;
    }
    Options options = options(t.options(), target.info());
    if (options == null) {
      return;
    }
    TargetInfo info = current.info();
    if (!overridden) {
      choose(t, target, options);
    } else if (info != null) {
      evaluator
          .diagnostics()
          .add(
              Diagnostic.of(
                      Code.OVERRIDDEN,
                      t.span(),
                      "--target " + info.name() + " replaces this statement")
                  .help("leave --target out to run where the file says"));
    }
  }

  private void choose(Statement.Target t, Target target, Options options) {
    try {
      current.choose(new TargetPlan(target, options, Positions.of(t.span())));
    } catch (IllegalArgumentException e) { // options that contradict each other
      evaluator.error(Code.UNKNOWN_TARGET, t.span(), String.valueOf(e.getMessage()), null);
    }
  }

  private @Nullable Options options(List<AttributeNode> nodes, TargetInfo info) {
    Map<String, String> given = new LinkedHashMap<>();
    List<String> names = info.options().stream().map(Option::name).toList();
    boolean good = true;
    for (AttributeNode node : nodes) {
      String name = node.name().text();
      String text = text(node);
      if (text == null) {
        good = false;
      } else if (!names.contains(name)) {
        good = false;
        String nearest = evaluator.nearest(name, names);
        evaluator.error(
            Code.UNKNOWN_TARGET,
            node.name().span(),
            "target '" + info.name() + "' has no option '" + name + "'",
            nearest != null
                ? "did you mean '" + nearest + "'?"
                : names.isEmpty()
                    ? "it takes no options"
                    : "its options are " + String.join(", ", names));
      } else {
        good &= fits(info, name, text, node);
        given.put(name, text);
      }
    }
    return good ? Options.resolve(info, given) : null;
  }

  private @Nullable String text(AttributeNode node) {
    if (node.value() == null) {
      return "true";
    }
    Datum value = evaluator.evaluate(node.value(), environment);
    if (value instanceof Datum.Random) {
      evaluator.error(
          Code.WRONG_TYPE, node.span(), "an option of a target can't be a random variable", null);
      return null;
    }
    return switch (value) {
      case null -> null;
      case Datum.Percent p -> Double.toString(Arithmetic.real(p));
      default -> ParameterValues.text(value, node.value());
    };
  }

  private boolean fits(TargetInfo info, String name, String text, AttributeNode node) {
    try {
      Options.resolve(info, Map.of(name, text));
      return true;
    } catch (IllegalArgumentException e) {
      evaluator.error(Code.WRONG_TYPE, node.span(), String.valueOf(e.getMessage()), null);
      return false;
    }
  }
}
