package wml.grammar.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.internal.WmlParser;
import wml.grammar.internal.WmlParser.AttributesContext;
import wml.grammar.internal.WmlParser.BlockContext;
import wml.grammar.internal.WmlParser.ExpressionContext;
import wml.grammar.internal.WmlParser.KeyedContext;
import wml.grammar.internal.WmlParser.NameContext;
import wml.grammar.internal.WmlParser.RowContext;
import wml.grammar.internal.WmlParser.StatementContext;
import wml.grammar.internal.WmlParser.WordContext;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.grammar.syntax.Word;

/**
 * Builds syntax records from ANTLR's tree, whose types end here. Parts that the parser could not
 * read are left out; it has reported them.
 */
final class SyntaxBuilder {
  /** Whole and fractional numbers with a unit of letters; the unit is checked at its use. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?[A-Za-z]*");

  private final SourceText source;
  private final int[] offsets;
  private final Diagnostics diagnostics;
  private final TextPieces pieces;

  public SyntaxBuilder(SourceText source, int[] offsets, Diagnostics diagnostics) {
    this.source = source;
    this.offsets = offsets;
    this.diagnostics = diagnostics;
    this.pieces = new TextPieces(source);
  }

  /** Whether a statement, known or unknown, may start with a token. */
  public static boolean startsStatement(int tokenType) {
    return switch (tokenType) {
      case WmlParser.SET,
          WmlParser.DEFINE,
          WmlParser.THREAD,
          WmlParser.FLOWOP,
          WmlParser.FOREACH,
          WmlParser.RUN,
          WmlParser.PSRUN,
          WmlParser.SLEEP,
          WmlParser.WARMUP,
          WmlParser.DEBUG,
          WmlParser.ECHO,
          WmlParser.SYSTEM,
          WmlParser.USAGE,
          WmlParser.LOG,
          WmlParser.CREATE,
          WmlParser.LIST,
          WmlParser.LOAD,
          WmlParser.STATS,
          WmlParser.ENABLE,
          WmlParser.EVENTGEN,
          WmlParser.DOMULTISYNC,
          WmlParser.FSCHECK,
          WmlParser.FSFLUSH,
          WmlParser.QUIT,
          WmlParser.EXIT,
          WmlParser.VARS,
          WmlParser.HELP,
          WmlParser.VERSION,
          WmlParser.SHUTDOWN,
          WmlParser.WORD ->
          true;
      default -> false;
    };
  }

  /** From the start of one token to the end of another. */
  public static Span span(SourceText source, int[] offsets, Token first, Token last) {
    int length = source.text().length();
    int start = first.getType() == Token.EOF ? length : at(offsets, first.getStartIndex());
    int end = last.getType() == Token.EOF ? length : at(offsets, last.getStopIndex() + 1);
    if (first.getType() == Token.EOF && start > 0) {
      start = lastVisible(source.text());
      end = start;
    }
    start = Math.max(0, Math.min(start, length)); // tokens that the parser made up have no place
    return new Span(source, start, Math.max(start, Math.min(end, length)));
  }

  /** Errors at the end of the file are shown behind its last visible character. */
  private static int lastVisible(String text) {
    int at = text.length();
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  static int at(int[] offsets, int codePoint) {
    if (offsets.length == 0) {
      return codePoint;
    }
    return offsets[Math.min(codePoint, offsets.length - 1)];
  }

  /** A token for a message. */
  public static String describe(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the file";
    }
    String text = token.getText();
    if (text.length() > 40) {
      text = text.substring(0, text.offsetByCodePoints(0, 37)) + "...";
    }
    return "'" + text.replaceAll("\\p{Cc}", "?") + "'";
  }

  /** What was expected, in the words of the language rather than of the grammar. */
  public static String expectation(IntervalSet tokens) {
    if (tokens.contains(WmlParser.NUMBER) && tokens.contains(WmlParser.STRING)) {
      return "a value";
    }
    if (tokens.contains(WmlParser.DEFINE) && !tokens.contains(WmlParser.IN)) {
      return !tokens.contains(WmlParser.CLOSE_BRACE) && tokens.contains(Token.EOF)
          ? "a statement"
          : "a statement or '}'";
    }
    if (tokens.contains(WmlParser.WORD)) {
      return tokens.contains(WmlParser.VARIABLE) ? "a name or $variable" : "a name";
    }
    List<String> names = new ArrayList<>();
    for (int type : tokens.toList()) {
      String literal = WmlParser.VOCABULARY.getLiteralName(type);
      names.add(
          literal != null
              ? literal
              : switch (type) {
                case WmlParser.NUMBER -> "a number";
                case WmlParser.STRING -> "a \"string\"";
                case WmlParser.VARIABLE, WmlParser.MIXED -> "a $variable";
                default -> "something else";
              });
    }
    List<String> distinct = names.stream().distinct().toList();
    return distinct.isEmpty() ? "something else" : String.join(" or ", distinct);
  }

  /** Adds what a tree says to {@code into}; nothing if it is too broken. */
  public void statement(StatementContext tree, List<Statement> into) {
    if (tree == null || tree.getStart() == null) {
      return;
    }
    Span span = span(tree);
    switch (tree) {
      case WmlParser.SetVariableContext c -> {
        Expression.Variable variable = c.variable() == null ? null : variable(c.variable());
        Expression value = expression(c.expression());
        if (variable != null && value != null) {
          into.add(new Statement.SetVariable(span, variable, value));
        }
      }
      case WmlParser.SetModeContext c -> {
        Token mode = c.QUIT() != null ? c.QUIT().getSymbol() : symbol(c.WORD());
        if (mode != null) {
          Word value = c.modeValue() == null ? null : word(c.modeValue());
          into.add(new Statement.SetMode(span, word(mode), value));
        }
      }
      case WmlParser.DefinitionContext c -> {
        if (c.word() != null && c.word().getStart() != null && c.word().exception == null) {
          into.add(
              new Statement.Definition(
                  span, word(c.word()), attributes(c.attributes()), block(c.block())));
        }
      }
      case WmlParser.ThreadContext c ->
          into.add(
              new Statement.Definition(
                  span,
                  word(c.THREAD().getSymbol()),
                  attributes(c.attributes()),
                  block(c.block())));
      case WmlParser.CallContext c -> {
        if (c.word() != null && c.word().getStart() != null && c.word().exception == null) {
          into.add(new Statement.Call(span, word(c.word()), attributes(c.attributes())));
        }
      }
      case WmlParser.ForeachContext c -> {
        Expression.Variable variable = c.variable() == null ? null : variable(c.variable());
        List<Statement> body = block(c.block());
        if (variable != null && body != null) {
          into.add(new Statement.Foreach(span, variable, expressions(c.expression()), body));
        }
      }
      case WmlParser.UnknownContext c -> unknown(c, into);
      default -> command(tree, span, into);
    }
  }

  /** Statements that are a keyword with words, values and attributes. */
  private void command(StatementContext tree, Span span, List<Statement> into) {
    int first = tree.getStart().getType();
    boolean unreadable =
        switch (first) {
          case WmlParser.SET,
              WmlParser.DEFINE,
              WmlParser.THREAD,
              WmlParser.FLOWOP,
              WmlParser.FOREACH,
              WmlParser.WORD ->
              true;
          default -> !startsStatement(first);
        };
    if (unreadable) {
      return;
    }
    List<Expression> arguments = new ArrayList<>();
    List<AttributeNode> attributes = new ArrayList<>();
    for (int i = 1; i < tree.getChildCount(); i++) {
      ParseTree child = tree.getChild(i);
      switch (child) {
        case KeyedContext k -> attribute(k.name(), k.expression(), k, attributes);
        case WordContext w -> arguments.add(bare(w.getStart()));
        case ParserRuleContext p -> {
          if (p.exception == null && p.getStart() != null) {
            arguments.add(literal(p.getStart()));
          }
        }
        case ErrorNode e -> {} // made up by the parser, which has reported what is missing
        case TerminalNode t -> arguments.add(bare(t.getSymbol()));
        default -> {}
      }
    }
    into.add(new Statement.Command(span, word(tree.getStart()), arguments, attributes));
  }

  private void unknown(WmlParser.UnknownContext c, List<Statement> into) {
    Token first = c.WORD().getSymbol();
    Span span = span(source, offsets, first, first);
    if (c.junk().size() > 0 && c.junk(0).getText().equals("=")) {
      diagnostics.add(
          Diagnostic.of(Code.MISSING_COMMA, span, "'" + first.getText() + "=' starts no statement")
              .help("put a comma in front of it if it is an attribute of the statement before"));
      return;
    }
    into.add(new Statement.Unknown(span, word(first)));
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

  private List<AttributeNode> attributes(@Nullable AttributesContext tree) {
    List<AttributeNode> out = new ArrayList<>();
    if (tree == null) {
      return out;
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      switch (tree.getChild(i)) {
        case WmlParser.AttributeContext a -> attribute(a.name(), a.expression(), a, out);
        case WmlParser.KeyedWithoutCommaContext k -> {
          if (k.name() != null && k.name().getStart() != null) {
            diagnostics.add(
                Diagnostic.of(
                        Code.MISSING_COMMA,
                        span(source, offsets, k.name().getStart(), k.name().getStart()),
                        "missing ',' before '" + k.name().getText() + "'")
                    .help("attributes are separated by commas"));
          }
          attribute(k.name(), k.expression(), k, out);
        }
        default -> {}
      }
    }
    return out;
  }

  private void attribute(
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

  private List<Expression> expressions(List<ExpressionContext> trees) {
    List<Expression> out = new ArrayList<>();
    for (ExpressionContext tree : trees) {
      Expression e = expression(tree);
      if (e != null) {
        out.add(e);
      }
    }
    return out;
  }

  private @Nullable Expression expression(@Nullable ExpressionContext tree) {
    if (tree == null || tree.exception != null || tree.getStart() == null) {
      return null;
    }
    return switch (tree) {
      case WmlParser.ProductContext c ->
          binary(span(tree), c.op, expression(c.expression(0)), expression(c.expression(1)));
      case WmlParser.SumContext c ->
          binary(span(tree), c.op, expression(c.expression(0)), expression(c.expression(1)));
      case WmlParser.GroupContext c -> expression(c.expression());
      case WmlParser.NegativeContext c -> {
        Expression operand = expression(c.expression());
        yield operand == null
            ? null
            : new Expression.Binary(
                span(tree), '-', new Expression.Numeral(span(tree), "0"), operand);
      }
      case WmlParser.RandomContext c ->
          new Expression.Call(span(tree), word(c.word()), attributes(c.attributes()));
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

  private static @Nullable Expression binary(
      Span span, @Nullable Token op, @Nullable Expression left, @Nullable Expression right) {
    return op == null || left == null || right == null
        ? null
        : new Expression.Binary(span, op.getText().charAt(0), left, right);
  }

  private Expression literal(Token token) {
    Span span = span(source, offsets, token, token);
    String text = token.getText();
    return switch (token.getType()) {
      case WmlParser.NUMBER ->
          NUMBER.matcher(text).matches() ? new Expression.Numeral(span, text) : bare(token);
      case WmlParser.STRING -> pieces.quoted(span, text.substring(1, text.length() - 1));
      case WmlParser.VARIABLE, WmlParser.MIXED -> pieces.mixed(span, text);
      default -> bare(token);
    };
  }

  private Expression.Text bare(Token token) {
    Span span = span(source, offsets, token, token);
    return new Expression.Text(span, List.of(new Expression.Part.Literal(token.getText())), false);
  }

  private Expression.@Nullable Variable variable(ParserRuleContext tree) {
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

  private Span span(ParserRuleContext tree) {
    Token stop = tree.getStop();
    Token start = tree.getStart();
    boolean empty = stop == null || stop.getTokenIndex() < start.getTokenIndex();
    return span(source, offsets, start, empty ? start : stop);
  }

  private Word word(ParserRuleContext tree) {
    return word(tree.getStart());
  }

  private Word word(Token token) {
    return new Word(span(source, offsets, token, token), token.getText());
  }

  private static @Nullable Token symbol(@Nullable TerminalNode node) {
    return node == null ? null : node.getSymbol();
  }
}
