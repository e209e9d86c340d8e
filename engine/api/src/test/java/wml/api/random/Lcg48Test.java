package wml.api.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Lcg48Test {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -1, 0x1234_5678_9ABC_DEFL})
  void followsTheRecurrence(long state) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(48);
    BigInteger x = BigInteger.valueOf(state).mod(modulus);
    Lcg48 lcg = new Lcg48(state);
    for (int i = 0; i < 1000; i++) {
      x = x.multiply(BigInteger.valueOf(0x5DEECE66DL)).add(BigInteger.valueOf(0xB)).mod(modulus);
      assertEquals(x.doubleValue() / modulus.doubleValue(), lcg.nextDouble(), "draw " + i);
    }
  }

  @Test
  void startsAsAnUnseededDrand48() {
    Lcg48 lcg = new Lcg48(0);
    assertEquals(11.0 / (1L << 48), lcg.nextDouble());
    assertEquals(0.000985395, lcg.nextDouble(), 5e-10);
    assertEquals(0.041631, lcg.nextDouble(), 5e-7);
    assertEquals(0.176643, lcg.nextDouble(), 5e-7);
  }

  @Test
  void hasTheBitsOfJavasRandomWithoutItsScramble() {
    Lcg48 lcg = new Lcg48(7);
    Random random = new Random(7 ^ 0x5DEECE66DL);
    for (int i = 0; i < 1000; i++) {
      assertEquals(random.nextInt(), (int) (long) (lcg.nextDouble() * 0x1p32), "draw " + i);
    }
  }
}
