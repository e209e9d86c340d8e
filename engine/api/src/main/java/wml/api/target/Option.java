package wml.api.target;

/**
 * One typed option of a target: {@code --target NAME:key=value,...}.
 *
 * @param defaultText the value when the option is absent, written as a user would write it
 */
public record Option(String name, Type type, String defaultText, String doc) {
  /** How the text of an option is read. */
  public enum Type {
    TEXT("text"),
    WHOLE("whole number"),
    BYTES("size in bytes, such as 4k or 1g"),
    DURATION("duration, such as 10us, 5ms or 1s"),
    PROBABILITY("probability from 0 to 1"),
    FLAG("true or false");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
