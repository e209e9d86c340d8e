package wml.api.random;

/** Draws of a {@link Ranking.HotSet}; counts them, because its window moves. One thread's. */
final class HotSetSource implements RankSource {
  private final Ranking.HotSet hotSet;
  private final UniformSource source;
  private long untilMove;

  /** How often the window has moved. */
  private long moves;

  HotSetSource(Ranking.HotSet hotSet, UniformSource source) {
    this.hotSet = hotSet;
    this.source = source;
    untilMove = hotSet.every();
  }

  @Override
  public long next(long items, long itemSize) {
    long width = Math.clamp(Math.round(hotSet.hot() * items), 1, items);
    // from the number of moves, not step by step, so that no rounding adds up
    double turns = moves * hotSet.step();
    long start = Math.round((turns - Math.floor(turns)) * items);
    countDraw();
    boolean inside = source.nextDouble() < hotSet.share() || width == items;
    long at = inside ? start + below(width) : start + width + below(items - width);
    return at % items;
  }

  private void countDraw() {
    if (hotSet.every() > 0 && --untilMove == 0) {
      untilMove = hotSet.every();
      moves++;
    }
  }

  private long below(long bound) {
    return Math.min(bound - 1, (long) (source.nextDouble() * bound));
  }
}
