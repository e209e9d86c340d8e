package wml.grammar.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.internal.WmlLexer;
import wml.grammar.internal.WmlParser;
import wml.grammar.internal.WmlParser.StatementContext;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * Reads a workload file into syntax records. Every error of the file is reported in one pass; what
 * can be understood around an error is still returned. Never throws for any text.
 */
public final class WorkloadParser {
  /** The words that statements start with. */
  public static final List<String> STATEMENTS =
      List.of(
          "set",
          "param",
          "include",
          "target",
          "define",
          "thread",
          "flowop",
          "repeat",
          "mix",
          "chance",
          "sweep",
          "assert",
          "gate",
          "foreach",
          "run",
          "psrun",
          "sleep",
          "warmup",
          "debug",
          "echo",
          "system",
          "usage",
          "log",
          "create",
          "list",
          "load",
          "stats",
          "enable",
          "eventgen",
          "domultisync",
          "fscheck",
          "fsflush",
          "quit",
          "exit",
          "vars",
          "help",
          "version",
          "shutdown");

  private WorkloadParser() {}

  public static Script parse(SourceText source, Diagnostics diagnostics) {
    return parse(source, diagnostics, tokens -> {}, tree -> {});
  }

  /**
   * @param all is shown the tokens worth parsing, with the comments among them
   * @param trees is shown the tree of each statement
   */
  static Script parse(
      SourceText source,
      Diagnostics diagnostics,
      Consumer<List<Token>> all,
      Consumer<StatementContext> trees) {
    WmlLexer lexer = new WmlLexer(CharStreams.fromString(source.text(), source.path()));
    lexer.removeErrorListeners();
    List<Token> tokens = new ArrayList<>(lexer.getAllTokens());
    int[] offsets = TokenCheck.offsets(source.text());
    TokenCheck check = TokenCheck.run(source, tokens, offsets, diagnostics);
    if (!check.parsable()) {
      return new Script(source, List.of());
    }
    all.accept(check.kept());
    CommonTokenStream stream = new CommonTokenStream(check.tokens());
    WmlParser parser = new WmlParser(stream);
    parser.removeErrorListeners();
    parser.addErrorListener(new SyntaxErrors(source, offsets, check, diagnostics));
    parser.setErrorHandler(new Recovery());
    // Every statement may be followed by any other, so full LL looks ahead to the end of a block at
    // each attribute: 5 to 10 times slower. It reads no valid file differently.
    parser.setInterpreter(new Persistent(parser));
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    SyntaxBuilder builder = new SyntaxBuilder(source, offsets, diagnostics);
    List<Statement> statements = new ArrayList<>();
    boolean skipping = false;
    while (parser.getCurrentToken().getType() != Token.EOF) {
      if (Tokens.startsStatement(parser.getCurrentToken().getType())) {
        StatementContext tree = parser.statement();
        skipping = tree instanceof WmlParser.StrayContext;
        trees.accept(tree);
        builder.statement(tree, statements);
        continue;
      }
      Token found = parser.getCurrentToken();
      if (!skipping && !check.isUnmatched(found)) {
        diagnostics.add(
            Diagnostic.of(
                Code.SYNTAX,
                Tokens.span(source, offsets, found, found),
                "expected a statement, found " + Tokens.describe(found)));
      }
      skipping = true;
      stream.consume(); // not the parser: outside of a rule it has no tree to put a token into
    }
    return new Script(source, statements);
  }

  /**
   * Where no alternative fits what lies ahead, takes the first that fitted longest instead of
   * leaving the rule: an error in a block must not cost what stands in front of the block.
   */
  private static final class Persistent extends ParserATNSimulator {
    private boolean persists;

    Persistent(WmlParser parser) {
      super(
          parser,
          parser.getATN(),
          parser.getInterpreter().decisionToDFA,
          parser.getInterpreter().getSharedContextCache());
    }

    @Override
    protected NoViableAltException noViableAlt(
        TokenStream input, ParserRuleContext outerContext, ATNConfigSet configs, int startIndex) {
      int first = input.get(startIndex).getType();
      boolean nextStatement = first != WmlParser.WORD && Tokens.startsStatement(first);
      persists = !nextStatement && input.LA(1) != Token.EOF; // statements end where the file does
      return super.noViableAlt(input, outerContext, configs, startIndex);
    }

    @Override
    protected int getSynValidOrSemInvalidAltThatFinishedDecisionEntryRule(
        ATNConfigSet configs, ParserRuleContext outerContext) {
      return persists && !configs.isEmpty()
          ? configs.getAlts().nextSetBit(0)
          : super.getSynValidOrSemInvalidAltThatFinishedDecisionEntryRule(configs, outerContext);
    }
  }

  /**
   * Goes on at the next statement, so that one error hides no other. Skips no token inside an
   * expression: with that, text of any length could make the parser recurse without bound, past the
   * limits that {@link TokenCheck} enforces.
   */
  private static final class Recovery extends DefaultErrorStrategy {
    @Override
    protected @Nullable Token singleTokenDeletion(Parser recognizer) {
      return recognizer.getContext() instanceof WmlParser.ExpressionContext
          ? null
          : super.singleTokenDeletion(recognizer);
    }

    @Override
    protected IntervalSet getErrorRecoverySet(Parser recognizer) {
      IntervalSet set = new IntervalSet(super.getErrorRecoverySet(recognizer));
      for (int type = 1; type <= WmlParser.VOCABULARY.getMaxTokenType(); type++) {
        if (type != WmlParser.WORD && type != WmlParser.TARGET && Tokens.startsStatement(type)) {
          set.add(type);
        }
      }
      return set;
    }
  }

  /** Turns the parser's errors into diagnostics that name what was expected. */
  private static final class SyntaxErrors extends BaseErrorListener {
    private final SourceText source;
    private final int[] offsets;
    private final TokenCheck check;
    private final Diagnostics diagnostics;

    SyntaxErrors(SourceText source, int[] offsets, TokenCheck check, Diagnostics diagnostics) {
      this.source = source;
      this.offsets = offsets;
      this.check = check;
      this.diagnostics = diagnostics;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException e) {
      if (!(symbol instanceof Token found) || !(recognizer instanceof WmlParser parser)) {
        return;
      }
      boolean openAtEnd = found.getType() == Token.EOF && check.reportedUnmatched();
      if (openAtEnd || check.isUnmatched(found) || found.getType() == WmlLexer.UNTERMINATED) {
        return; // the brace or string has been named already
      }
      Span span = Tokens.span(source, offsets, found, found);
      boolean afterSet =
          e instanceof NoViableAltException n
              && n.getStartToken().getTokenIndex() != found.getTokenIndex()
              && n.getStartToken().getType() == WmlParser.SET;
      String expected =
          afterSet
              ? "'mode' or a $variable"
              : Tokens.expectation(e != null ? e.getExpectedTokens() : parser.getExpectedTokens());
      diagnostics.add(
          Diagnostic.of(
              Code.SYNTAX, span, "expected " + expected + ", found " + Tokens.describe(found)));
    }
  }
}
