package wml.gate.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who works when. */
final class TimeTableTest {
  private static String order(TimeTable table) {
    List<Long> all = new ArrayList<>(table.baseline());
    all.addAll(table.candidate());
    StringBuilder out = new StringBuilder();
    all.stream().sorted().forEach(t -> out.append(table.baseline().contains(t) ? 'A' : 'B'));
    return out.toString();
  }

  @Test
  void slicesComeInQuadsAndLeaveAGap() {
    TimeTable table = TimeTable.of(0.8, new Order(3), 0);
    assertEquals(40_000_000, table.sliceNanos());
    assertEquals(24, table.baseline().size());
    assertEquals(24, table.candidate().size());
    assertTrue(order(table).matches("(ABBA|BAAB){12}"), order(table));
    List<Long> all = new ArrayList<>(table.baseline());
    all.addAll(table.candidate());
    all.sort(null);
    for (int i = 1; i < all.size(); i++) {
      assertTrue(
          all.get(i) - all.get(i - 1) >= table.sliceNanos() + TimeTable.GAP_NANOS, all::toString);
    }
  }

  @Test
  void theFirstQuadBeginsAsThePairDoes() {
    Order order = new Order(5);
    for (int pair = 0; pair < 20; pair++) {
      assertEquals(
          order.baselineFirst(pair), order(TimeTable.of(0.3, order, pair)).startsWith("A"));
    }
  }

  @Test
  void aSeedGivesTheSameOrderAgainAndAnotherOneAnother() {
    assertEquals(
        order(TimeTable.of(0.8, new Order(1), 4)), order(TimeTable.of(0.8, new Order(1), 4)));
    assertNotEquals(
        order(TimeTable.of(0.8, new Order(1), 4)), order(TimeTable.of(0.8, new Order(2), 4)));
  }

  @Test
  void slicesLastFrom20To100Milliseconds() {
    assertEquals(20_000_000, TimeTable.of(0.1, new Order(1), 0).sliceNanos());
    assertEquals(14, TimeTable.of(0.1, new Order(1), 0).baseline().size());
    assertEquals(100_000_000, TimeTable.of(10, new Order(1), 0).sliceNanos());
    assertEquals(104, TimeTable.of(10, new Order(1), 0).baseline().size());
  }
}
