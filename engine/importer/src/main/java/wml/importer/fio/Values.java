package wml.importer.fio;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.importer.fio.Section.Setting;

/**
 * The values of options as fio's manual defines them. What can't be read is reported, and something
 * harmless returned, so that all errors of a file are found at once.
 */
final class Values {
  private static final Pattern NUMBER = Pattern.compile("(0[xX][0-9a-fA-F]+|[0-9]+)([A-Za-z%]*)");
  private static final String POWERS = "kmgtp";

  private final Diagnostics diagnostics;

  /** What k means: fio's default is 1024, and Ki is then 1000. */
  private final boolean binary;

  Values(Diagnostics diagnostics, boolean binary) {
    this.diagnostics = diagnostics;
    this.binary = binary;
  }

  /** The text, which must be there. */
  String text(Setting s) {
    String value = s.value();
    if (value == null || value.isEmpty()) {
      bad(s, s.name() + " needs a value", "write " + s.name() + "=VALUE");
      return "";
    }
    return value;
  }

  /** One of some words. */
  String word(Setting s, List<String> words) {
    String text = text(s);
    if (!text.isEmpty() && !words.contains(text)) {
      bad(
          s,
          "fio knows no %s=%s%s".formatted(s.name(), text, Nearest.hint(text, words)),
          s.name() + " is one of " + String.join(", ", words));
      return words.getFirst();
    }
    return text;
  }

  /** An option that is set by its name alone, or with 0 or 1. */
  boolean flag(@Nullable Setting s) {
    if (s == null) {
      return false;
    }
    String value = s.value();
    if (value != null && !value.matches("0|1|true|false")) {
      bad(s, "'" + value + "' is neither 0 nor 1", "write " + s.name() + "=1");
    }
    return value == null || value.equals("1") || value.equals("true");
  }

  long count(@Nullable Setting s, long otherwise, long min, long max) {
    if (s == null) {
      return otherwise;
    }
    long number = bytes(s, text(s), otherwise);
    if (number < min || number > max) {
      bad(
          s,
          "%s=%d is not from %d to %d".formatted(s.name(), number, min, max),
          "write a number within the limits");
      return otherwise;
    }
    return number;
  }

  /** Bytes of a part of an option's value. */
  long bytes(Setting s, String text, long otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher m = NUMBER.matcher(text);
    if (!m.matches()) {
      bad(s, "'" + text + "' is no number", "write a whole number with or without a unit, as 4k");
      return otherwise;
    }
    if (m.group(2).equals("%") || m.group(2).equalsIgnoreCase("z")) {
      unsupported(
          s,
          "parts of a device or file that exists can't be imported: its size is not known here",
          "write bytes");
      return otherwise;
    }
    long factor = factor(m.group(2).toLowerCase(Locale.ROOT));
    if (factor < 0) {
      bad(s, "'" + m.group(2) + "' is no unit of size", "units are k, m, g, t, p");
      return otherwise;
    }
    try {
      return Math.multiplyExact(Long.decode(decimal(m.group(1))), factor);
    } catch (ArithmeticException | NumberFormatException e) {
      bad(s, "'" + text + "' is larger than 8 EiB", "write a smaller number");
      return otherwise;
    }
  }

  /** Leading zeros are no sign of base 8. */
  private static String decimal(String digits) {
    return digits.startsWith("0x") || digits.startsWith("0X")
        ? digits
        : digits.replaceFirst("^0+(?=.)", "");
  }

  private long factor(String unit) {
    if (unit.isEmpty() || unit.equals("b")) {
      return 1;
    }
    int power = POWERS.indexOf(unit.charAt(0)) + 1;
    String rest = unit.substring(1);
    boolean iec = rest.equals("i") || rest.equals("ib");
    if (power == 0 || !(iec || rest.isEmpty() || rest.equals("b"))) {
      return -1;
    }
    return Math.round(Math.pow(iec == binary ? 1000 : 1024, power));
  }

  /** Nanoseconds; a number without unit counts {@code unitNanos}. */
  long nanos(@Nullable Setting s, long unitNanos) {
    if (s == null) {
      return 0;
    }
    String text = text(s);
    Matcher m = NUMBER.matcher(text);
    if (!m.matches()) {
      bad(s, "'" + text + "' is no time", "write a whole number with or without a unit, as 30s");
      return 0;
    }
    long factor =
        switch (m.group(2).toLowerCase(Locale.ROOT)) {
          case "" -> unitNanos;
          case "us", "usec" -> 1_000;
          case "ms", "msec" -> 1_000_000;
          case "s", "sec" -> 1_000_000_000;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default -> -1;
        };
    if (factor < 0) {
      bad(s, "'" + m.group(2) + "' is no unit of time", "units are us, ms, s, m, h, d");
      return 0;
    }
    try {
      return Math.multiplyExact(Long.decode(decimal(m.group(1))), factor);
    } catch (ArithmeticException | NumberFormatException e) {
      bad(s, "'" + text + "' is longer than 292 years", "write a shorter time");
      return 0;
    }
  }

  /** Something that a section lacks. */
  void missing(Section section, String message, String help) {
    diagnostics.add(Diagnostic.of(Code.IMPORT_VALUE, section.place(), message).help(help));
  }

  void bad(Setting s, String message, String help) {
    diagnostics.add(Diagnostic.of(Code.IMPORT_VALUE, s.place(), message).help(help));
  }

  void unsupported(Setting s, String message, @Nullable String help) {
    diagnostics.add(Diagnostic.of(Code.IMPORT_UNSUPPORTED, s.place(), message).help(help));
  }

  void differs(Setting s, String message) {
    diagnostics.add(Diagnostic.of(Code.IMPORT_DIFFERS, s.place(), message));
  }
}
