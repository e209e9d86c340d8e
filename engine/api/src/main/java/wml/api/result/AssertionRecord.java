package wml.api.result;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wml.api.plan.Quantity;
import wml.api.units.Durations;
import wml.api.units.Sizes;

/**
 * What became of one assertion about a run.
 *
 * @param text the condition as written
 * @param position {@code file:line:column}
 * @param measured the metrics that the verdict rests on
 */
public record AssertionRecord(
    String text, String position, boolean holds, List<Measured> measured) {
  public AssertionRecord {
    measured = List.copyOf(measured);
  }

  /**
   * The value of one metric.
   *
   * @param metric as written, such as {@code p99(get)}
   * @param value not a number if no operation completed that would have one, or if the target does
   *     not count it
   */
  public record Measured(String metric, double value, Quantity.Unit unit) {
    /** Such as {@code p99(get) is 7.20 ms}. */
    String sentence() {
      return !Double.isNaN(value)
          ? metric + " is " + shown()
          : metric
              + switch (unit) {
                case PER_OPERATION, BYTES_PER_OPERATION ->
                    " is unknown: the target does not count it, or no operation completed";
                default -> " is unknown: no operation completed";
              };
    }

    /** The value with its unit. */
    public String shown() {
      return switch (unit) {
        case DURATION -> Durations.format(value * 1e9);
        case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
        case PER_SECOND -> String.format(Locale.ROOT, value < 100 ? "%.2f/s" : "%,.0f/s", value);
        case BYTES_PER_SECOND -> Sizes.format(value) + "/s";
        case NUMBER -> String.format(Locale.ROOT, "%.3g", value);
        case PER_OPERATION -> String.format(Locale.ROOT, "%,.3f per operation", value);
        case BYTES_PER_OPERATION -> String.format(Locale.ROOT, "%,.0f bytes per operation", value);
        case FRACTION -> String.format(Locale.ROOT, "%.2f%%", value * 100);
      };
    }
  }

  /** For people: {@code ✗ p99(get) < 5ms: p99(get) is 7.20 ms}. */
  public String sentence() {
    String values = measured.stream().map(Measured::sentence).collect(Collectors.joining(", "));
    return (holds ? "✓ " : "✗ ") + text + (values.isEmpty() ? "" : ": " + values);
  }
}
