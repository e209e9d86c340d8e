package wml.reports.figure;

import wml.api.units.Durations;
import wml.api.units.Sizes;

/** A swept variable: its values as a result writes them, {@code 4k}, {@code 5ms} or {@code 16}. */
public record Variable(String name, Unit unit) {
  /**
   * What its values are counted in: durations by their unit; sizes by theirs, or by its name.
   *
   * @param values as written, at least one
   */
  public static Variable of(String name, Iterable<String> values) {
    boolean letters = false;
    for (String value : values) {
      if (value.matches("[0-9.]+(ns|us|ms|s|min|h)")) {
        return new Variable(name, Unit.NANOS);
      }
      letters |= value.matches("[0-9]+[kmgtpKMGTP].*");
    }
    return new Variable(name, letters || name.contains("size") ? Unit.BYTES : Unit.COUNT);
  }

  /**
   * A value as a number: bytes, nanoseconds, or a count.
   *
   * @throws IllegalArgumentException if it is none
   */
  public double number(String value) {
    try {
      return switch (unit) {
        case NANOS -> Durations.parseNanos(value);
        case BYTES -> Sizes.parse(value);
        default -> Double.parseDouble(value);
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the value '" + value + "' of $" + name + " is no number, so it can't be an axis", e);
    }
  }

  /** For axes: {@code filesize} as {@code file size}. */
  public String words() {
    return switch (name) {
      case "filesize" -> "file size";
      case "recordsize" -> "record size";
      case "iosize" -> "I/O size";
      default -> name;
    };
  }
}
