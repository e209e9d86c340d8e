package wml.flowops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import wml.api.flowop.Flowop;

/** Where calls of a flowop went, and whether that is uniform. */
public final class Offsets {
  private Offsets() {}

  /** The offsets of so many calls, each of which reads or writes once. */
  public static long[] of(Workbench bench, String statement, int calls) throws Exception {
    Flowop flowop = bench.bind(statement);
    bench.call(flowop);
    bench.trace();
    long[] offsets = new long[calls];
    for (int i = 0; i < calls; i++) {
      bench.call(flowop);
      List<String> trace = bench.trace();
      assertEquals(1, trace.size(), () -> "more than one request: " + trace);
      offsets[i] = Long.parseLong(trace.getFirst().split("@", 2)[1]);
    }
    return offsets;
  }

  /**
   * Whether values are uniform over {@code count} multiples of {@code step}: chi-square, whose
   * limit here is passed once in 10,000 times by chance; the seed is fixed.
   */
  public static void assertUniform(long[] values, long step, int count) {
    long[] seen = new long[count];
    for (long value : values) {
      assertEquals(0, value % step, () -> value + " is no multiple of " + step);
      assertTrue(value < count * step, () -> value + " is beyond the last block");
      seen[(int) (value / step)]++;
    }
    double expected = (double) values.length / count;
    double chi = 0;
    for (long each : seen) {
      chi += (each - expected) * (each - expected) / expected;
    }
    // Wilson and Hilferty's approximation of the 0.9999 quantile
    int degrees = count - 1;
    double term = 1 - 2.0 / (9 * degrees) + 3.719 * Math.sqrt(2.0 / (9 * degrees));
    double limit = degrees * term * term * term;
    double observed = chi;
    assertTrue(chi < limit, () -> "chi-square " + observed + " above " + limit);
  }
}
