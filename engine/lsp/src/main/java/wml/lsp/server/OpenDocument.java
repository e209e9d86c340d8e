package wml.lsp.server;

import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.SourceText;
import wml.lsp.index.NameIndex;
import wml.lsp.text.Places;
import wml.lsp.text.Snapshot;

/** A document that a client has open. The reader's thread owns all but the compiled values. */
final class OpenDocument {
  private Snapshot snapshot;
  private @Nullable NameIndex names;

  /** Of the last version without errors; written by the analyst. */
  private volatile Map<String, String> values = Map.of();

  OpenDocument(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  NameIndex names() {
    NameIndex known = names;
    if (known == null) {
      known = NameIndex.of(snapshot.script());
      names = known;
    }
    return known;
  }

  Map<String, String> values() {
    return values;
  }

  void values(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  void change(int version, List<TextDocumentContentChangeEvent> changes) {
    String text = snapshot.text();
    for (TextDocumentContentChangeEvent change : changes) {
      Range range = change.getRange();
      if (range == null) {
        text = change.getText();
        continue;
      }
      SourceText source = new SourceText("", text);
      int start = Places.offset(source, range.getStart());
      int end = Math.max(start, Places.offset(source, range.getEnd()));
      text = text.substring(0, start) + change.getText() + text.substring(end);
    }
    snapshot = new Snapshot(snapshot.uri(), version, text);
    names = null;
  }
}
