package wml.reports.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import wml.reports.figure.Scale;
import wml.reports.figure.Variable;

/** A swept variable with its values: numbers in rising order, or words in the order of the runs. */
final class Sweep {
  /** From there on steps grow with the value: a logarithmic axis shows them evenly. */
  private static final double WIDE = 8;

  /** Share of the axis on either side. */
  private static final double ROOM = 0.03;

  private final Variable variable;
  private final List<String> values;
  private final Map<String, Double> numbers = new HashMap<>();
  private final boolean numeric;

  Sweep(String name, Collection<String> written) {
    variable = Variable.of(name, written);
    List<String> distinct = new ArrayList<>(new LinkedHashSet<>(written));
    boolean all = true;
    try {
      for (String value : distinct) {
        numbers.put(value, variable.number(value));
      }
    } catch (IllegalArgumentException e) {
      all = false; // words, in their order
      for (int i = 0; i < distinct.size(); i++) {
        numbers.put(distinct.get(i), (double) i);
      }
    }
    numeric = all;
    distinct.sort(Comparator.comparingDouble(v -> number(v, 0)));
    values = List.copyOf(distinct);
  }

  String name() {
    return variable.name();
  }

  List<String> values() {
    return values;
  }

  boolean isNumeric() {
    return numeric;
  }

  /** Of words, their place in the order. */
  double number(String value, double missing) {
    return numbers.getOrDefault(value, missing);
  }

  /** Places its values and names them as they are written. */
  Axis axis() {
    List<Double> at = values.stream().map(v -> numbers.getOrDefault(v, 0.0)).toList();
    return numeric
        ? Axis.at(scale(at), at, values, variable.words())
        : Axis.words(scale(at), values, variable.words());
  }

  boolean isLogarithmic() {
    double least = least(values);
    return numeric && values.size() > 1 && least > 0 && greatest(values) / least >= WIDE;
  }

  private Scale scale(List<Double> at) {
    double least = at.getFirst();
    double greatest = at.getLast();
    // Room beside the outermost points, whose symbols would lie on the axis' labels.
    if (isLogarithmic()) {
      double room = Math.pow(greatest / least, ROOM);
      return new Scale.Logarithmic(least / room, greatest * room, 2);
    }
    if (!numeric || greatest == least) {
      return new Scale.Linear(least - 0.5, greatest + 0.5, false);
    }
    double low = least >= 0 && least <= (greatest - least) / 2 ? 0 : least;
    double room = (greatest - low) * ROOM;
    return new Scale.Linear(low == 0 && least > room ? 0 : low - room, greatest + room, false);
  }

  private double least(List<String> of) {
    return numbers.getOrDefault(of.getFirst(), 0.0);
  }

  private double greatest(List<String> of) {
    return numbers.getOrDefault(of.getLast(), 0.0);
  }
}
