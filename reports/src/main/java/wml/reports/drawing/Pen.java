package wml.reports.drawing;

import java.util.List;

/**
 * How a line is drawn, with round joins.
 *
 * @param rgb 0xRRGGBB
 * @param width in points; on paper at least 0.5
 * @param dashes lengths on and off in points; none: solid
 */
public record Pen(int rgb, double width, List<Double> dashes) {
  public Pen {
    dashes = List.copyOf(dashes);
    if (!(width > 0)) {
      throw new IllegalArgumentException("a line of width " + width);
    }
  }

  public static Pen of(int rgb, double width) {
    return new Pen(rgb, width, List.of());
  }

  /** The same line, dashed. */
  public Pen dashed(Double... lengths) {
    return new Pen(rgb, width, List.of(lengths));
  }
}
