package wml.api.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.units.Durations;
import wml.api.units.Nearest;
import wml.api.units.Sizes;

/** The options of one deployment: every declared option has a value that fits its type. */
public final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Checks given options against the declared ones.
   *
   * @throws IllegalArgumentException naming the option, what is wrong and what would be right
   */
  public static Options resolve(TargetInfo target, Map<String, String> given) {
    List<String> names = target.options().stream().map(Option::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "target '"
                + target.name()
                + "' has no option '"
                + name
                + "'"
                + Nearest.hint(name, names)
                + (names.isEmpty() ? "; it takes no options" : "; it takes " + names));
      }
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Option option : target.options()) {
      String text = given.getOrDefault(option.name(), option.defaultText());
      check(target, option, text);
      values.put(option.name(), text);
    }
    return new Options(values);
  }

  private static void check(TargetInfo target, Option option, String text) {
    try {
      boolean fits =
          switch (option.type()) {
            case TEXT -> true;
            case WHOLE -> Long.parseLong(text) >= 0;
            case BYTES -> Sizes.parse(text) >= 0;
            case DURATION -> Durations.parseNanos(text) >= 0;
            case PROBABILITY -> Double.parseDouble(text) >= 0 && Double.parseDouble(text) <= 1;
            case FLAG -> text.equals("true") || text.equals("false");
          };
      if (fits) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message below
    }
    throw new IllegalArgumentException(
        "option '%s' of target '%s' is '%s' but must be a %s"
            .formatted(option.name(), target.name(), text, option.type().words()));
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("undeclared option " + name);
    }
    return value;
  }

  public long whole(String name) {
    return Long.parseLong(text(name));
  }

  public long bytes(String name) {
    return Sizes.parse(text(name));
  }

  public long nanos(String name) {
    return Durations.parseNanos(text(name));
  }

  public double probability(String name) {
    return Double.parseDouble(text(name));
  }

  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  /** As written behind a target's name: {@code :key=value,key=value}; "" if there are none. */
  public String text() {
    StringBuilder out = new StringBuilder();
    values.forEach(
        (name, value) ->
            out.append(out.isEmpty() ? ":" : ",").append(name).append('=').append(value));
    return out.toString();
  }

  /** All options with their values, in the order of declaration. */
  public Map<String, String> asMap() {
    return Map.copyOf(values);
  }
}
