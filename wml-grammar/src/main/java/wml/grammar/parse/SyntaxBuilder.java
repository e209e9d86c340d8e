package wml.grammar.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.internal.WmlParser;
import wml.grammar.internal.WmlParser.BlockContext;
import wml.grammar.internal.WmlParser.KeyedContext;
import wml.grammar.internal.WmlParser.StatementContext;
import wml.grammar.internal.WmlParser.WordContext;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.grammar.syntax.Statement.Axis;
import wml.grammar.syntax.Statement.Branch;
import wml.grammar.syntax.Statement.Gated;
import wml.grammar.syntax.Statement.Phase;
import wml.grammar.syntax.Statement.Range;
import wml.grammar.syntax.Statement.Weight;
import wml.grammar.syntax.Word;

/**
 * Builds syntax records from ANTLR's tree, whose types end here. Parts that the parser could not
 * read are left out; it has reported them.
 */
final class SyntaxBuilder {
  private final Diagnostics diagnostics;
  private final ExpressionBuilder values;

  SyntaxBuilder(SourceText source, int[] offsets, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.values = new ExpressionBuilder(source, offsets, diagnostics);
  }

  /** Adds what a tree says to {@code into}; nothing if it is too broken. */
  void statement(@Nullable StatementContext tree, List<Statement> into) {
    if (tree == null || tree.getStart() == null) {
      return;
    }
    Statement statement = null;
    Span span = values.span(tree);
    switch (tree) {
      case WmlParser.SetVariableContext c -> statement = setVariable(c, span);
      case WmlParser.SetModeContext c -> statement = setMode(c, span);
      case WmlParser.ParamContext c -> statement = param(c, span);
      case WmlParser.DefinitionContext c when isRead(c.word()) ->
          statement =
              new Statement.Definition(
                  span, values.word(c.word()), values.attributes(c.attributes()), block(c.block()));
      case WmlParser.ThreadContext c ->
          statement =
              new Statement.Definition(
                  span,
                  values.word(c.THREAD().getSymbol()),
                  values.attributes(c.attributes()),
                  block(c.block()));
      case WmlParser.StepContext c -> statement = call(c.call());
      case WmlParser.RepeatContext c -> statement = repeat(c, span);
      case WmlParser.MixContext c -> statement = mix(c, span);
      case WmlParser.ChanceContext c -> statement = chance(c, span);
      case WmlParser.SweepContext c -> statement = sweep(c, span);
      case WmlParser.ForeachContext c -> statement = foreach(c, span);
      case WmlParser.PhasedRunContext c -> statement = phasedRun(c, span);
      case WmlParser.AssertionContext c -> {
        Expression condition = values.expression(c.expression());
        statement = condition == null ? null : new Statement.Assertion(span, condition);
      }
      case WmlParser.GateContext c -> statement = gate(c, span);
      case WmlParser.TargetContext c -> statement = target(c, span);
      case WmlParser.StrayContext c -> stray(c);
      case WmlParser.UnknownContext c -> statement = unknown(c);
      case WmlParser.TimedContext c -> statement = command(c, span);
      case WmlParser.PrintedContext c -> statement = command(c, span);
      case WmlParser.ActedContext c -> statement = command(c, span);
      case WmlParser.ListedContext c -> statement = command(c, span);
      case WmlParser.StatsContext c -> statement = command(c, span);
      case WmlParser.EnableContext c -> statement = command(c, span);
      case WmlParser.TunedContext c -> statement = command(c, span);
      case WmlParser.PlainContext c -> statement = command(c, span);
      case WmlParser.ShutdownContext c -> statement = command(c, span);
      default -> statement = broken(tree, span);
    }
    if (statement != null) {
      into.add(statement);
    }
  }

  /** What the parser gave up on: a keyword alone still tells that the statement stands here. */
  private @Nullable Statement broken(StatementContext tree, Span span) {
    return switch (tree.getStart().getType()) {
      case WmlParser.SET,
          WmlParser.PARAM,
          WmlParser.DEFINE,
          WmlParser.THREAD,
          WmlParser.FLOWOP,
          WmlParser.FOREACH,
          WmlParser.SWEEP,
          WmlParser.REPEAT,
          WmlParser.MIX,
          WmlParser.CHANCE,
          WmlParser.ASSERT,
          WmlParser.GATE,
          WmlParser.TARGET,
          WmlParser.WORD ->
          null;
      default -> Tokens.startsStatement(tree.getStart().getType()) ? command(tree, span) : null;
    };
  }

  private static boolean isRead(@Nullable WordContext word) {
    return word != null && word.getStart() != null && word.exception == null;
  }

  private @Nullable Statement call(WmlParser.@Nullable CallContext c) {
    return c == null || !isRead(c.word())
        ? null
        : new Statement.Call(
            values.span(c), values.word(c.word()), values.attributes(c.attributes()));
  }

  private Expression.@Nullable Variable variable(WmlParser.@Nullable VariableContext tree) {
    return tree == null ? null : values.variable(tree);
  }

  private @Nullable Statement setVariable(WmlParser.SetVariableContext c, Span span) {
    Expression.Variable variable = variable(c.variable());
    Expression value = values.expression(c.expression());
    return variable == null || value == null
        ? null
        : new Statement.SetVariable(span, variable, value);
  }

  private @Nullable Statement setMode(WmlParser.SetModeContext c, Span span) {
    Token mode = c.QUIT() != null ? c.QUIT().getSymbol() : symbol(c.WORD());
    if (mode == null) {
      return null;
    }
    Word value = c.modeValue() == null ? null : values.word(c.modeValue());
    return new Statement.SetMode(span, values.word(mode), value);
  }

  private @Nullable Statement param(WmlParser.ParamContext c, Span span) {
    Expression.Variable variable = variable(c.variable());
    if (variable == null) {
      return null;
    }
    return new Statement.Param(
        span, variable, values.expression(c.expression()), values.attributes(c));
  }

  private @Nullable Statement repeat(WmlParser.RepeatContext c, Span span) {
    Expression times = values.scalar(c.scalar());
    List<Statement> body = block(c.block());
    return times == null || body == null ? null : new Statement.Repeat(span, times, body);
  }

  private Statement mix(WmlParser.MixContext c, Span span) {
    List<Branch> branches = new ArrayList<>();
    for (WmlParser.BranchContext b : c.branch()) {
      Weight weight = weight(b.weight());
      List<Statement> body = steps(b.steps());
      if (b.weight() == null && body != null) {
        Span first = values.span(b.getStart(), b.getStart());
        diagnostics.add(
            Diagnostic.of(Code.SYNTAX, first, "this branch of the mix has no weight")
                .help("write how often it is taken, such as 70% " + first.text() + " ..."));
      }
      if (weight != null && body != null) {
        branches.add(new Branch(values.span(b), weight, body));
      }
    }
    return new Statement.Mix(span, branches);
  }

  private @Nullable Statement chance(WmlParser.ChanceContext c, Span span) {
    Weight probability = weight(c.weight());
    List<Statement> body = steps(c.steps());
    return probability == null || body == null
        ? null
        : new Statement.Chance(span, probability, body);
  }

  private @Nullable Weight weight(WmlParser.@Nullable WeightContext tree) {
    if (tree == null || tree.exception != null || tree.getStart() == null) {
      return null;
    }
    if (tree.PERCENTAGE() != null) {
      return new Weight(values.span(tree), values.literal(tree.getStart()), false);
    }
    Expression value = values.scalar(tree.scalar());
    return value == null ? null : new Weight(values.span(tree), value, tree.getChildCount() > 1);
  }

  private @Nullable List<Statement> steps(WmlParser.@Nullable StepsContext tree) {
    if (tree == null || tree.exception != null) {
      return null;
    }
    if (tree.block() != null) {
      return block(tree.block());
    }
    Statement call = call(tree.call());
    return call == null ? null : List.of(call);
  }

  private @Nullable Statement sweep(WmlParser.SweepContext c, Span span) {
    List<Axis> axes = new ArrayList<>();
    for (WmlParser.AxisContext a : c.axis()) {
      Expression.Variable variable = variable(a.variable());
      if (variable != null && a.IN() == null) {
        diagnostics.add(
            Diagnostic.of(Code.SYNTAX, variable.span(), "this variable of the sweep has no values")
                .help("write " + variable.span().text() + " in 1, 2, 4 or in 1 to 8 by *2"));
      } else if (variable != null) {
        axes.add(new Axis(values.span(a), variable, ranges(a.range())));
      }
    }
    List<Statement> body = block(c.block());
    Word keyword = values.word(c.SWEEP().getSymbol());
    return axes.isEmpty() || body == null ? null : new Statement.Sweep(span, keyword, axes, body);
  }

  private List<Range> ranges(List<WmlParser.RangeContext> trees) {
    List<Range> out = new ArrayList<>();
    for (WmlParser.RangeContext tree : trees) {
      List<Expression> parts = values.expressions(tree.expression());
      if (!parts.isEmpty() && parts.size() == tree.expression().size()) {
        boolean multiplies = children(tree).stream().anyMatch(p -> p.getText().equals("*"));
        out.add(
            new Range(
                values.span(tree),
                parts.get(0),
                parts.size() > 1 ? parts.get(1) : null,
                parts.size() > 2 ? parts.get(2) : null,
                multiplies));
      }
    }
    return out;
  }

  /** One axis whose values are listed. */
  private @Nullable Statement foreach(WmlParser.ForeachContext c, Span span) {
    Expression.Variable variable = variable(c.variable());
    List<Statement> body = block(c.block());
    if (variable == null || body == null) {
      return null;
    }
    List<Range> listed = new ArrayList<>();
    for (Expression value : values.expressions(c.expression())) {
      listed.add(new Range(value.span(), value, null, null, false));
    }
    Axis axis = new Axis(variable.span(), variable, listed);
    return new Statement.Sweep(span, values.word(c.FOREACH().getSymbol()), List.of(axis), body);
  }

  private Statement phasedRun(WmlParser.PhasedRunContext c, Span span) {
    List<Phase> phases = new ArrayList<>();
    for (WmlParser.PhaseContext p : c.phase()) {
      Expression duration = values.scalar(p.scalar());
      if (duration != null) {
        phases.add(new Phase(values.span(p), values.word(p.getStart()), duration));
      }
    }
    return new Statement.PhasedRun(span, values.word(c.RUN().getSymbol()), phases);
  }

  private Statement gate(WmlParser.GateContext c, Span span) {
    List<Gated> metrics = new ArrayList<>();
    for (WmlParser.GatedContext g : c.gated()) {
      Expression metric = values.expression(g.expression());
      if (metric != null) {
        metrics.add(new Gated(values.span(g), metric, values.attributes(g)));
      }
    }
    return new Statement.Gate(span, values.word(c.GATE().getSymbol()), metrics);
  }

  private @Nullable Statement target(WmlParser.TargetContext c, Span span) {
    if (c.subject() == null || c.subject().exception != null || c.subject().getStart() == null) {
      return null;
    }
    return new Statement.Target(span, subject(c.subject()), values.attributes(c.attributes()));
  }

  private Expression subject(WmlParser.SubjectContext c) {
    return c.word() != null ? values.bare(c.getStart()) : values.literal(c.getStart());
  }

  /** Statements that are a keyword with words, values and attributes. */
  private Statement command(StatementContext tree, Span span) {
    List<Expression> arguments = new ArrayList<>();
    List<AttributeNode> attributes = new ArrayList<>();
    for (int i = 1; i < tree.getChildCount(); i++) {
      switch (tree.getChild(i)) {
        case KeyedContext k -> values.attribute(k.name(), k.expression(), k, attributes);
        case WmlParser.ScalarContext s -> {
          Expression value = values.scalar(s);
          if (value != null) {
            arguments.add(value);
          }
        }
        case WordContext w -> arguments.add(values.bare(w.getStart()));
        case WmlParser.SubjectContext s when s.exception == null && s.getStart() != null ->
            arguments.add(subject(s));
        case ParserRuleContext p -> {
          if (p.exception == null && p.getStart() != null) {
            arguments.add(values.literal(p.getStart()));
          }
        }
        case ErrorNode e -> {} // made up by the parser, which has reported what is missing
        case TerminalNode t -> arguments.add(values.bare(t.getSymbol()));
        default -> {}
      }
    }
    return new Statement.Command(span, values.word(tree.getStart()), arguments, attributes);
  }

  private void stray(WmlParser.StrayContext c) {
    Token first = c.WORD().getSymbol();
    diagnostics.add(
        Diagnostic.of(
                Code.MISSING_COMMA,
                values.span(first, first),
                "'" + first.getText() + "=' starts no statement")
            .help("put a comma in front of it if it is an attribute of the statement before"));
  }

  private Statement unknown(WmlParser.UnknownContext c) {
    Token first = c.WORD().getSymbol();
    return new Statement.Unknown(values.span(first, first), values.word(first));
  }

  private @Nullable List<Statement> block(@Nullable BlockContext tree) {
    if (tree == null) {
      return null;
    }
    List<Statement> statements = new ArrayList<>();
    for (StatementContext statement : tree.statement()) {
      statement(statement, statements);
    }
    return statements;
  }

  private static List<ParseTree> children(ParserRuleContext tree) {
    return tree.children == null ? List.of() : tree.children;
  }

  private static @Nullable Token symbol(@Nullable TerminalNode node) {
    return node == null ? null : node.getSymbol();
  }
}
