package wml.cli.live;

import java.util.List;
import java.util.stream.IntStream;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Interval;
import wml.api.result.RunResult.FlowopRecord;

/** Intervals made by hand. */
final class SampleIntervals {
  private SampleIntervals() {}

  /** A second in which {@code ops} reads took 1 ms each, and a write that failed. */
  static Interval second(int number, int ops) {
    LatencyHistogram reads = new LatencyHistogram();
    for (int i = 0; i < ops; i++) {
      reads.record(1_000_000);
    }
    return new Interval(
        number * 1_000_000_000L,
        (number + 1) * 1_000_000_000L,
        List.of(
            flowop("get", "read", ops, 0, reads),
            flowop("put\"", "write", 0, 1, new LatencyHistogram())));
  }

  /** A second with many flowops. */
  static Interval wide(int flowops) {
    return new Interval(
        0,
        1_000_000_000,
        IntStream.range(0, flowops)
            .mapToObj(i -> flowop("flowop" + i, "read", 5, 0, new LatencyHistogram()))
            .toList());
  }

  private static FlowopRecord flowop(
      String name, String direction, long ops, long errors, LatencyHistogram service) {
    return new FlowopRecord(
        "", "p", "t", name, direction, "io", direction, ops, errors, ops * 1024, service);
  }
}
