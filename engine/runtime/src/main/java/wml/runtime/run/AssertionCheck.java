package wml.runtime.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.Assertion;
import wml.api.plan.Condition;
import wml.api.plan.Quantity;
import wml.api.result.AssertionRecord;
import wml.api.result.AssertionRecord.Measured;
import wml.api.result.Measurement.Counts;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.api.target.Counter;

/**
 * Evaluates assertions over a result. Percentiles come from the sum of the histograms. A latency
 * that nothing was measured of is unknown, and so no assertion that asks for it holds.
 */
public final class AssertionCheck {
  private final RunResult result;
  private final List<Measured> measured = new ArrayList<>();

  private AssertionCheck(RunResult result) {
    this.result = result;
  }

  /** The verdicts; none about a run that is not valid. */
  static List<AssertionRecord> of(List<Assertion> assertions, RunResult result) {
    return result.valid() ? assertions.stream().map(a -> check(a, result)).toList() : List.of();
  }

  /** A number of a result; not a number if no operation completed that would have one. */
  public static double value(Quantity quantity, RunResult result) {
    return new AssertionCheck(result).value(quantity);
  }

  /**
   * How many latencies lie beyond the percentiles that a quantity is made of: the fewest of them;
   * infinite if it needs none.
   */
  public static double beyond(Quantity quantity, RunResult result) {
    return switch (quantity) {
      case Quantity.Constant c -> Double.POSITIVE_INFINITY;
      case Quantity.Computed c -> Math.min(beyond(c.left(), result), beyond(c.right(), result));
      case Quantity.Metric m -> {
        List<FlowopRecord> flowops =
            result.flowops().stream().filter(f -> isAbout(m.subject(), f, false)).toList();
        LatencyHistogram times =
            switch (m.measure()) {
              case PERCENTILE -> sum(flowops, FlowopRecord::latency);
              case SERVICE_PERCENTILE -> sum(flowops, FlowopRecord::service);
              case DELAY_PERCENTILE -> sum(flowops, FlowopRecord::delay);
              default -> null;
            };
        yield times == null ? Double.POSITIVE_INFINITY : times.count() * (100 - m.percent()) / 100;
      }
    };
  }

  /** The verdict about a run that is valid. */
  public static AssertionRecord check(Assertion assertion, RunResult result) {
    AssertionCheck check = new AssertionCheck(result);
    boolean holds = check.holds(assertion.condition());
    boolean known = check.measured.stream().noneMatch(m -> Double.isNaN(m.value()));
    return new AssertionRecord(
        assertion.text(), assertion.at().toString(), holds && known, check.measured);
  }

  private boolean holds(Condition condition) {
    return switch (condition) {
      case Condition.Known k -> k.value();
      case Condition.Not n -> !holds(n.operand());
      case Condition.Both b -> holds(b.left()) && holds(b.right());
      case Condition.Either e -> holds(e.left()) || holds(e.right());
      case Condition.Comparison c -> c.relation().holds(value(c.left()), value(c.right()));
    };
  }

  private double value(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Constant c -> c.value();
      case Quantity.Computed c -> c.operation().apply(value(c.left()), value(c.right()));
      case Quantity.Metric m -> {
        double value = measure(m);
        Measured shown = new Measured(m.text(), value, m.measure().unit());
        if (!measured.contains(shown)) {
          measured.add(shown);
        }
        yield value;
      }
    };
  }

  private double measure(Quantity.Metric metric) {
    if (metric.measure().isOfThreads()) {
      return perOperation(metric);
    }
    boolean errors = metric.measure() == Quantity.Measure.ERRORS;
    List<FlowopRecord> flowops =
        result.flowops().stream().filter(f -> isAbout(metric.subject(), f, errors)).toList();
    long operations = flowops.stream().mapToLong(FlowopRecord::ops).sum();
    return switch (metric.measure()) {
      case PERCENTILE -> percentile(sum(flowops, FlowopRecord::latency), metric);
      case SERVICE_PERCENTILE -> percentile(sum(flowops, FlowopRecord::service), metric);
      case DELAY_PERCENTILE -> percentile(sum(flowops, FlowopRecord::delay), metric);
      case MEAN -> mean(sum(flowops, FlowopRecord::latency));
      case SERVICE_MEAN -> mean(sum(flowops, FlowopRecord::service));
      case DELAY_MEAN -> mean(sum(flowops, FlowopRecord::delay));
      case OPERATIONS -> operations;
      case ERRORS -> flowops.stream().mapToLong(FlowopRecord::errors).sum();
      case RATE -> perSecond(operations);
      case BANDWIDTH -> perSecond(flowops.stream().mapToLong(FlowopRecord::bytes).sum());
      case SHARE -> (double) operations / Math.max(1, result.ioOperations());
      case SYSTEM_CALLS, REMOTE_CALLS, SYNCS, MOVED, ALLOCATED -> perOperation(metric);
    };
  }

  /**
   * What threads counted, for each of their I/O operations. What happens once in a run is not to
   * make the value depend on how many operations there were: it is rounded.
   */
  private double perOperation(Quantity.Metric metric) {
    long operations = 0;
    long sum = 0;
    for (Counts counts : result.measurement().counts()) {
      if (isAbout(metric.subject(), counts)) {
        Long counted = counted(metric.measure(), counts);
        if (counted == null) {
          return Double.NaN;
        }
        operations += counts.operations();
        sum += counted;
      }
    }
    double precision = metric.measure().unit() == Quantity.Unit.PER_OPERATION ? 1000 : 1;
    return operations == 0 ? Double.NaN : Math.rint(precision * sum / operations) / precision;
  }

  /** Null if it is unknown. */
  private static @Nullable Long counted(Quantity.Measure measure, Counts counts) {
    return switch (measure) {
      case SYSTEM_CALLS -> counts.counted().get(Counter.SYSTEM_CALLS);
      case REMOTE_CALLS -> counts.counted().get(Counter.REMOTE_CALLS);
      case SYNCS -> counts.counted().get(Counter.SYNCS);
      case MOVED -> counts.counted().get(Counter.BYTES);
      case ALLOCATED -> counts.allocated() < 0 ? null : Long.valueOf(counts.allocated());
      default -> null;
    };
  }

  private static boolean isAbout(Quantity.Subject subject, Counts counts) {
    return switch (subject.kind()) {
      case ALL -> true;
      case THREAD -> counts.thread().equals(subject.name());
      case PROCESS -> counts.process().equals(subject.name());
      case MACHINE -> isOf(counts.machine(), subject.name());
      case FLOWOP, KEYWORD -> false;
    };
  }

  private static double percentile(LatencyHistogram times, Quantity.Metric metric) {
    return times.count() == 0 ? Double.NaN : times.percentileNanos(metric.percent()) / 1e9;
  }

  private static double mean(LatencyHistogram times) {
    return times.count() == 0 ? Double.NaN : times.meanNanos() / 1e9;
  }

  private static LatencyHistogram sum(
      List<FlowopRecord> flowops, Function<FlowopRecord, @Nullable LatencyHistogram> times) {
    LatencyHistogram sum = new LatencyHistogram();
    for (FlowopRecord flowop : flowops) {
      LatencyHistogram more = times.apply(flowop);
      if (more != null) {
        sum.add(more);
      }
    }
    return sum;
  }

  private double perSecond(long amount) {
    return result.elapsedNanos() <= 0 ? 0 : amount / result.elapsedSeconds();
  }

  /** Groups leave out what is no I/O: waits and limits are no latencies of the store. */
  private static boolean isAbout(Quantity.Subject subject, FlowopRecord f, boolean errors) {
    boolean counts = errors || f.countsAsIo();
    return switch (subject.kind()) {
      case ALL -> counts;
      case FLOWOP -> isNamed(f.name(), subject.name());
      case KEYWORD -> f.type().equals(subject.name());
      case THREAD -> counts && f.thread().equals(subject.name());
      case PROCESS -> counts && f.process().equals(subject.name());
      case MACHINE -> counts && isOf(f.machine(), subject.name());
    };
  }

  /** Whether a {@code hypervisor/vm} is meant by the name of either, or by both. */
  private static boolean isOf(String machine, String name) {
    return machine.equals(name) || machine.endsWith("/" + name) || machine.startsWith(name + "/");
  }

  /** Names in results are {@code outer.inner#2}: any whole part of it from either end counts. */
  private static boolean isNamed(String inResult, String name) {
    int mark = inResult.lastIndexOf('#');
    String plain = mark < 0 ? inResult : inResult.substring(0, mark);
    return inResult.equals(name)
        || plain.equals(name)
        || plain.startsWith(name + ".")
        || plain.endsWith("." + name);
  }
}
