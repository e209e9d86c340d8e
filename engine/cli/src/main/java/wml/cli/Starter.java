package wml.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wml.api.cli.UsageException;
import wml.api.units.Nearest;
import wml.api.units.Sizes;
import wml.grammar.format.Formatter;
import wml.grammar.syntax.SourceText;

/**
 * Workloads to start from. Each is a workload of its own, whose first variables can be replaced.
 */
final class Starter {
  private static final List<String> KINDS =
      List.of("read", "write", "metadata", "mail", "web", "database");

  /** Flags, and the variables that they set. */
  private static final Map<String, String> VARIABLES =
      Map.of("files", "files", "size", "filesize", "threads", "threads", "iosize", "iosize");

  private Starter() {}

  /** For the command line and its completion. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return KINDS.iterator();
    }
  }

  static String kinds() {
    return String.join(", ", KINDS);
  }

  /** The values that a kind has, by the flags that replace them. */
  static Map<String, String> defaults(String kind) {
    String text = template(kind);
    Map<String, String> out = new LinkedHashMap<>();
    VARIABLES.forEach(
        (flag, variable) -> {
          Matcher set = setting(variable).matcher(text);
          if (set.find()) {
            out.put(flag, set.group(2));
          }
        });
    return out;
  }

  /** A kind's text with some values replaced. */
  static String text(String kind, Map<String, String> given) {
    String text = template(kind);
    Map<String, String> defaults = defaults(kind);
    for (Map.Entry<String, String> e : given.entrySet()) {
      String flag = "--" + e.getKey();
      if (!defaults.containsKey(e.getKey())) {
        throw new UsageException(
            flag + " has no meaning for the kind '" + kind + "'; leave it out");
      }
      check(flag, e.getValue());
      String variable = VARIABLES.getOrDefault(e.getKey(), "");
      text =
          setting(variable)
              .matcher(text)
              .replaceFirst("$1" + Matcher.quoteReplacement(e.getValue()));
    }
    return Formatter.format(new SourceText(kind, text)).orElse(text);
  }

  private static Pattern setting(String variable) {
    return Pattern.compile("(?m)^(param \\$" + variable + "=)([^,\\s]+)");
  }

  private static void check(String flag, String value) {
    long number;
    try {
      number = Sizes.parse(value);
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
    if (number < 1) {
      throw new UsageException(flag + ": '" + value + "' is too small; at least 1");
    }
  }

  private static String template(String kind) {
    if (!KINDS.contains(kind)) {
      throw new UsageException(
          "there is no kind '"
              + kind
              + "'"
              + Nearest.hint(kind, KINDS)
              + "\nhelp: kinds are "
              + kinds());
    }
    try (InputStream in = Starter.class.getResourceAsStream("starter/" + kind + ".wml")) {
      if (in == null) {
        throw new IllegalStateException("no starter for " + kind);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
