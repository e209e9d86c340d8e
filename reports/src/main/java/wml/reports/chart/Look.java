package wml.reports.chart;

import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Pen;

/**
 * How a series is told from others: by colour, and on grey paper by dashes and symbol.
 *
 * @param symbol of its points
 */
record Look(Pen pen, Symbol symbol) {
  /** More lines than these can't be told apart. */
  static final int MOST = 14;

  static final double WIDTH = 1.1;

  private static final List<List<Double>> DASHES =
      List.of(
          List.of(),
          List.of(4.5, 1.8),
          List.of(1.4, 1.4),
          List.of(6.0, 1.6, 1.4, 1.6),
          List.of(2.6, 1.3));

  private static final List<Symbol> SYMBOLS = List.of(Symbol.values());

  /** Of the n-th series, from 0. */
  static Look of(int n) {
    return new Look(
        new Pen(Colors.series(n), WIDTH, DASHES.get(n % DASHES.size())),
        SYMBOLS.get(n % SYMBOLS.size()));
  }
}
