package wml.gate.trial;

import wml.api.random.RandomStream;
import wml.gate.decision.PairOrder;

/** Who comes first in each pair, and in each quad of its slices, by a seed. */
public record Order(long seed) {
  /** Whether the baseline comes first. */
  public boolean baselineFirst(int pair) {
    return !PairOrder.candidateFirst(pair + 1, seed)[pair];
  }

  /** Whether a quad of slices is ABBA rather than BAAB; the first begins as the pair does. */
  boolean baselineFirst(int pair, int quad) {
    return quad == 0
        ? baselineFirst(pair)
        : (RandomStream.derive(seed, "quad", pair + "/" + quad) & 1) == 0;
  }
}
