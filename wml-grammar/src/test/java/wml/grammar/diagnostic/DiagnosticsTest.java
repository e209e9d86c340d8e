package wml.grammar.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

final class DiagnosticsTest {
  private static Span at(SourceText source, int start) {
    return new Span(source, start, start + 1);
  }

  @Test
  void noNumberOfWarningsHidesAnError() {
    SourceText source = new SourceText("f", "x".repeat(1000));
    Diagnostics diagnostics = new Diagnostics();
    for (int i = 0; i < 500; i++) {
      diagnostics.add(Diagnostic.of(Code.DUPLICATE_ATTRIBUTE, at(source, i), "twice"));
    }
    diagnostics.add(Diagnostic.of(Code.UNKNOWN_FLOWOP, at(source, 900), "unknown"));
    assertTrue(diagnostics.hasErrors());
    assertEquals(Diagnostics.LIMIT + 1, diagnostics.sorted().size());
  }

  @Test
  void theSameAtTheSamePlaceCountsOnce() {
    SourceText source = new SourceText("f", "xyz");
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(Diagnostic.of(Code.SYNTAX, at(source, 1), "a"));
    diagnostics.add(Diagnostic.of(Code.SYNTAX, at(source, 1), "a"));
    diagnostics.add(Diagnostic.of(Code.SYNTAX, at(source, 1), "b"));
    assertEquals(2, diagnostics.sorted().size());
    assertEquals("2 errors", Renderer.count(diagnostics));
  }

  @Test
  void placesAreSortedFileByFile() {
    SourceText main = new SourceText("main", "xyz");
    SourceText loaded = new SourceText("loaded", "xyz");
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(Diagnostic.of(Code.SYNTAX, at(main, 2), "2"));
    diagnostics.add(Diagnostic.of(Code.SYNTAX, at(loaded, 0), "3"));
    diagnostics.add(Diagnostic.of(Code.SYNTAX, at(main, 0), "1"));
    diagnostics.add(Diagnostic.of(Code.UNKNOWN_SETTING, null, "0"));
    assertEquals(
        List.of("0", "1", "2", "3"),
        diagnostics.sorted().stream().map(Diagnostic::message).toList());
  }

  @Test
  void carets() {
    SourceText source = new SourceText("f.wml", "\tset $a=foo\nrun");
    Diagnostic d =
        Diagnostic.of(Code.SYNTAX, new Span(source, 8, 11), "m")
            .related(new Span(source, 12, 15), "there")
            .help("h");
    assertEquals(
        """
        f.wml:1:9: error[WML0103]: m
          \tset $a=foo
          \t       ^~~
        f.wml:2:1: note: there
          run
          ^~~
        help: h
        """,
        Renderer.render(d));
  }

  @Test
  void longLinesAreCutAroundThePlaceAndMessagesAreClean() {
    SourceText source = new SourceText("f", "\uD83D\uDE00".repeat(300) + "x");
    for (int start = 0; start < 601; start++) {
      String rendered =
          Renderer.render(
              Diagnostic.of(Code.SYNTAX, at(source, start), "m\n\u001b[2J" + "y".repeat(5000)));
      String[] lines = rendered.split("\n");
      assertEquals(3, lines.length);
      assertTrue(lines[0].length() < 1100 && lines[1].length() < 170);
      assertFalse(Character.isLowSurrogate(lines[1].charAt(2)));
    }
  }

  @Test
  void codesAreUnique() {
    Set<String> ids = new HashSet<>();
    for (Code code : Code.values()) {
      assertTrue(ids.add(code.id()), code.id());
      assertTrue(code.explanation().endsWith("."), code.id());
    }
  }
}
