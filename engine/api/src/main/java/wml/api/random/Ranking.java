package wml.api.random;

/**
 * Distributions over the items of a range, of which the first is drawn most often. How many items
 * there are is said at each draw and costs nothing to change.
 */
public sealed interface Ranking extends Distribution {
  /** Draws from a source; what is remembered between draws starts anew. */
  RankSource over(UniformSource source);

  /** The k-th of the items with a probability proportional to k^-theta. */
  record Zipf(double theta) implements Ranking {
    @Override
    public RankSource over(UniformSource source) {
      return new ZipfSource(theta, source);
    }

    @Override
    public String describe() {
      return "zipf(theta " + theta + ")";
    }
  }

  /** Pareto from 1 on, cut off after the last item. */
  record Pareto(double shape) implements Ranking {
    @Override
    public RankSource over(UniformSource source) {
      return (items, itemSize) -> {
        double below = -Math.expm1(-shape * Math.log(items + 1.0));
        double x = Math.exp(-Math.log1p(-source.nextDouble() * below) / shape);
        return Math.min(items - 1, (long) x - 1);
      };
    }

    @Override
    public String describe() {
      return "pareto(shape " + shape + ")";
    }
  }

  /**
   * The first {@code h} of the items get 1 - h of the draws; so do, among these, the first {@code
   * h}, and so on. Gray and others, "Quickly generating billion-record synthetic databases", 1994.
   *
   * @param h above 0 and below 1: 0.2 for 80/20
   */
  record SelfSimilar(double h) implements Ranking {
    @Override
    public RankSource over(UniformSource source) {
      double exponent = Math.log(h) / Math.log1p(-h);
      return (items, itemSize) ->
          Math.min(items - 1, (long) (items * Math.pow(source.nextDouble(), exponent)));
    }

    @Override
    public String describe() {
      return "pareto(h " + h + ")";
    }
  }

  /**
   * A window of items gets a share of the draws, the others get the rest; both evenly. The window
   * starts at the first item and moves on in a circle.
   *
   * @param hot the window's part of the items, above 0 to 1; at least one item
   * @param share of the draws that fall into the window, 0 to 1
   * @param every after so many draws of a source it moves; 0 for never
   * @param step by this part of the items, 0 to 1
   */
  record HotSet(double hot, double share, long every, double step) implements Ranking {
    @Override
    public RankSource over(UniformSource source) {
      return new HotSetSource(this, source);
    }

    @Override
    public String describe() {
      return "hotset(hot "
          + hot
          + ", share "
          + share
          + (every == 0 ? ")" : ", every " + every + " draws by " + step + ")");
    }
  }
}
