package wml.grammar.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.internal.WmlParser;
import wml.grammar.internal.WmlParser.ExpressionContext;
import wml.grammar.internal.WmlParser.NameContext;
import wml.grammar.internal.WmlParser.RowContext;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Expression.Operator;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Word;

/** Builds the records of words, values and attributes; null stands for what could not be read. */
final class ExpressionBuilder {
  /** Whole and fractional numbers with a unit of letters; the unit is checked at its use. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?[A-Za-z]*");

  private final SourceText source;
  private final int[] offsets;
  private final Diagnostics diagnostics;
  private final TextPieces pieces;

  ExpressionBuilder(SourceText source, int[] offsets, Diagnostics diagnostics) {
    this.source = source;
    this.offsets = offsets;
    this.diagnostics = diagnostics;
    this.pieces = new TextPieces(source);
  }

  /** Those among the children of a tree. */
  List<AttributeNode> attributes(@Nullable ParserRuleContext tree) {
    List<AttributeNode> out = new ArrayList<>();
    if (tree == null) {
      return out;
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      switch (tree.getChild(i)) {
        case WmlParser.AttributeContext a -> attribute(a.name(), a.expression(), a, out);
        case WmlParser.KeyedWithoutCommaContext k -> withoutComma(k, out);
        default -> {}
      }
    }
    return out;
  }

  /** An attribute after a forgotten comma: reported, and read. */
  void withoutComma(WmlParser.KeyedWithoutCommaContext k, List<AttributeNode> out) {
    if (k.name() != null && k.name().getStart() != null) {
      diagnostics.add(
          Diagnostic.of(
                  Code.MISSING_COMMA,
                  span(k.name()),
                  "missing ',' before '" + k.name().getText() + "'")
              .help("attributes are separated by commas"));
    }
    attribute(k.name(), k.expression(), k, out);
  }

  void attribute(
      @Nullable NameContext name,
      @Nullable ExpressionContext value,
      ParserRuleContext tree,
      List<AttributeNode> out) {
    if (name == null || name.exception != null || name.getStart() == null) {
      return;
    }
    Expression expression = value == null ? null : expression(value);
    if (value != null && expression == null) {
      return;
    }
    Token token = name.getStart();
    boolean parameter = token.getType() == WmlParser.VARIABLE;
    Word word = word(token);
    if (parameter) {
      word = new Word(word.span(), TextPieces.variableName(word.text()));
    }
    out.add(new AttributeNode(span(tree), word, parameter, expression));
  }

  List<Expression> expressions(List<ExpressionContext> trees) {
    List<Expression> out = new ArrayList<>();
    for (ExpressionContext tree : trees) {
      Expression e = expression(tree);
      if (e != null) {
        out.add(e);
      }
    }
    return out;
  }

  @Nullable Expression expression(@Nullable ExpressionContext tree) {
    if (tree == null || tree.exception != null || tree.getStart() == null) {
      return null;
    }
    return switch (tree) {
      case WmlParser.ProductContext c -> binary(span(tree), c.op, c.expression());
      case WmlParser.SumContext c -> binary(span(tree), c.op, c.expression());
      case WmlParser.ComparisonContext c -> binary(span(tree), c.op, c.expression());
      case WmlParser.AndContext c -> binary(span(tree), c.op, c.expression());
      case WmlParser.OrContext c -> binary(span(tree), c.op, c.expression());
      case WmlParser.NotContext c -> {
        Expression operand = expression(c.expression());
        yield operand == null ? null : new Expression.Not(span(tree), operand);
      }
      case WmlParser.GroupContext c -> expression(c.expression());
      case WmlParser.NegativeContext c -> {
        Expression operand = expression(c.expression());
        yield operand == null
            ? null
            : new Expression.Binary(
                span(tree), Operator.SUBTRACT, new Expression.Numeral(span(tree), "0"), operand);
      }
      case WmlParser.FunctionContext c -> call(c);
      case WmlParser.TableContext c -> {
        List<List<Expression>> rows = new ArrayList<>();
        for (RowContext row : c.row()) {
          rows.add(expressions(row.expression()));
        }
        yield new Expression.Table(span(tree), rows);
      }
      case WmlParser.LiteralContext c -> literal(c.getStart());
      case WmlParser.BareWordContext c -> bare(c.getStart());
      default -> null;
    };
  }

  private @Nullable Expression binary(
      Span span, @Nullable Token op, List<ExpressionContext> operands) {
    Expression left = operands.isEmpty() ? null : expression(operands.get(0));
    Expression right = operands.size() < 2 ? null : expression(operands.get(1));
    return op == null || left == null || right == null
        ? null
        : new Expression.Binary(span, Operator.of(op.getText()), left, right);
  }

  private Expression call(WmlParser.FunctionContext c) {
    List<Expression> positional = new ArrayList<>();
    List<AttributeNode> named = new ArrayList<>();
    for (int i = 0; c.arguments() != null && i < c.arguments().getChildCount(); i++) {
      switch (c.arguments().getChild(i)) {
        case WmlParser.ArgumentContext a when a.name() != null ->
            attribute(a.name(), a.expression(), a, named);
        case WmlParser.ArgumentContext a -> {
          Expression value = expression(a.expression());
          if (value != null) {
            positional.add(value);
          }
        }
        case WmlParser.KeyedWithoutCommaContext k -> withoutComma(k, named);
        default -> {}
      }
    }
    return new Expression.Call(span(c), word(c.word()), positional, named);
  }

  Expression literal(Token token) {
    Span span = span(token, token);
    String text = token.getText();
    return switch (token.getType()) {
      case WmlParser.NUMBER ->
          NUMBER.matcher(text).matches() ? new Expression.Numeral(span, text) : bare(token);
      case WmlParser.PERCENTAGE -> new Expression.Numeral(span, text);
      case WmlParser.STRING -> pieces.quoted(span, text.substring(1, text.length() - 1));
      case WmlParser.VARIABLE, WmlParser.MIXED -> pieces.mixed(span, text);
      default -> bare(token);
    };
  }

  Expression.Text bare(Token token) {
    Span span = span(token, token);
    return new Expression.Text(span, List.of(new Expression.Part.Literal(token.getText())), false);
  }

  Expression.@Nullable Variable variable(ParserRuleContext tree) {
    if (tree.exception != null || tree.getStart() == null) {
      return null;
    }
    Expression e = literal(tree.getStart());
    if (e instanceof Expression.Variable variable) {
      return variable;
    }
    diagnostics.add(
        Diagnostic.of(
                Code.SYNTAX, e.span(), "expected a $variable, found '" + e.span().text() + "'")
            .help("a variable's name is letters, digits and underscores"));
    return null;
  }

  /** A number, a variable, or an expression in parentheses. */
  @Nullable Expression scalar(WmlParser.@Nullable ScalarContext tree) {
    if (tree == null || tree.exception != null || tree.getStart() == null) {
      return null;
    }
    return tree.expression() != null ? expression(tree.expression()) : literal(tree.getStart());
  }

  Span span(Token first, Token last) {
    return Tokens.span(source, offsets, first, last);
  }

  Span span(ParserRuleContext tree) {
    Token stop = tree.getStop();
    Token start = tree.getStart();
    boolean empty = stop == null || stop.getTokenIndex() < start.getTokenIndex();
    return span(start, empty ? start : stop);
  }

  Word word(ParserRuleContext tree) {
    return word(tree.getStart());
  }

  Word word(Token token) {
    return new Word(span(token, token), token.getText());
  }
}
