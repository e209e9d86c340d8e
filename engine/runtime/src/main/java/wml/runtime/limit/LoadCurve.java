package wml.runtime.limit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Latency over load: a target under shares of its throughput without a rate. */
public final class LoadCurve {
  /** Tenths, and one more where queues grow. */
  private static final double[] SHARES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1};

  /** With the one that finds the maximum. */
  public static final int PROBES = SHARES.length + 1;

  private LoadCurve() {}

  /**
   * @param share of the maximum
   */
  public record Point(double share, Observation seen) {}

  /** The points in rising order; none if nothing completes even without a rate. */
  public static List<Point> of(Probe probe) throws IOException {
    double maximum = probe.at(Probe.UNLIMITED).executed();
    List<Point> points = new ArrayList<>();
    for (double share : SHARES) {
      if (maximum > 0) {
        points.add(new Point(share, probe.at(share * maximum)));
      }
    }
    return points;
  }
}
