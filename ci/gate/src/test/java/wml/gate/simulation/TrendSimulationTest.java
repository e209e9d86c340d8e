package wml.gate.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What trends promise for noise of 1 %, with fixed seeds. */
final class TrendSimulationTest {
  @ParameterizedTest
  @CsvSource({"50, 0, 500", "50, 0.3, 500", "50, 0.6, 1000", "50, 0.8, 1000", "100, 0.6, 100"})
  void changesAreFoundAndNoneWhereThereIsNone(int commits, double correlation, int histories) {
    TrendSimulation trend = new TrendSimulation(histories, commits, 1);
    TrendSimulation.Found same = trend.play(correlation, 0);
    TrendSimulation.Found step = trend.play(correlation, 0.05);
    assertTrue(same.any() <= 0.05, "false alarms: " + same);
    assertTrue(step.near() >= 0.95, "found within 3 commits: " + step);
    assertTrue(step.far() <= 0.05, "and elsewhere: " + step);
  }
}
