package wml.compiler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Quantity.Measure;
import wml.grammar.syntax.Expression;

/** The functions of what a run measured, as data; they stand in assertions only. */
public final class Metrics {
  private static final Pattern PERCENTILE =
      Pattern.compile("(?:(service|delay)_)?p([0-9]+(?:\\.[0-9]+)?)");

  private static final Map<String, Measure> NAMED = new LinkedHashMap<>();

  private static final List<Functions.Function> ALL =
      List.of(
          metric(
              "p99(F)",
              "the 99th percentile of the latency, under a rate of the response time; p0 to p100,"
                  + " also p99.9",
              null),
          metric("mean(F)", "the mean latency, under a rate the mean response time", Measure.MEAN),
          metric("service_p99(F)", "the same from start to end, whatever the rate", null),
          metric("service_mean(F)", "the mean from start to end", Measure.SERVICE_MEAN),
          metric("delay_p99(F)", "the same of how long operations with a rate started late", null),
          metric("delay_mean(F)", "how long they started late on average", Measure.DELAY_MEAN),
          metric("ops(F)", "operations that succeeded", Measure.OPERATIONS),
          metric("errors(F)", "operations that failed", Measure.ERRORS),
          metric("iops(F)", "operations per second", Measure.RATE),
          metric("bandwidth(F)", "bytes per second", Measure.BANDWIDTH),
          metric("share(F)", "operations as a share of all I/O operations", Measure.SHARE),
          metric(
              "syscalls(T)",
              "system calls that the target makes per I/O operation, to a thousandth",
              Measure.SYSTEM_CALLS),
          metric("rpcs(T)", "requests to servers, likewise", Measure.REMOTE_CALLS),
          metric("fsyncs(T)", "calls that make something durable, likewise", Measure.SYNCS),
          metric(
              "moved(T)",
              "bytes that the target reads and writes per I/O operation, to a byte",
              Measure.MOVED),
          metric("allocated(T)", "bytes of the Java heap, likewise", Measure.ALLOCATED));

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
   * flowop's keyword, or {@code all}; T that of what is around flowops, or {@code all}.
   */
  public static List<Functions.Function> all() {
    return ALL;
  }

  /** Whether a call is written as a metric is; distributions have named parameters. */
  static boolean isMetric(Expression.Call call) {
    return call.attributes().isEmpty() && find(call.function().text()) != null;
  }

  static @Nullable Measure find(String name) {
    Matcher percentile = PERCENTILE.matcher(name);
    return !percentile.matches()
        ? NAMED.get(name)
        : switch (percentile.group(1)) {
          case "service" -> Measure.SERVICE_PERCENTILE;
          case "delay" -> Measure.DELAY_PERCENTILE;
          case null, default -> Measure.PERCENTILE;
        };
  }

  /** Of a percentile, which one; else 0. */
  static double percent(String name) {
    Matcher percentile = PERCENTILE.matcher(name);
    return percentile.matches() ? Double.parseDouble(percentile.group(2)) : 0;
  }

  /** What a name of no function may have been meant to be. */
  static List<String> names() {
    return ALL.stream().map(Functions.Function::name).toList();
  }
}
