package wml.api.plan;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/**
 * A variable that the outside may set, with {@code -D name=value}. Texts are as a user would write
 * them.
 *
 * @param unit for people, or ""
 * @param defaultText null if the outside must give a value
 * @param min null if there is none, as for {@code max}
 * @param values the only ones that are allowed; empty if all are
 * @param value that counts
 */
public record Parameter(
    String name,
    Type type,
    String unit,
    @Nullable String defaultText,
    @Nullable String min,
    @Nullable String max,
    List<String> values,
    String doc,
    String value,
    SourcePosition at) {
  public Parameter {
    values = List.copyOf(values);
  }

  /** What the values of a parameter are. */
  public enum Type {
    SIZE("a size in bytes, such as 8k"),
    COUNT("a whole number, 0 or more"),
    NUMBER("a number"),
    DURATION("a duration, such as 5ms, 2s, 1min or 1h"),
    PERCENT("a percentage, such as 10%"),
    FLAG("true or false"),
    TEXT("a text");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** As written after {@code type=}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** For messages. */
    public String words() {
      return words;
    }
  }
}
