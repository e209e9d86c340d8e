package wml.grammar.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.internal.WmlLexer;
import wml.grammar.internal.WmlParser;
import wml.grammar.internal.WmlParser.StatementContext;
import wml.grammar.parse.Lexeme.Role;
import wml.grammar.syntax.SourceText;

/** Tells what each token of a file is for, comments included. Never throws for any text. */
public final class Lexemes {
  private final SourceText source;
  private final Diagnostics diagnostics;
  private final int[] offsets;
  private final IdentityHashMap<Token, Role> roles = new IdentityHashMap<>();
  private final Set<Integer> starts = new HashSet<>();
  private List<Token> tokens = List.of();

  private Lexemes(SourceText source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.offsets = TokenCheck.offsets(source.text());
  }

  /**
   * The tokens in their order; none if the text has syntax errors, which are added to {@code
   * diagnostics}.
   */
  public static Optional<List<Lexeme>> of(SourceText source, Diagnostics diagnostics) {
    return new Lexemes(source, diagnostics).read();
  }

  private Optional<List<Lexeme>> read() {
    Diagnostics found = new Diagnostics();
    WorkloadParser.parse(source, found, all -> tokens = all, this::walk);
    found.sorted().forEach(diagnostics::add);
    if (found.hasErrors() || diagnostics.hasErrors()) {
      return Optional.empty();
    }
    List<Lexeme> out = new ArrayList<>();
    for (Token token : tokens) {
      boolean comment = token.getType() == WmlLexer.COMMENT;
      int start = Tokens.at(offsets, token.getStartIndex());
      int end = Tokens.at(offsets, token.getStopIndex() + 1);
      Role role = comment ? Role.COMMENT : roles.getOrDefault(token, Role.OTHER);
      out.add(new Lexeme(role, !comment && starts.contains(start), start, end));
    }
    return Optional.of(out);
  }

  private void walk(ParseTree tree) {
    switch (tree) {
      case WmlParser.UnknownContext unknown -> {
        Token word = unknown.getStart();
        diagnostics.add(
            Diagnostic.of(
                Code.UNKNOWN_STATEMENT,
                Tokens.span(source, offsets, word, word),
                "unknown statement '" + word.getText() + "'"));
      }
      case StatementContext s -> starts(s.getStart());
      case WmlParser.BranchContext b -> starts(b.getStart());
      case WmlParser.PhaseContext p -> starts(p.getStart());
      case WmlParser.GatedContext g -> starts(g.getStart());
      default -> {}
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      ParseTree child = tree.getChild(i);
      if (child instanceof TerminalNode leaf) {
        roles.put(leaf.getSymbol(), role(leaf.getSymbol(), tree));
      } else {
        walk(child);
      }
    }
  }

  private void starts(Token token) {
    starts.add(Tokens.at(offsets, token.getStartIndex()));
  }

  private static Role role(Token token, ParseTree parent) {
    return switch (token.getType()) {
      case WmlLexer.OPEN_BRACE ->
          switch (parent) {
            case WmlParser.TableContext t -> Role.OPEN_TABLE;
            case WmlParser.RowContext r -> Role.OPEN_ROW;
            default -> Role.OPEN_BLOCK;
          };
      case WmlLexer.CLOSE_BRACE ->
          switch (parent) {
            case WmlParser.TableContext t -> Role.CLOSE_TABLE;
            case WmlParser.RowContext r -> Role.CLOSE_ROW;
            default -> Role.CLOSE_BLOCK;
          };
      case WmlLexer.OPEN_PARENTHESIS ->
          parent instanceof WmlParser.GroupContext || parent instanceof WmlParser.ScalarContext
              ? Role.OPEN_GROUP
              : Role.OPEN_CALL;
      case WmlLexer.CLOSE_PARENTHESIS -> Role.CLOSE;
      case WmlLexer.EQUALS -> Role.ASSIGN;
      case WmlLexer.COMMA -> comma(parent);
      case WmlLexer.MINUS ->
          parent instanceof WmlParser.NegativeContext ? Role.SIGN : Role.OPERATOR;
      case WmlLexer.STAR -> parent instanceof WmlParser.RangeContext ? Role.FACTOR : Role.OPERATOR;
      case WmlLexer.PERCENT ->
          parent instanceof WmlParser.WeightContext ? Role.PERCENT : Role.OPERATOR;
      case WmlLexer.PLUS,
          WmlLexer.SLASH,
          WmlLexer.LESS,
          WmlLexer.LESS_OR_EQUAL,
          WmlLexer.GREATER,
          WmlLexer.GREATER_OR_EQUAL,
          WmlLexer.SAME,
          WmlLexer.DIFFERENT ->
          parent instanceof WmlParser.LiteralContext ? Role.OTHER : Role.OPERATOR;
      case WmlLexer.AND, WmlLexer.OR ->
          parent instanceof WmlParser.AndContext || parent instanceof WmlParser.OrContext
              ? Role.OPERATOR
              : Role.OTHER;
      case WmlLexer.NUMBER, WmlLexer.PERCENTAGE -> Role.NUMBER;
      case WmlLexer.VARIABLE -> variable(parent);
      default -> Role.OTHER;
    };
  }

  private static Role comma(ParseTree parent) {
    return switch (parent) {
      case WmlParser.ArgumentsContext a ->
          a.argument().stream().anyMatch(argument -> argument.name() == null)
              ? Role.LOOSE_COMMA
              : Role.TIGHT_COMMA;
      case WmlParser.GatedContext g -> Role.LOOSE_COMMA;
      case WmlParser.SweepContext s -> Role.LOOSE_COMMA;
      case WmlParser.AxisContext a -> Role.LOOSE_COMMA;
      case WmlParser.ForeachContext f -> Role.LOOSE_COMMA;
      default -> Role.TIGHT_COMMA;
    };
  }

  /** A name with a dollar sign declares a parameter where a flowop is defined. */
  private static Role variable(ParseTree parent) {
    return parent instanceof WmlParser.NameContext name
            && name.getParent() instanceof WmlParser.AttributeContext attribute
            && attribute.getParent() instanceof WmlParser.AttributesContext list
            && list.getParent() instanceof WmlParser.DefinitionContext
        ? Role.PARAMETER
        : Role.OTHER;
  }
}
