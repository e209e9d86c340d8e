package wml.importer.fio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.Span;

/**
 * A section of a job file. There may be several {@code [global]} ones: each is for what follows it.
 *
 * @param settings filled while the file is read
 */
record Section(String name, Span place, List<Setting> settings) {
  boolean isGlobal() {
    return name.equals("global");
  }

  /**
   * One option in a section.
   *
   * @param value with environment variables expanded; null if there is no equals sign
   */
  record Setting(String name, Span nameSpan, @Nullable String value, Span valueSpan) {
    /** The whole of it. */
    Span place() {
      return nameSpan.to(valueSpan);
    }

    /** As it was written. */
    String text() {
      return place().text();
    }
  }
}
