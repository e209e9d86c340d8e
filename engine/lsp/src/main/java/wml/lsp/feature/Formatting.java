package wml.lsp.feature;

import java.util.List;
import org.eclipse.lsp4j.TextEdit;
import wml.grammar.format.Formatter;
import wml.lsp.text.Places;
import wml.lsp.text.Snapshot;

/** A document in the one style. */
public final class Formatting {
  private Formatting() {}

  /** What changes, as one edit; none where syntax errors, which are shown, forbid it. */
  public static List<TextEdit> of(Snapshot snapshot) {
    String before = snapshot.text();
    String after = Formatter.format(snapshot.source()).orElse(before);
    if (after.equals(before)) {
      return List.of();
    }
    int shorter = Math.min(before.length(), after.length());
    int same = 0;
    while (same < shorter && before.charAt(same) == after.charAt(same)) {
      same++;
    }
    int start =
        before.lastIndexOf('\n', same - 1) + 1; // whole lines: no half of a CRLF or character
    int tail = 0;
    while (tail < shorter - same
        && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
      tail++;
    }
    int lineEnd = before.indexOf('\n', before.length() - tail);
    int kept = lineEnd < 0 ? 0 : before.length() - lineEnd - 1;
    return List.of(
        new TextEdit(
            Places.range(snapshot.source(), start, before.length() - kept),
            after.substring(start, after.length() - kept)));
  }
}
