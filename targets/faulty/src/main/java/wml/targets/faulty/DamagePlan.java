package wml.targets.faulty;

import wml.api.target.Options;

/**
 * How often data is not what was written, without a word.
 *
 * @param lost writes that are acknowledged and not done
 * @param torn writes of which only the first half is done
 * @param stale reads of what the last write here replaced
 * @param swapped writes whose first two blocks of 4 KiB change places
 * @param flipped reads with one wrong bit
 */
record DamagePlan(double lost, double torn, double stale, double swapped, double flipped) {
  static final DamagePlan NONE = new DamagePlan(0, 0, 0, 0, 0);

  static DamagePlan of(Options options) {
    return new DamagePlan(
        options.probability("lost"),
        options.probability("torn"),
        options.probability("stale"),
        options.probability("swapped"),
        options.probability("flipped"));
  }

  boolean isNone() {
    return lost + torn + stale + swapped + flipped == 0;
  }
}
