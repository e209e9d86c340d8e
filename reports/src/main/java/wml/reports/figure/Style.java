package wml.reports.figure;

import wml.reports.drawing.ColorMap;
import wml.reports.drawing.Face;

/**
 * How a figure is drawn at its final size.
 *
 * @param width in points, 1/72 in
 * @param text size in points: 7 to 9 on paper
 * @param face of all text but titles
 * @param colors of surfaces and heat maps
 */
public record Style(double width, double text, Face face, ColorMap colors) {
  /** A column of a paper: 3.33 in. */
  public static final Style COLUMN = new Style(3.33 * 72, 7.5, Face.SANS, ColorMap.VIRIDIS);

  /** Across a page: 7 in. */
  public static final Style PAGE = new Style(7 * 72, 8, Face.SANS, ColorMap.VIRIDIS);

  private static final double NARROWEST = 144;
  private static final double WIDEST = 2880;

  public Style {
    if (!(width >= NARROWEST && width <= WIDEST)) {
      throw new IllegalArgumentException("a figure may be 2 to 40 inches wide");
    }
    if (!(text >= 5 && text <= 24)) {
      throw new IllegalArgumentException("text may be 5 to 24 points high");
    }
  }

  /** The width of a text in points. */
  public double measure(String words) {
    return face.width(words, text);
  }

  /** From a baseline to the next. */
  public double line() {
    return text * 1.25;
  }
}
