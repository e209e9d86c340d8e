package wml.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomStreamTest {
  private static final int CELLS = 100;
  private static final int DRAWS = 200_000;

  /** Chi-square of 99 degrees of freedom stays below this with probability 0.999. */
  private static final double CHI_SQUARE_LIMIT = 148.23;

  private static double chiSquare(IntSupplier cell) {
    int[] counts = new int[CELLS];
    for (int i = 0; i < DRAWS; i++) {
      counts[cell.getAsInt()]++;
    }
    double expected = (double) DRAWS / CELLS;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42})
  void drawsAreUniform(long seed) {
    RandomStream doubles = new RandomStream(seed);
    assertTrue(chiSquare(() -> (int) (doubles.nextDouble() * CELLS)) < CHI_SQUARE_LIMIT);
    RandomStream bounded = new RandomStream(seed);
    assertTrue(chiSquare(() -> (int) bounded.nextLong(CELLS)) < CHI_SQUARE_LIMIT);
    RandomStream lowBits = new RandomStream(seed);
    assertTrue(
        chiSquare(() -> (int) Long.remainderUnsigned(lowBits.nextLong(), CELLS))
            < CHI_SQUARE_LIMIT);
  }

  /** From a second implementation that gives the published vectors of both generators. */
  @Test
  void isXoshiroSeededBySplitMix() {
    RandomStream random = new RandomStream(0);
    assertEquals(0x99EC5F36CB75F2B4L, random.nextLong());
    assertEquals(0xBF6E1F784956452AL, random.nextLong());
    assertEquals(0x1A5F849D4933E6E0L, random.nextLong());
    assertEquals(0x6AA594F1262D2D2CL, random.nextLong());
    assertEquals(0xBBA5AD4A1F842E59L, random.nextLong());
    assertEquals(0xFFEF8375D9EBCACAL, random.nextLong());
  }

  @Test
  void boundsHold() {
    RandomStream random = new RandomStream(5);
    for (int i = 0; i < 10_000; i++) {
      assertEquals(0, random.nextLong(1));
      long three = random.nextLong(3);
      assertTrue(three >= 0 && three < 3);
      long large = random.nextLong(Long.MAX_VALUE);
      assertTrue(large >= 0);
      double unit = random.nextDouble();
      assertTrue(unit >= 0 && unit < 1);
    }
  }

  @Test
  void theSameSeedGivesTheSameStream() {
    RandomStream a = new RandomStream(9);
    RandomStream b = new RandomStream(9);
    RandomStream other = new RandomStream(10);
    for (int i = 0; i < 100; i++) {
      long next = a.nextLong();
      assertEquals(next, b.nextLong());
      assertNotEquals(next, other.nextLong());
    }
  }

  @Test
  void labelsTellStreamsApart() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      seeds.add(RandomStream.derive(seed));
      seeds.add(RandomStream.derive(seed, ""));
      seeds.add(RandomStream.derive(seed, "", ""));
      seeds.add(RandomStream.derive(seed, "ab", "c"));
      seeds.add(RandomStream.derive(seed, "a", "bc"));
      seeds.add(RandomStream.derive(seed, "abc"));
      seeds.add(RandomStream.derive(seed, "c", "ab"));
      for (int thread = 0; thread < 100; thread++) {
        seeds.add(RandomStream.derive(seed, "thread", Integer.toString(thread)));
      }
    }
    assertEquals(20 * 107, seeds.size());
    assertEquals(RandomStream.derive(3, "a", "b"), RandomStream.derive(3, "a", "b"));
  }
}
