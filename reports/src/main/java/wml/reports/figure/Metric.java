package wml.reports.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult.FlowopRecord;
import wml.api.units.Nearest;

/** A number of a flowop's line in a result. */
public enum Metric {
  /** Bytes of a call over the time that it took: the speed of the transfers themselves. */
  THROUGHPUT("throughput", Unit.BYTES_PER_SECOND, true),
  /** Bytes over the measured window. */
  BANDWIDTH("bandwidth", Unit.BYTES_PER_SECOND, true),
  /** Operations over the measured window. */
  IOPS("operations", Unit.PER_SECOND, true),
  MEAN("mean latency", Unit.NANOS, false),
  P50("median latency", Unit.NANOS, false),
  P90("90th percentile latency", Unit.NANOS, false),
  P99("99th percentile latency", Unit.NANOS, false),
  P999("99.9th percentile latency", Unit.NANOS, false),
  P9999("99.99th percentile latency", Unit.NANOS, false),
  MAX("greatest latency", Unit.NANOS, false),
  ERRORS("errors", Unit.COUNT, false);

  private final String words;
  private final Unit unit;
  private final boolean moreIsBetter;

  Metric(String words, Unit unit, boolean moreIsBetter) {
    this.words = words;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
  }

  /** On axes and in captions. */
  public String words() {
    return words;
  }

  public Unit unit() {
    return unit;
  }

  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of one run.
   *
   * @return NaN if the flowop did nothing
   */
  public double of(FlowopRecord flowop, double seconds) {
    LatencyHistogram latency = flowop.latency();
    if (this != ERRORS && flowop.ops() == 0) {
      return Double.NaN;
    }
    return switch (this) {
      case THROUGHPUT ->
          flowop.service().sumNanos() == 0
              ? Double.NaN
              : flowop.bytes() * 1e9 / flowop.service().sumNanos();
      case BANDWIDTH -> flowop.bytes() / seconds;
      case IOPS -> flowop.ops() / seconds;
      case MEAN -> latency.meanNanos();
      case P50 -> latency.percentileNanos(50);
      case P90 -> latency.percentileNanos(90);
      case P99 -> latency.percentileNanos(99);
      case P999 -> latency.percentileNanos(99.9);
      case P9999 -> latency.percentileNanos(99.99);
      case MAX -> latency.maxNanos();
      case ERRORS -> flowop.errors();
    };
  }

  /**
   * By its name.
   *
   * @throws IllegalArgumentException with the nearest name
   */
  public static Metric named(String name) {
    List<String> known = Arrays.stream(values()).map(Metric::label).toList();
    return Arrays.stream(values())
        .filter(m -> m.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no metric '%s'%s\nhelp: metrics are %s"
                        .formatted(
                            name,
                            Nearest.hint(name, known),
                            known.stream().collect(Collectors.joining(", ")))));
  }
}
