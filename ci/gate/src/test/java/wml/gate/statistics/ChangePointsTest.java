package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.random.Distribution;
import wml.api.random.RandomStream;

final class ChangePointsTest {
  @Test
  void cleanStepsAreFoundWithTheirLevels() {
    double[] series = new double[30];
    Arrays.setAll(series, i -> i < 10 ? 1.0 : i < 20 ? 1.1 : 0.9);
    List<Change> changes = ChangePoints.of(series);
    assertEquals(List.of(10, 20), changes.stream().map(Change::index).toList());
    assertEquals(1.0, changes.get(0).before());
    assertEquals(1.1, changes.get(0).after());
    assertEquals(1.1, changes.get(1).before());
    assertEquals(0.9, changes.get(1).after());
    assertTrue(changes.getFirst().p() < 0.01);
  }

  @Test
  void twoNoisyStepsAreFoundAndScalingChangesNothing() {
    RandomStream random = new RandomStream(1);
    Distribution.Normal noise = new Distribution.Normal(0, 0.01);
    double[] series = new double[60];
    Arrays.setAll(series, i -> (i < 20 ? 1 : i < 40 ? 1.06 : 1.01) + noise.sample(random));
    List<Integer> found = ChangePoints.of(series).stream().map(Change::index).toList();
    assertEquals(List.of(20, 40), found);
    double[] scaled = Arrays.stream(series).map(v -> v * 1e6).toArray();
    assertEquals(found, ChangePoints.of(scaled).stream().map(Change::index).toList());
  }

  @Test
  void changesThatAreTakenBackAgainAndAgainAreFound() {
    RandomStream random = new RandomStream(5);
    Distribution.Normal noise = new Distribution.Normal(0, 0.01);
    double[] series = new double[80];
    Arrays.setAll(series, i -> (i / 20 % 2 == 0 ? 1 : 1.06) + noise.sample(random));
    assertEquals(List.of(20, 40, 60), ChangePoints.of(series).stream().map(Change::index).toList());
  }

  @Test
  void nothingChangesInShortOrConstantSeries() {
    for (int n = 0; n < 8; n++) {
      double[] constant = new double[n];
      Arrays.fill(constant, 3);
      assertEquals(List.of(), ChangePoints.of(constant));
    }
    assertEquals(List.of(), ChangePoints.of(new double[] {1, 5, 2}));
    assertEquals(List.of(), ChangePoints.of(new double[] {1, 5, 2, 4, 1}));
  }

  @Test
  void oneOddValueIsNoChangeOfLevel() {
    RandomStream random = new RandomStream(3);
    Distribution.Normal noise = new Distribution.Normal(1, 0.01);
    double[] series = new double[60];
    Arrays.setAll(series, i -> noise.sample(random));
    series[30] = 1.2;
    assertEquals(List.of(), ChangePoints.of(series));
  }

  @Test
  void resemblanceIsEstimatedWithoutBias() {
    RandomStream random = new RandomStream(4);
    Distribution.Normal shock = new Distribution.Normal(0, 1);
    for (double truth : new double[] {0.3, 0.6}) {
      double sum = 0;
      for (int i = 0; i < 400; i++) {
        double[] series = new double[80];
        double value = shock.sample(random);
        for (int k = 0; k < series.length; k++) {
          value = truth * value + shock.sample(random);
          series[k] = value;
        }
        sum += new Levels(series, List.of(EDivisive.best(series).index())).resemblance();
      }
      assertEquals(truth, sum / 400, 0.05);
    }
  }
}
