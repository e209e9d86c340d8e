package wml.lsp;

import org.eclipse.lsp4j.Position;

/** A text whose cursor is written as {@code |}. */
record MarkedText(String text, Position cursor) {
  static MarkedText of(String marked) {
    int at = marked.indexOf('|');
    String before = marked.substring(0, at);
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = at - (before.lastIndexOf('\n') + 1);
    return new MarkedText(before + marked.substring(at + 1), new Position(line, column));
  }

  /** The cursor at the first place where a text stands. */
  static MarkedText at(String text, String place) {
    int at = text.indexOf(place);
    return of(text.substring(0, at) + "|" + text.substring(at));
  }
}
