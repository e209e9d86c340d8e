package wml.reports.figure;

import java.util.Locale;

/** What a value is counted in, and how axes and cells show it. */
@SuppressWarnings("ImmutableEnumChecker") // an array that nobody else sees
public enum Unit {
  BYTES("", 1024, "B", "KiB", "MiB", "GiB", "TiB", "PiB"),
  BYTES_PER_SECOND("", 1024, "B/s", "KiB/s", "MiB/s", "GiB/s", "TiB/s"),
  PER_SECOND("", 1000, "1/s", "k/s", "M/s", "G/s"),
  NANOS("", 1000, "ns", "µs", "ms", "s"),
  SECONDS("s", 1000, "s", "ks"),
  COUNT("", 1000, "", "k", "M", "G", "T"),
  PERCENT("%", 1000, "%");

  private final String fixed;
  private final int step;
  private final String[] symbols;

  Unit(String fixed, int step, String... symbols) {
    this.fixed = fixed;
    this.step = step;
    this.symbols = symbols.clone();
  }

  /** Binary prefixes. */
  public boolean isBinary() {
    return step == 1024;
  }

  /** The prefix that suits an axis up to this value. */
  public Scaled suiting(double greatest) {
    double factor = 1;
    int i = 0;
    while (i + 1 < symbols.length && Math.abs(greatest) >= factor * step && fixed.isEmpty()) {
      factor *= step;
      i++;
    }
    return new Scaled(factor, symbols[i]);
  }

  /** Three significant digits with the unit that suits: {@code 14.8 MiB/s}. */
  public String format(double value) {
    Scaled scaled = suiting(value);
    String number = digits(value / scaled.factor());
    return scaled.symbol().isEmpty() || scaled.symbol().startsWith("1")
        ? number + scaled.symbol().replaceFirst("^1", "")
        : number + " " + scaled.symbol();
  }

  /** As few as tell it: {@code 64K}, {@code 1M} of sizes; {@code 10k} of counts. */
  public String tick(double value) {
    Scaled scaled = suiting(value);
    String number = digits(value / scaled.factor());
    return switch (this) {
      case BYTES, BYTES_PER_SECOND ->
          number + (scaled.symbol().startsWith("B") ? "" : scaled.symbol().substring(0, 1));
      case PER_SECOND -> number + (scaled.factor() == 1 ? "" : scaled.symbol().substring(0, 1));
      case NANOS -> value == 0 ? "0" : number + " " + scaled.symbol();
      case COUNT -> number + scaled.symbol();
      case SECONDS, PERCENT -> number;
    };
  }

  /** Up to three significant digits, without superfluous zeros. */
  public static String digits(double number) {
    double value = number == 0 ? 0 : number; // no -0
    double size = Math.abs(value);
    String text =
        String.format(
            Locale.ROOT,
            size >= 99.95 || size == 0
                ? "%.0f"
                : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3g",
            value);
    return text.contains(".") && !text.contains("e")
        ? text.replaceAll("0+$", "").replaceAll("\\.$", "")
        : text;
  }

  /**
   * A prefix.
   *
   * @param factor what one of it is
   */
  public record Scaled(double factor, String symbol) {}
}
