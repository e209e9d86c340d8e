package wml.gate.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PairOrderTest {
  @Test
  void halfOfEachTenPairsBeginWithEachSide() {
    for (long seed = 0; seed < 100; seed++) {
      boolean[] first = PairOrder.candidateFirst(60, seed);
      for (int from = 0; from < 60; from += 10) {
        int candidates = 0;
        for (int i = from; i < from + 10; i++) {
          candidates += first[i] ? 1 : 0;
        }
        assertEquals(5, candidates);
      }
    }
  }

  @Test
  void fewerPairsAreTheBeginningOfMore() {
    boolean[] more = PairOrder.candidateFirst(60, 5);
    for (int pairs = 0; pairs < 60; pairs++) {
      assertArrayEquals(Arrays.copyOf(more, pairs), PairOrder.candidateFirst(pairs, 5));
    }
  }

  /** There are 252 orders of ten. */
  @Test
  void allOrdersComeUp() {
    Set<String> orders = new HashSet<>();
    for (long seed = 0; seed < 5000; seed++) {
      orders.add(Arrays.toString(PairOrder.candidateFirst(10, seed)));
    }
    assertEquals(252, orders.size());
  }
}
