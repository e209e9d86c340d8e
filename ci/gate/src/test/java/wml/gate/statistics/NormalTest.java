package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class NormalTest {
  @Test
  void agreesWithTables() {
    assertEquals(0.5, Normal.above(0), 1e-15);
    assertEquals(0.15865525393145707, Normal.above(1), 1e-14);
    assertEquals(1.3498980316300957e-3, Normal.above(3), 1e-15);
    assertEquals(2.866515718791939e-7, Normal.above(5), 1e-20);
    assertEquals(0.9772498680518208, Normal.above(-2), 1e-14);
    assertEquals(1.959963984540054, Normal.quantile(0.025), 1e-12);
    assertEquals(-1.2815515655446004, Normal.quantile(0.9), 1e-12);
  }

  @Test
  void bothFormsMeet() {
    assertEquals(1, Normal.above(3 - 1e-12) / Normal.above(3 + 1e-12), 1e-10);
  }

  @Test
  void hasNoQuantileOfWhatIsSure() {
    assertThrows(IllegalArgumentException.class, () -> Normal.quantile(0));
    assertThrows(IllegalArgumentException.class, () -> Normal.quantile(1));
  }
}
