package wml.grammar.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** A workload text in which the places of the expected errors stand between carets: {@code ^x^}. */
final class MarkedText {
  private MarkedText() {}

  /** Parses a text without errors. */
  static List<Statement> statements(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Script script = WorkloadParser.parse(new SourceText("test.wml", text), diagnostics);
    assertEquals(List.of(), diagnostics.sorted().stream().map(Renderer::render).toList(), text);
    return script.statements();
  }

  static Statement statement(String text) {
    List<Statement> statements = statements(text);
    assertEquals(1, statements.size(), text);
    return statements.get(0);
  }

  /** Every marked place has an error, in order, and there are no others. */
  static List<Diagnostic> errors(String marked, String... messages) {
    StringBuilder text = new StringBuilder();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < marked.length(); i++) {
      if (marked.charAt(i) == '^') {
        places.add(text.length());
      } else {
        text.append(marked.charAt(i));
      }
    }
    Diagnostics diagnostics = new Diagnostics();
    WorkloadParser.parse(new SourceText("test.wml", text.toString()), diagnostics);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < messages.length; i++) {
      expected.add(places.get(2 * i) + "-" + places.get(2 * i + 1) + " " + messages[i]);
    }
    List<String> found = new ArrayList<>();
    for (Diagnostic d : diagnostics.sorted()) {
      Span span = d.span();
      found.add((span == null ? "" : span.start() + "-" + span.end()) + " " + d.message());
    }
    assertEquals(expected, found, marked);
    return diagnostics.sorted();
  }
}
