package wml.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wml.api.random.Distribution;
import wml.api.random.RandomVariable.Unit;
import wml.api.random.Ranking;
import wml.compiler.DistributionType.Arguments;
import wml.compiler.DistributionType.Kind;
import wml.compiler.DistributionType.Parameter;

/**
 * The distributions that the language names. Checks, the list on the command line, completion and
 * documentation come from here.
 */
public final class DistributionTable {
  /** A value costs this many logarithms. */
  private static final int MAX_ERLANG_SHAPE = 10_000;

  /** More items than this are beyond any file; their number still is exact. */
  private static final double MAX_ITEMS = 0x1p62;

  private static final Parameter MIN =
      Parameter.of("min", Kind.VALUE, "lower values become this").or("0");
  private static final Parameter MAX =
      Parameter.of("max", Kind.VALUE, "higher values become this").or("");
  private static final Parameter ROUND =
      Parameter.of("round", Kind.VALUE, "values go to the nearest multiple of this")
          .or("0")
          .from(0);

  /** Where ranks are drawn as plain values. */
  private static final Parameter ITEMS =
      Parameter.of("items", Kind.WHOLE, "how many; offset= and pick= know")
          .or("")
          .from(1)
          .to(MAX_ITEMS);

  private static final Parameter MEAN = value("mean", "the mean").above(0);
  private static final Parameter SHAPE = pure("shape", "the shape").above(0);

  private static final Map<String, DistributionType> FUNCTIONS = new LinkedHashMap<>();
  private static final Map<String, DistributionType> CVAR_TYPES = new LinkedHashMap<>();

  static {
    function("uniform", "evenly from min to max", DistributionTable::uniform, own(MIN), own(MAX));
    function(
        "normal",
        "the bell curve",
        a -> new Distribution.Normal(a.of("mean"), a.of("sd")),
        value("mean", "the mean"),
        value("sd", "the standard deviation").from(0));
    function(
        "lognormal",
        "its logarithm is normal: sizes of files",
        DistributionTable::lognormal,
        value("median", "the median, or give the mean").above(0).or(""),
        pure("sigma", "the standard deviation of the logarithm").from(0),
        value("mean", "the mean").above(0).or(""));
    function(
        "exponential",
        "gaps between events that know nothing of each other",
        a -> new Distribution.Exponential(a.of("mean")),
        MEAN);
    function(
        "gamma",
        "between exponential (shape 1) and normal (large shapes)",
        a -> new Distribution.Gamma(a.of("shape"), a.of("mean") / a.of("shape"), 0),
        SHAPE,
        MEAN);
    function(
        "erlang",
        "the sum of shape exponential values",
        a -> new Distribution.Erlang((int) a.of("shape"), a.of("shape") / a.of("mean")),
        Parameter.of("shape", Kind.WHOLE, "how many are summed").from(1).to(MAX_ERLANG_SHAPE),
        MEAN);
    function(
        "weibull",
        "lifetimes: shapes below 1 have a long tail",
        a -> new Distribution.Weibull(a.of("shape"), a.of("scale")),
        SHAPE,
        value("scale", "63.2 % of the values are below").above(0));
    function(
        "triangular",
        "rises from min to mode and falls to max",
        a -> triangle(a.of("min"), a.of("max"), a.of("mode"), "min", "max"),
        own(MIN),
        value("mode", "the most frequent value"),
        own(MAX));
    function(
        "tabular",
        "percent of the values lie evenly from min to max of their row",
        a -> new Distribution.Tabular(a.rows(), 0, 1),
        Parameter.of("table", Kind.TABLE, "rows whose percents add to 100"));
    function(
        "zipf",
        "ranks: the k-th item in proportion to k^-theta",
        a -> new Ranking.Zipf(a.of("theta")),
        pure("theta", "the skew: 0.99 for many caches").above(0),
        ITEMS);
    function(
        "pareto",
        "values from min on with a long tail; without min, ranks as zipf does; with h, ranks of"
            + " which the first h get 100% - h of the draws, and so on among these",
        DistributionTable::pareto,
        pure("shape", "the smaller, the longer the tail").above(0).or(""),
        value("min", "the least value").above(0).or(""),
        MAX,
        Parameter.of("h", Kind.PERCENT, "20% for 80/20").or("").from(0.001).to(0.999),
        ITEMS);
    function(
        "hotset",
        "ranks: a window of the items gets a share of the draws; it moves on in a circle",
        a ->
            new Ranking.HotSet(
                a.of("hot"), a.of("share"), (long) a.of("every"), a.or("step", a.of("hot"))),
        Parameter.of("hot", Kind.PERCENT, "the part of the items in the window").above(0).to(1),
        Parameter.of("share", Kind.PERCENT, "the part of the draws that fall into it")
            .from(0)
            .to(1),
        Parameter.of("every", Kind.WHOLE, "after so many draws of a thread it moves; 0 for never")
            .or("0")
            .from(0),
        Parameter.of("step", Kind.PERCENT, "it moves by this part of the items")
            .or("hot")
            .from(0)
            .to(1),
        ITEMS);
    cvarTypes();
  }

  private DistributionTable() {}

  private static void cvarTypes() {
    cvar(
        "uniform",
        a -> new Distribution.Uniform(a.of("lower"), a.of("upper")),
        pure("lower", "").or("0"),
        pure("upper", "").or("1"));
    cvar(
        "normal",
        a -> new Distribution.Normal(a.of("mean"), a.of("sigma")),
        pure("mean", "").or("0"),
        pure("sigma", "").or("1"));
    cvar(
        "lognormal",
        a -> new Distribution.LogNormal(a.of("shape"), a.of("scale")),
        pure("shape", "").above(0).or("1"),
        pure("scale", "").or("1"));
    cvar("exponential", a -> new Distribution.Exponential(a.of("mean")), pure("mean", "").or("1"));
    cvar(
        "gamma",
        a -> new Distribution.Gamma(a.of("gamma"), a.of("mean") / a.of("gamma"), 0),
        pure("mean", "").or("4096"),
        pure("gamma", "").above(0).or("1.5"));
    cvar(
        "erlang",
        a -> new Distribution.Erlang((int) Math.max(1, a.of("shape")), a.of("rate")),
        pure("shape", "").above(0).to(MAX_ERLANG_SHAPE).or("1"),
        pure("rate", "").above(0).or("1"));
    cvar(
        "weibull",
        a -> new Distribution.Weibull(a.of("shape"), a.of("scale")),
        pure("shape", "").above(0).or("1"),
        pure("scale", "").or("1"));
    cvar(
        "triangular",
        a -> triangle(a.of("lower"), a.of("upper"), a.of("mode"), "lower", "upper"),
        pure("lower", "").or("0"),
        pure("upper", "").or("1"),
        pure("mode", "").or("0.5"));
  }

  private static Parameter value(String name, String doc) {
    return Parameter.of(name, Kind.VALUE, doc);
  }

  private static Parameter pure(String name, String doc) {
    return Parameter.of(name, Kind.PURE, doc);
  }

  /** A parameter of all functions that is one of the distribution's own, which must be given. */
  private static Parameter own(Parameter common) {
    return value(common.name(), common.name().equals("min") ? "the least" : "the greatest value");
  }

  /** A function takes its own parameters and, unless they are among them, the common ones. */
  private static void function(
      String name, String doc, Function<Arguments, Distribution> build, Parameter... own) {
    List<Parameter> all = new ArrayList<>(List.of(own));
    for (Parameter common : List.of(MIN, MAX, ROUND)) {
      if (all.stream().noneMatch(p -> p.name().equals(common.name()))) {
        all.add(common);
      }
    }
    FUNCTIONS.put(name, new DistributionType(name, all, doc, build));
  }

  private static void cvar(
      String name, Function<Arguments, Distribution> build, Parameter... parameters) {
    CVAR_TYPES.put(
        "cvar-" + name, new DistributionType("cvar-" + name, List.of(parameters), "", build));
  }

  /** The functions that make random variables, in the order of documentation. */
  public static List<DistributionType> functions() {
    return List.copyOf(FUNCTIONS.values());
  }

  static @Nullable DistributionType function(String name) {
    return FUNCTIONS.get(name);
  }

  /** The types of {@code cvar}; all their parameters have a number by default. */
  static Map<String, DistributionType> cvars() {
    return CVAR_TYPES;
  }

  /**
   * Whole numbers include the greatest; with rounding, all multiples are equally frequent.
   * Otherwise the greatest would come never, or half as often.
   */
  private static Distribution uniform(Arguments a) {
    double round = a.or("round", 0);
    double more = round > 0 ? round / 2 : 0;
    double last = round == 0 && a.unit() == Unit.NUMBER ? 1 : more;
    return new Distribution.Uniform(a.of("min") - more, a.of("max") + last);
  }

  private static Distribution lognormal(Arguments a) {
    double sigma = a.of("sigma");
    if (a.has("median") == a.has("mean")) {
      throw new IllegalArgumentException("lognormal needs either the median or the mean");
    }
    double log =
        a.has("median") ? Math.log(a.of("median")) : Math.log(a.of("mean")) - sigma * sigma / 2;
    return new Distribution.LogNormal(sigma, log);
  }

  private static Distribution triangle(
      double min, double max, double mode, String minName, String maxName) {
    if (!(min <= mode && mode <= max && min < max)) {
      throw new IllegalArgumentException(
          "a triangle needs %s <= mode <= %s and %s < %s"
              .formatted(minName, maxName, minName, maxName));
    }
    return new Distribution.Triangular(min, max, mode);
  }

  private static Distribution pareto(Arguments a) {
    if (a.has("h") == a.has("shape")) {
      throw new IllegalArgumentException("pareto needs either shape or h");
    }
    if (a.has("h")) {
      return new Ranking.SelfSimilar(a.of("h"));
    }
    if (!a.has("min") || a.has("items")) {
      return new Ranking.Pareto(a.of("shape"));
    }
    return new Distribution.Pareto(
        a.of("shape"), a.of("min"), a.or("max", Double.POSITIVE_INFINITY));
  }
}
