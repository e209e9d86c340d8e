package wml.api.result;

import java.util.List;
import wml.api.measure.LatencyHistogram;

/**
 * What a workload's target did under rates: a search for the highest that it sustains, or a curve
 * of latency over load.
 *
 * @param last of the runs, for what they have in common: workload, target, seed, environment
 * @param objective as written; empty for a curve
 * @param maximumPerSecond without a rate
 * @param sustainedPerSecond the highest rate that kept up and met the objective; 0: none did. Of a
 *     curve's points, the highest that kept up
 * @param failedPerSecond the lowest rate known not to; infinite: none
 * @param conclusion in a sentence
 * @param probes in their order; the first has no rate
 */
public record RateReport(
    Kind kind,
    RunResult last,
    String objective,
    double maximumPerSecond,
    double sustainedPerSecond,
    double failedPerSecond,
    String conclusion,
    List<ProbeRecord> probes) {
  public RateReport {
    probes = List.copyOf(probes);
  }

  /** What was looked for. */
  public enum Kind {
    SLO,
    CURVE
  }

  /**
   * A run under a rate.
   *
   * @param plannedPerSecond infinite: no rate
   * @param keptShare of the operations due, those that started in the window
   * @param slip by how much later operations started per second
   * @param kept whether the rate was kept
   * @param met whether the objective held
   * @param measured what the objective rests on
   * @param latency response times under a rate, else service times, of all I/O
   */
  public record ProbeRecord(
      double plannedPerSecond,
      double executedPerSecond,
      double keptShare,
      double slip,
      boolean kept,
      boolean met,
      List<AssertionRecord.Measured> measured,
      LatencyHistogram latency) {
    public ProbeRecord {
      measured = List.copyOf(measured);
    }
  }
}
