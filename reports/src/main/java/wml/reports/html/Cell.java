package wml.reports.html;

import java.util.EnumMap;
import java.util.Map;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult.FlowopRecord;
import wml.reports.figure.Estimate;
import wml.reports.figure.Metric;

/**
 * One flowop at one point of the sweeps, over all runs there. Holds a few doubles per run and two
 * histograms, some 10 KB.
 */
final class Cell {
  private final Map<Metric, Samples> samples = new EnumMap<>(Metric.class);
  private final LatencyHistogram service = new LatencyHistogram();
  private final LatencyHistogram latency = new LatencyHistogram();
  private int runs;
  private long ops;
  private long errors;
  private long bytes;

  /** The category of the sum of all I/O, which no flowop has. */
  static final String ALL = "all";

  void add(FlowopRecord flowop, double seconds) {
    runs++;
    ops += flowop.ops();
    errors += flowop.errors();
    bytes += flowop.bytes();
    service.add(flowop.service());
    latency.add(flowop.latency());
    for (Metric metric : Metric.values()) {
      double value = sample(metric, flowop, seconds);
      if (Double.isFinite(value)) {
        samples.computeIfAbsent(metric, m -> new Samples()).add(value);
      }
    }
  }

  private static double sample(Metric metric, FlowopRecord flowop, double seconds) {
    // The sum of several kinds of transfers has no size of its own.
    return metric == Metric.THROUGHPUT && (flowop.bytes() == 0 || flowop.category().equals(ALL))
        ? Double.NaN
        : metric.of(flowop, seconds);
  }

  /** Of repeated runs their median; throughput rests on the passes of all, as in figures. */
  Estimate estimate(Metric metric) {
    if (metric == Metric.ERRORS) {
      return new Estimate(runs, errors, Double.NaN, Double.NaN);
    }
    Samples known = samples.get(metric);
    if (known == null || (double) ops / runs * share(metric) < 1) {
      return Estimate.NONE;
    }
    return metric == Metric.THROUGHPUT
        ? Estimate.perSecond((double) bytes / (double) ops, service)
        : Estimate.of(known.values());
  }

  /** Of the operations, what lies above it: with less than one the greatest would stand for it. */
  private static double share(Metric metric) {
    return switch (metric) {
      case P90 -> 0.1;
      case P99 -> 0.01;
      case P999 -> 0.001;
      case P9999 -> 0.0001;
      default -> 1;
    };
  }

  int runs() {
    return runs;
  }

  long ops() {
    return ops;
  }

  long errors() {
    return errors;
  }

  long bytes() {
    return bytes;
  }

  /** All runs' latencies, added up. */
  LatencyHistogram latency() {
    return latency;
  }

  /** A list of doubles without boxes. */
  private static final class Samples {
    private double[] held = new double[1];
    private int size;

    void add(double value) {
      if (size == held.length) {
        held = java.util.Arrays.copyOf(held, 2 * size);
      }
      held[size++] = value;
    }

    double[] values() {
      return java.util.Arrays.copyOf(held, size);
    }
  }
}
