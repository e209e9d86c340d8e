package wml.gate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.random.Distribution;
import wml.api.random.RandomStream;

/**
 * Against the constants of Jennison and Turnbull, Group Sequential Methods (2000), tables 2.1 and
 * 2.3, which are two-sided: half of their alpha.
 */
final class BoundaryTest {
  private static final Distribution.Normal NORMAL = new Distribution.Normal(0, 1);

  @ParameterizedTest
  @CsvSource({
    "2, 0.05, 2.178, 1.977", "3, 0.05, 2.289, 2.004", "4, 0.05, 2.361, 2.024",
    "5, 0.05, 2.413, 2.040", "2, 0.01, 2.772, 2.580", "3, 0.01, 2.873, 2.595",
    "4, 0.01, 2.939, 2.609", "5, 0.01, 2.986, 2.621"
  })
  void agreesWithPublishedConstants(int looks, double alpha, double pocock, double obrien) {
    List<Integer> at = IntStream.rangeClosed(1, looks).boxed().toList();
    assertEquals(pocock, Boundary.of(at, alpha / 2, Boundary.POCOCK).z().getLast(), 0.0011);
    Boundary falling = Boundary.of(at, alpha / 2, Boundary.OBRIEN_FLEMING);
    assertEquals(obrien, falling.z().getLast(), 0.0011);
    assertEquals(obrien * Math.sqrt(looks), falling.z().getFirst(), 0.0011 * Math.sqrt(looks));
  }

  @Test
  void unequalLooksCrossAsOftenAsSimulatedOnes() {
    List<Integer> looks = List.of(10, 20, 40, 60);
    Boundary boundary = Boundary.of(looks, 0.05, Boundary.POCOCK);
    RandomStream random = new RandomStream(1);
    int crossed = 0;
    int tries = 20_000;
    for (int i = 0; i < tries; i++) {
      crossed += crosses(looks, boundary, random) ? 1 : 0;
    }
    assertEquals(0.05, (double) crossed / tries, 0.004);
  }

  private static boolean crosses(List<Integer> looks, Boundary boundary, RandomStream random) {
    double sum = 0;
    int samples = 0;
    for (int look = 0; look < looks.size(); look++) {
      for (; samples < looks.get(look); samples++) {
        sum += NORMAL.sample(random);
      }
      if (sum / Math.sqrt(samples) >= boundary.z().get(look)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void equalSharesOfAlphaCrossLessOften() {
    double z = Normal.quantile(0.0025);
    Boundary shares = new Boundary(List.of(z, z, z, z));
    assertEquals(0.0080, Boundary.crossed(List.of(10, 20, 40, 60), shares), 0.0001);
    assertEquals(0.0025, shares.level(0), 1e-9);
  }
}
