package wml.api.flowop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;

/**
 * A typed attribute of a flowop, fileset, process or thread. Attributes are data: a new one never
 * touches the grammar.
 *
 * @param aliases other names with the same meaning
 * @param defaultText as a user would write it; null if the attribute is required
 * @param min smallest whole number allowed
 * @param max largest whole number allowed
 * @param choices those that a choice is among; empty for other types
 * @param ranks whether a random variable chooses among the items of a range, such as blocks of a
 *     file, instead of drawing a value
 * @param needs what a target must offer when the attribute is given and not false
 */
public record Attribute(
    String name,
    List<String> aliases,
    Type type,
    @Nullable String defaultText,
    long min,
    long max,
    List<String> choices,
    boolean ranks,
    @Nullable Class<? extends Capability> needs,
    String doc) {
  /** What values an attribute takes. */
  public enum Type {
    /** A number of operations per second. */
    RATE("operations per second"),
    /** A whole number, possibly with a unit of size, or a random variable. */
    NUMBER("a number"),
    FLAG("true or false"),
    /** A word or a quoted string. */
    TEXT("a word or string"),
    /** true, false, or a whole number of percent. */
    PERCENT("true, false or 0 to 100"),
    /** Nanoseconds, written with a unit of time or as seconds, or a random variable of times. */
    DURATION("a duration such as 5ms"),
    /** One of some words or, if it ranks, a random variable. */
    CHOICE("a word");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public static Attribute number(String name, long defaultValue, String doc) {
    return number(name, defaultValue, 0, Long.MAX_VALUE, doc);
  }

  public static Attribute number(String name, long defaultValue, long min, long max, String doc) {
    return new Attribute(
        name,
        List.of(),
        Type.NUMBER,
        Long.toString(defaultValue),
        min,
        max,
        List.of(),
        false,
        null,
        doc);
  }

  public static Attribute flag(String name, String doc) {
    return new Attribute(name, List.of(), Type.FLAG, "false", 0, 1, List.of(), false, null, doc);
  }

  public static Attribute rate(String name, String doc) {
    return new Attribute(name, List.of(), Type.RATE, "", 0, 0, List.of(), false, null, doc);
  }

  public static Attribute text(String name, @Nullable String defaultText, String doc) {
    return new Attribute(
        name, List.of(), Type.TEXT, defaultText, 0, 0, List.of(), false, null, doc);
  }

  public static Attribute percent(String name, String defaultText, String doc) {
    return new Attribute(
        name, List.of(), Type.PERCENT, defaultText, 0, 100, List.of(), false, null, doc);
  }

  public static Attribute duration(String name, String doc) {
    return new Attribute(
        name, List.of(), Type.DURATION, "0", 0, Long.MAX_VALUE, List.of(), false, null, doc);
  }

  /** One of some words, the first by default. */
  public static Attribute choice(String name, List<String> choices, String doc) {
    return new Attribute(
        name, List.of(), Type.CHOICE, choices.getFirst(), 0, 0, choices, false, null, doc);
  }

  /** The same where a random variable chooses among the items of a range. */
  public Attribute ranking() {
    return new Attribute(name, aliases, type, defaultText, min, max, choices, true, needs, doc);
  }

  public Attribute alias(String other) {
    return new Attribute(
        name, List.of(other), type, defaultText, min, max, choices, ranks, needs, doc);
  }

  public Attribute needing(Class<? extends Capability> capability) {
    return new Attribute(
        name, aliases, type, defaultText, min, max, choices, ranks, capability, doc);
  }

  /** What values it takes, for people. */
  public String takes() {
    String plain = choices.isEmpty() ? type.words : String.join(", ", choices);
    return ranks ? plain + " or a distribution" : plain;
  }

  public boolean required() {
    return defaultText == null;
  }
}
