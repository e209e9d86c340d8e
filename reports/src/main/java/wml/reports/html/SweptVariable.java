package wml.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import wml.reports.figure.Variable;

/**
 * A swept variable with its values in rising order; texts stay in the order of the sweep.
 *
 * @param values as written
 * @param numbers of the values; empty: they are texts
 */
record SweptVariable(Variable variable, List<String> values, List<Double> numbers) {
  SweptVariable {
    values = List.copyOf(values);
    numbers = List.copyOf(numbers);
  }

  static SweptVariable of(String name, Set<String> written) {
    Variable variable = Variable.of(name, written);
    List<String> values = new ArrayList<>(written);
    try {
      values.sort(Comparator.comparingDouble(variable::number));
      return new SweptVariable(variable, values, values.stream().map(variable::number).toList());
    } catch (IllegalArgumentException e) {
      return new SweptVariable(variable, List.copyOf(written), List.of());
    }
  }

  String name() {
    return variable.name();
  }
}
