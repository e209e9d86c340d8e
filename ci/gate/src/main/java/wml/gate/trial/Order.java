package wml.gate.trial;

import wml.api.random.RandomStream;

/** Who comes first in each pair, and in each quad of its slices: coins of a seed. */
public record Order(long seed) {
  /** Whether the baseline comes first. */
  public boolean baselineFirst(int pair) {
    return coin("pair", pair);
  }

  /** Whether a quad of slices is ABBA rather than BAAB; the first begins as the pair does. */
  boolean baselineFirst(int pair, int quad) {
    return quad == 0 ? baselineFirst(pair) : coin("quad " + pair, quad);
  }

  private boolean coin(String of, int number) {
    return (RandomStream.derive(seed, of, Integer.toString(number)) & 1) == 0;
  }
}
