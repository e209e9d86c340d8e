package wml.lsp.feature;

import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.lsp.index.Name;
import wml.lsp.index.Occurrence;

/** How a definition is shown: as the file has it. */
final class Definitions {
  /** Longer statements are cut. */
  private static final int MAX_SHOWN = 200;

  private Definitions() {}

  /** The statement, without the block behind it. */
  static String line(Occurrence o) {
    Statement statement = o.statement();
    int end = statement.span().end();
    if (statement instanceof Statement.Definition d && d.body() != null) {
      end = d.kind().span().end();
      for (AttributeNode a : d.attributes()) {
        end = Math.max(end, a.span().end());
      }
    }
    Span span = statement.span();
    if (statement instanceof Statement.Sweep s && !s.axes().isEmpty()) {
      end = s.axes().getLast().span().end();
    }
    String text = span.source().text().substring(span.start(), Math.max(span.start(), end));
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + " ...";
  }

  /** What a variable is set to where it is defined, as written; or "". */
  static String value(Occurrence o) {
    return switch (o.statement()) {
      case Statement.SetVariable s -> shown(s.value());
      case Statement.Param p -> p.value() == null ? "" : shown(p.value());
      case Statement.Sweep s -> axis(s, o.name());
      case Statement.Definition d -> parameter(d, o.name());
      default -> "";
    };
  }

  private static String axis(Statement.Sweep sweep, Name name) {
    for (Statement.Axis axis : sweep.axes()) {
      if (axis.variable().name().equals(name.text())) {
        return cut(axis.span().text());
      }
    }
    return "";
  }

  private static String parameter(Statement.Definition d, Name name) {
    for (AttributeNode a : d.attributes()) {
      Expression value = a.value();
      if (a.parameter() && a.name().text().equals(name.text()) && value != null) {
        return shown(value);
      }
    }
    return "";
  }

  private static String shown(Expression value) {
    return cut(value.span().text());
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
