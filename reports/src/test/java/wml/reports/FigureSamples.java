package wml.reports;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import wml.reports.chart.ChartSamples;
import wml.reports.drawing.ColorMap;
import wml.reports.drawing.Face;
import wml.reports.figure.Figure;
import wml.reports.figure.Style;
import wml.reports.surface.SurfaceSamples;

/**
 * A figure of every kind, with usual, long and extreme contents: what is true of all figures is
 * tested with these. A new package of figures adds its own here.
 */
public final class FigureSamples {
  /** The widths of papers. */
  public static final List<Style> STYLES = List.of(Style.COLUMN, Style.PAGE);

  private FigureSamples() {}

  /** All of them; the names are unique. */
  public static Stream<Named<Figure>> all() {
    return Stream.concat(ChartSamples.all(), SurfaceSamples.all());
  }

  /** One of each kind, as a user would see them. */
  public static Stream<Named<Figure>> usual() {
    return all().filter(f -> !f.getName().contains(":"));
  }

  /** Every style that matters to a layout. */
  public static Stream<Style> styles() {
    return Stream.concat(
        STYLES.stream(),
        Stream.of(
            new Style(Style.COLUMN.width(), 9, Face.SERIF, ColorMap.CIVIDIS),
            new Style(Style.COLUMN.width(), 7, Face.SANS, ColorMap.VIRIDIS),
            new Style(Style.PAGE.width(), 9, Face.SANS, ColorMap.VIRIDIS)));
  }
}
