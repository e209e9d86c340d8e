package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wml.api.plan.QuitMode;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.grammar.syntax.Word;

/** The {@code set} statements: variables, attributes of random variables, modes. */
final class SetStatements {
  private static final Map<String, QuitMode> QUIT_MODES =
      Map.of(
          "timeout", QuitMode.TIMEOUT,
          "firstdone", QuitMode.FIRST_DONE,
          "alldone", QuitMode.ALL_DONE);

  private final Environment environment;
  private final Evaluator evaluator;
  private final Definitions definitions;
  private final Distributions distributions;
  private final LegacyCommands legacy;

  /** Set, and not yet checked: what they depend on may be set later. */
  private final List<RandomDefinition> unchecked = new ArrayList<>();

  SetStatements(
      Environment environment,
      Evaluator evaluator,
      Definitions definitions,
      Distributions distributions) {
    this.environment = environment;
    this.evaluator = evaluator;
    this.definitions = definitions;
    this.distributions = distributions;
    this.legacy = evaluator.legacy();
  }

  /** Has a random variable checked at the end of the script. */
  void defer(RandomDefinition definition) {
    unchecked.add(definition);
  }

  /** Checks random variables, used or not. */
  void end() {
    for (RandomDefinition definition : unchecked) {
      distributions.resolve(definition, environment);
    }
  }

  void set(Statement.SetVariable s) {
    Expression.Variable v = s.variable();
    Span parameter = environment.parameter(v.name());
    if (parameter != null) {
      evaluator
          .diagnostics()
          .add(
              Diagnostic.of(
                      Code.MISPLACED,
                      v.span(),
                      "$" + v.name() + " is a parameter: set can't change it")
                  .related(parameter, "declared here")
                  .help("change its default, pass -D " + v.name() + "=..., or use another name"));
      return;
    }
    Datum value = evaluator.evaluate(s.value(), environment);
    if (v.environment() && !environment.isFixed(v.name())) {
      legacy.note("$(...)", v.span(), "'$(" + v.name() + ")' is set here", "write $" + v.name());
    }
    if (!v.attribute().isEmpty()) {
      setRandomAttribute(s, v);
      return;
    }
    if (value instanceof Datum.Random random) {
      RandomDefinition named = random.definition().named(v.name());
      unchecked.add(named);
      value = new Datum.Random(named);
    }
    if (value != null) {
      environment.set(v, value);
    } else {
      // the value is wrong and reported; its uses are not
      environment.set(v, new Datum.Whole(1));
    }
  }

  private void setRandomAttribute(Statement.SetVariable s, Expression.Variable v) {
    Datum old =
        environment.lookUp(new Expression.Variable(v.span(), v.name(), "", v.environment()));
    legacy.note(
        "$v.attribute",
        v.span(),
        "changing one attribute of a random variable is an old form",
        "set the variable again: set $" + v.name() + "=randvar(...)");
    if (old instanceof Datum.Random random) {
      Word name = new Word(v.span(), v.attribute());
      AttributeNode changed = new AttributeNode(s.span(), name, false, s.value());
      RandomDefinition renewed = random.definition().with(changed);
      unchecked.add(renewed);
      environment.set(v.name(), new Datum.Random(renewed));
    } else if (old == null || !environment.isFixed(v.name())) {
      evaluator.error(Code.WRONG_TYPE, v.span(), "$" + v.name() + " is no random variable", null);
    }
  }

  void setMode(Statement.SetMode m) {
    Word value = m.value();
    switch (m.mode().text()) {
      case "quit" -> {
        Map<String, QuitMode> modes = QUIT_MODES;
        QuitMode chosen = value == null ? null : modes.get(value.text());
        if (chosen != null) {
          definitions.quitMode = chosen;
        } else {
          evaluator.error(
              Code.UNKNOWN_MODE,
              value == null ? m.span() : value.span(),
              value == null
                  ? "the quit mode is missing"
                  : "unknown quit mode '"
                      + value.text()
                      + "'"
                      + Nearest.hint(value.text(), modes.keySet()),
              "quit modes are timeout, firstdone and alldone");
        }
      }
      case "nousestats", "noutimestats" -> {} // as in Filebench 1.5: accepted, no effect left
      default ->
          evaluator.error(
              Code.UNKNOWN_MODE,
              m.mode().span(),
              "unknown mode '"
                  + m.mode().text()
                  + "'"
                  + Nearest.hint(m.mode().text(), List.of("quit", "nousestats")),
              "modes are quit and nousestats");
    }
  }
}
