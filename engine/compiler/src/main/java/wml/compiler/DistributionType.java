package wml.compiler;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wml.api.random.Distribution;
import wml.api.random.Distribution.Tabular;
import wml.api.random.RandomVariable.Unit;

/**
 * A distribution that the language names: a function such as {@code normal}, or a type of {@code
 * cvar}.
 *
 * @param parameters in the order in which a function takes them without names
 * @param build makes it of arguments that keep the parameters' limits; throws an {@link
 *     IllegalArgumentException} with a sentence for the user if they don't fit together
 */
public record DistributionType(
    String name, List<Parameter> parameters, String doc, Function<Arguments, Distribution> build) {
  public DistributionType {
    parameters = List.copyOf(parameters);
  }

  /** What a parameter's value is. */
  public enum Kind {
    /** In the unit of what is drawn: a number, a duration, or a percentage of a range. */
    VALUE("a number, a duration or a percentage"),
    /** A number without a unit. */
    PURE("a number"),
    WHOLE("a whole number"),
    /** Held as a fraction. */
    PERCENT("a percentage such as 10%"),
    TABLE("a table {{percent, min, max}, ...}");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * One parameter.
   *
   * @param otherwise the value when it is not given, as documentation shows it; empty if there is
   *     none, null if it must be given
   * @param least the least value
   * @param above whether it must be above {@code least}
   * @param most the greatest value
   */
  public record Parameter(
      String name,
      Kind kind,
      @Nullable String otherwise,
      double least,
      boolean above,
      double most,
      String doc) {
    static Parameter of(String name, Kind kind, String doc) {
      double infinity = Double.POSITIVE_INFINITY;
      return new Parameter(name, kind, null, -infinity, false, infinity, doc);
    }

    Parameter or(String otherText) {
      return new Parameter(name, kind, otherText, least, above, most, doc);
    }

    Parameter above(double limit) {
      return new Parameter(name, kind, otherwise, limit, true, most, doc);
    }

    Parameter from(double limit) {
      return new Parameter(name, kind, otherwise, limit, false, most, doc);
    }

    Parameter to(double limit) {
      return new Parameter(name, kind, otherwise, least, above, limit, doc);
    }

    boolean allows(double value) {
      return (above ? value > least : value >= least) && value <= most;
    }

    /** "at least 0", or empty. */
    public String limits() {
      String lower =
          Double.isInfinite(least) ? "" : (above ? "above " : "at least ") + shown(least);
      String upper = Double.isInfinite(most) ? "" : "at most " + shown(most);
      return lower + (lower.isEmpty() || upper.isEmpty() ? "" : " and ") + upper;
    }

    private String shown(double limit) {
      return kind == Kind.PERCENT
          ? Math.round(limit * 100) + "%"
          : limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }
  }

  /**
   * Values of parameters, each within its limits.
   *
   * @param numbers those that were given or have a number by default
   * @param rows of the table, if there is one
   * @param unit of the values
   */
  record Arguments(Map<String, Double> numbers, List<Tabular.Row> rows, Unit unit) {
    double of(String name) {
      return Objects.requireNonNull(numbers.get(name), name);
    }

    boolean has(String name) {
      return numbers.containsKey(name);
    }

    double or(String name, double otherwise) {
      return numbers.getOrDefault(name, otherwise);
    }
  }

  @Nullable Parameter parameter(String wanted) {
    return parameters.stream().filter(p -> p.name.equals(wanted)).findFirst().orElse(null);
  }

  /** As in documentation: {@code normal(mean, sd, min=0, [max])}. */
  public String synopsis() {
    StringBuilder out = new StringBuilder(name).append('(');
    String separator = "";
    for (Parameter p : parameters) {
      String otherwise = p.otherwise == null ? "" : p.otherwise;
      boolean optional = p.otherwise != null && otherwise.isEmpty();
      out.append(separator).append(optional ? "[" + p.name + "]" : p.name);
      out.append(otherwise.isEmpty() ? "" : "=" + otherwise);
      separator = ", ";
    }
    return out.append(')').toString();
  }
}
