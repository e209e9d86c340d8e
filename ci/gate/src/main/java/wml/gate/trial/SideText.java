package wml.gate.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;

/**
 * A side of a gate as it is written: words such as {@code ref=main dir=/mnt -Diosize=4k}.
 *
 * @param given the words as written
 * @param ref a git ref of this checkout; null: none was given, as for those that follow
 * @param wml a checkout, a folder of jars, or a jar
 * @param target name and options
 * @param directory where its files go
 * @param result a file of {@code wml run --json} whose configuration is run
 * @param settings of variables
 */
public record SideText(
    String given,
    @Nullable String ref,
    @Nullable String wml,
    @Nullable String target,
    @Nullable String directory,
    @Nullable String result,
    Map<String, String> settings) {
  private static final List<String> KEYS = List.of("ref", "wml", "target", "dir", "result", "-D");
  private static final String HELP =
      "a side is words out of ref=GITREF, wml=PATH, target=NAME[:key=value,...], dir=DIR,"
          + " -Dname=value, result=FILE.json";

  public SideText {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * @param option that it is the value of, for messages
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public static SideText parse(String option, String text) {
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s+")));
    parts.remove("");
    for (String word : parts) {
      boolean setting = word.startsWith("-D");
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(setting ? 2 : 0, equals);
      String value = equals < 0 ? "" : word.substring(equals + 1);
      if (setting ? key.isEmpty() || equals < 0 : !KEYS.contains(key)) {
        String hint = setting ? "" : Nearest.hint(key, KEYS);
        throw new IllegalArgumentException(
            "%s: '%s' is no part of a side%s\nhelp: %s".formatted(option, word, hint, HELP));
      }
      if (!setting && value.isEmpty()) {
        throw new IllegalArgumentException(
            "%s: '%s' needs a value\nhelp: %s".formatted(option, word, HELP));
      }
      if ((setting ? settings : words).put(key, value) != null) {
        throw new IllegalArgumentException(option + ": '" + key + "' is given twice");
      }
    }
    if (words.containsKey("ref") && words.containsKey("wml")) {
      throw new IllegalArgumentException(
          option + ": ref= and wml= both say which wml runs; leave one away");
    }
    return new SideText(
        String.join(" ", parts),
        words.get("ref"),
        words.get("wml"),
        words.get("target"),
        words.get("dir"),
        words.get("result"),
        settings);
  }
}
