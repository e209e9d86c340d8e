package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.compiler.Datum.Duration;
import wml.compiler.Datum.Flag;
import wml.compiler.Datum.Whole;
import wml.grammar.syntax.Expression.Operator;

/** The functions of values, as data: calls, checks and documentation come from one table. */
public final class Functions {
  /**
   * One function.
   *
   * @param synopsis as in documentation: {@code round(x, to)}
   * @param least fewest arguments
   * @param most most arguments
   */
  public record Function(String name, String synopsis, int least, int most, String doc) {}

  private static final Map<String, Function> ALL = new LinkedHashMap<>();

  static {
    add("min(a, b, ...)", 1, 64, "the smallest");
    add("max(a, b, ...)", 1, 64, "the largest");
    add("abs(x)", 1, 1, "without its sign");
    add("floor(x)", 1, 1, "the next whole number below");
    add("ceil(x)", 1, 1, "the next whole number above");
    add("round(x, to)", 1, 2, "the nearest multiple of to, which is 1 if left out");
    add("log2(x)", 1, 1, "the logarithm to base 2");
    add("pow(x, y)", 2, 2, "x to the power of y");
    add("if(condition, a, b)", 3, 3, "a if the condition is true, else b");
    add("env(NAME, default)", 1, 2, "the environment variable NAME, or the default");
    add("cpus()", 0, 0, "the processors of this machine");
  }

  private Functions() {}

  private static void add(String synopsis, int least, int most, String doc) {
    String name = synopsis.substring(0, synopsis.indexOf('('));
    ALL.put(name, new Function(name, synopsis, least, most, doc));
  }

  /** In the order of documentation. */
  public static List<Function> all() {
    return List.copyOf(ALL.values());
  }

  static @Nullable Function find(String name) {
    return ALL.get(name);
  }

  /**
   * The value of a function whose arguments are known.
   *
   * @param process the environment of the process
   * @return null if the arguments are of the wrong kind
   * @throws ArithmeticException with a sentence for the user
   */
  static @Nullable Datum apply(
      Function function, List<Datum> arguments, Map<String, String> process) {
    return switch (function.name()) {
      case "min" -> extreme(arguments, Operator.LESS);
      case "max" -> extreme(arguments, Operator.GREATER);
      case "env" -> {
        String found = process.get(arguments.get(0).text());
        yield found != null
            ? Literals.ofText(found)
            : arguments.size() > 1 ? arguments.get(1) : null;
      }
      case "cpus" -> new Whole(Runtime.getRuntime().availableProcessors());
      default -> ofNumbers(function, arguments);
    };
  }

  private static @Nullable Datum extreme(List<Datum> arguments, Operator better) {
    Datum best = arguments.get(0);
    for (Datum argument : arguments) {
      Datum order = Arithmetic.apply(better, argument, best);
      if (order == null) {
        return null;
      }
      best = order.equals(new Flag(true)) ? argument : best;
    }
    return best;
  }

  private static @Nullable Datum ofNumbers(Function function, List<Datum> arguments) {
    Datum first = arguments.get(0);
    if (first instanceof Duration d && function.name().equals("abs")) {
      return Duration.ofSeconds(Math.abs(d.seconds()));
    }
    List<Double> x = new ArrayList<>();
    for (Datum argument : arguments) {
      if (!Arithmetic.isNumber(argument)) {
        return null;
      }
      x.add(Arithmetic.real(argument));
    }
    if (first instanceof Whole
        && (function.name().equals("floor") || function.name().equals("ceil"))) {
      return first;
    }
    return Arithmetic.ofReal(
        switch (function.name()) {
          case "abs" -> Math.abs(x.get(0));
          case "floor" -> Math.floor(x.get(0));
          case "ceil" -> Math.ceil(x.get(0));
          case "log2" -> Math.log(x.get(0)) / Math.log(2);
          case "pow" -> Math.pow(x.get(0), x.get(1));
          default -> round(x.get(0), x.size() > 1 ? x.get(1) : 1);
        });
  }

  private static double round(double x, double to) {
    if (to == 0) {
      throw new ArithmeticException("division by zero");
    }
    return Math.rint(x / to) * to;
  }
}
