package wml.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import wml.api.units.Durations;
import wml.api.units.Sizes;
import wml.reports.figure.Unit;

/**
 * A swept variable with its values in rising order; texts stay in the order of the sweep.
 *
 * @param values as written
 * @param numbers of the values; empty: they are texts
 */
record Variable(String name, Unit unit, List<String> values, List<Double> numbers) {
  Variable {
    values = List.copyOf(values);
    numbers = List.copyOf(numbers);
  }

  static Variable of(String name, Set<String> written) {
    List<String> values = new ArrayList<>(new LinkedHashSet<>(written));
    if (values.stream().allMatch(v -> v.matches("-?\\d+(\\.\\d+)?"))) {
      // Sizes are often written without a unit; their names tell.
      return sorted(
          name,
          name.contains("size") || name.contains("bytes") ? Unit.BYTES : Unit.COUNT,
          values,
          Double::parseDouble);
    }
    try {
      return sorted(name, Unit.BYTES, values, v -> (double) Sizes.parse(v));
    } catch (IllegalArgumentException e) {
      // no sizes
    }
    try {
      return sorted(name, Unit.NANOS, values, v -> (double) Durations.parseNanos(v));
    } catch (IllegalArgumentException e) {
      return new Variable(name, Unit.COUNT, values, List.of());
    }
  }

  private interface Parser {
    double parse(String text);
  }

  private static Variable sorted(String name, Unit unit, List<String> values, Parser parser) {
    List<String> sorted = new ArrayList<>(values);
    sorted.sort(Comparator.comparingDouble(parser::parse));
    return new Variable(name, unit, sorted, sorted.stream().map(parser::parse).toList());
  }
}
