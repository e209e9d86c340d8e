package wml.gate.simulation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.api.plan.GatedMetric.Standing;
import wml.gate.decision.Decision;
import wml.gate.decision.Design;
import wml.gate.decision.Pairs;
import wml.gate.decision.Rule;

/** What the gate promises on every noise model, with 2000 gates of fixed seeds. */
final class SimulationTest {
  private static final int GATES = 2000;
  private static final Simulation ONE = new Simulation(Design.DEFAULT, GATES, 1, false, 2);

  static Stream<String> usual() {
    return NoiseModels.USUAL.stream().map(NoiseModel::name);
  }

  static Stream<String> all() {
    return NoiseModels.ALL.stream().map(NoiseModel::name);
  }

  private static NoiseModel model(String name) {
    return NoiseModels.ALL.stream().filter(m -> m.name().equals(name)).findAny().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("usual")
  void slowdownsAreFoundSoon(String name) {
    Simulation.Tally five = ONE.play(model(name), 0.05);
    Simulation.Tally ten = ONE.play(model(name), 0.1);
    assertAll(
        () -> assertTrue(five.regression() >= 0.94, "5 % found: " + five),
        () -> assertTrue(five.pairs() <= 32, "5 % found soon: " + five),
        () -> assertTrue(ten.regression() >= 0.995, "10 % found: " + ten),
        () -> assertTrue(ten.pairs() <= 16, "10 % found soon: " + ten));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingWrongIsSaid(String name) {
    Simulation.Tally same = ONE.play(model(name), 0);
    Simulation.Tally five = ONE.play(model(name), 0.05);
    assertAll(
        () -> assertTrue(same.regression() <= 0.01, "false alarms: " + same),
        () -> assertTrue(five.pass() <= 0.05, "5 % passed: " + five));
  }

  @ParameterizedTest
  @MethodSource("usual")
  void fiveMetricsMakeNoMoreFalseAlarms(String name) {
    for (boolean shared : List.of(false, true)) {
      Simulation five = new Simulation(Design.DEFAULT, 1000, 5, shared, 2);
      Simulation.Tally same = five.play(model(name), 0);
      Simulation.Tally slower = five.play(model(name), 0.05);
      assertAll(
          () -> assertTrue(same.regression() <= 0.01, "false alarms: " + same),
          () -> assertTrue(slower.pass() <= 0.05, "5 % passed: " + slower),
          () -> assertTrue(slower.regression() >= 0.85, "5 % found: " + slower));
    }
  }

  @Test
  void sameSeedPlaysTheSameGates() {
    Simulation few = new Simulation(Design.DEFAULT, 50, 1, false, 3);
    Simulation others = new Simulation(Design.DEFAULT, 50, 1, false, 4);
    NoiseModel noisy = model("noisy");
    assertEquals(few.play(noisy, 0.05), few.play(noisy, 0.05));
    assertNotEquals(few.play(noisy, 0.05), others.play(noisy, 0.05));
  }

  /**
   * Of a single look at 20 pairs, slowed down by what such gates call visible on average. It is
   * taken from one gate's intervals, which know little of the tails: 78 to 97 % are found.
   */
  @ParameterizedTest
  @MethodSource("usual")
  void visibleSlowdownIsSeenNineTimesOfTen(String name) {
    Design once = new Design(List.of(20), 0.01, 0.05, 5);
    Simulation simulation = new Simulation(once, 500, 1, false, 5);
    Rule rule = new Rule(Standing.PRIMARY, false, 0.05, 0.025);
    double sum = 0;
    for (int gate = 0; gate < 500; gate++) {
      Pairs pairs = simulation.measured(model(name), 0, gate).getFirst();
      sum += Decision.look(once, List.of(rule), List.of(pairs)).judgements().getFirst().visible();
    }
    double found = simulation.play(model(name), sum / 500).regression();
    assertTrue(found > 0.75 && found < 0.99, "found " + found);
  }
}
