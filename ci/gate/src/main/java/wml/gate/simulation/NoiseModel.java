package wml.gate.simulation;

import wml.api.random.RandomStream;

/**
 * How the times of runs of the same program vary in one session. A new one is a line in {@link
 * NoiseModels}, or a file of measured times.
 */
public interface NoiseModel {
  String name();

  /** For people, in a few words. */
  String summary();

  /** Times of runs one after the other, as multiples of a usual one: all above 0. */
  double[] session(int runs, RandomStream random);
}
