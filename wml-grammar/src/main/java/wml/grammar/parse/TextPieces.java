package wml.grammar.parse;

import java.util.ArrayList;
import java.util.List;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Expression.Part;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/** Splits words and strings into characters and the variables among them. */
final class TextPieces {
  private final SourceText source;

  TextPieces(SourceText source) {
    this.source = source;
  }

  /** The name inside {@code $name}, <code>${name}</code> or {@code $(name)}. */
  static String variableName(String text) {
    return text.startsWith("${") || text.startsWith("$(")
        ? text.substring(2, text.length() - 1)
        : text.substring(1);
  }

  /** The inside of a string: {@code \n}, {@code \t}, {@code \"}, {@code \$}, {@code \\} escape. */
  Expression quoted(Span span, String inside) {
    return new Expression.Text(span, split(inside, span.start() + 1, true), true);
  }

  /** A bare word with variables in it; a variable alone, or with an attribute, is itself. */
  Expression mixed(Span span, String text) {
    List<Part> parts = split(text, span.start(), false);
    if (parts.get(0) instanceof Part.Reference first) {
      if (parts.size() == 1) {
        return first.variable();
      }
      if (parts.size() == 2
          && parts.get(1) instanceof Part.Literal rest
          && rest.text().matches("\\.[a-z]+")) {
        Expression.Variable v = first.variable();
        return new Expression.Variable(span, v.name(), rest.text().substring(1), v.environment());
      }
    }
    return new Expression.Text(span, parts, false);
  }

  private List<Part> split(String text, int offset, boolean escapes) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (escapes && c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(i + 1);
        switch (next) {
          case 'n' -> literal.append('\n');
          case 't' -> literal.append('\t');
          case '"', '$', '\\' -> literal.append(next);
          default -> literal.append(c).append(next);
        }
        i += 2;
        continue;
      }
      int end = c == '$' ? variableEnd(text, i) : -1;
      if (end < 0) {
        literal.append(c);
        i++;
        continue;
      }
      if (!literal.isEmpty()) {
        parts.add(new Part.Literal(literal.toString()));
        literal.setLength(0);
      }
      Span span = new Span(source, offset + i, offset + end);
      boolean environment = text.startsWith("$(", i);
      String name = variableName(text.substring(i, end));
      parts.add(new Part.Reference(new Expression.Variable(span, name, "", environment)));
      i = end;
    }
    if (!literal.isEmpty() || parts.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
    }
    return parts;
  }

  /** Where the variable that starts at {@code start} ends, or -1 if none does. */
  private static int variableEnd(String text, int start) {
    int i = start + 1;
    if (i >= text.length()) {
      return -1;
    }
    char open = text.charAt(i);
    boolean bracketed = open == '{' || open == '(';
    if (bracketed) {
      i++;
    }
    int first = i;
    while (i < text.length() && isNameCharacter(text.charAt(i))) {
      i++;
    }
    if (i == first) {
      return -1;
    }
    if (!bracketed) {
      return i;
    }
    char close = open == '{' ? '}' : ')';
    return i < text.length() && text.charAt(i) == close ? i + 1 : -1;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
