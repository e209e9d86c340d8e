package wml.compiler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Quantity.Measure;
import wml.grammar.syntax.Expression;

/** The functions of what a run measured, as data; they stand in assertions only. */
public final class Metrics {
  private static final Pattern PERCENTILE = Pattern.compile("p[0-9]+(\\.[0-9]+)?");

  private static final Map<String, Measure> NAMED = new LinkedHashMap<>();

  private static final List<Functions.Function> ALL =
      List.of(
          metric("p99(F)", "the 99th percentile of the latency; p0 to p100, also p99.9", null),
          metric("mean(F)", "the mean latency", Measure.MEAN),
          metric("ops(F)", "operations that succeeded", Measure.OPERATIONS),
          metric("errors(F)", "operations that failed", Measure.ERRORS),
          metric("iops(F)", "operations per second", Measure.RATE),
          metric("bandwidth(F)", "bytes per second", Measure.BANDWIDTH),
          metric("share(F)", "operations as a share of all I/O operations", Measure.SHARE));

  private Metrics() {}

  private static Functions.Function metric(String synopsis, String doc, @Nullable Measure measure) {
    String name = synopsis.substring(0, synopsis.indexOf('('));
    if (measure != null) {
      NAMED.put(name, measure);
    }
    return new Functions.Function(name, synopsis, 1, 1, doc);
  }

  /**
   * In the order of documentation. F is the name of a flowop, thread, process or virtual machine, a
   * flowop's keyword, or {@code all}.
   */
  public static List<Functions.Function> all() {
    return ALL;
  }

  /** Whether a call is written as a metric is; distributions have named parameters. */
  static boolean isMetric(Expression.Call call) {
    return call.attributes().isEmpty() && find(call.function().text()) != null;
  }

  static @Nullable Measure find(String name) {
    return PERCENTILE.matcher(name).matches() ? Measure.PERCENTILE : NAMED.get(name);
  }

  /** Of a percentile, which one; else 0. */
  static double percent(String name) {
    return PERCENTILE.matcher(name).matches() ? Double.parseDouble(name.substring(1)) : 0;
  }

  /** What a name of no function may have been meant to be. */
  static List<String> names() {
    return ALL.stream().map(Functions.Function::name).toList();
  }
}
