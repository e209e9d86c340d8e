package wml.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;

/**
 * The inside of a frame, where XChart draws. Places run from 0 to 1, to the right and upwards; what
 * comes first lies below. {@link #paint} ends it. One thread's.
 */
final class Plot {
  /** XChart has a whole number of pixels: it gets a hundred to the point. */
  private static final int PIXELS = 100;

  /** Symbols and lines at the border are shown whole: points beyond it. */
  private static final double BLEED = 4;

  private final Sketch sketch;
  private final Rectangle2D area;
  private final XYChart chart;
  private int series;

  Plot(Sketch sketch, Rectangle2D area) {
    this.sketch = sketch;
    this.area = area;
    chart =
        new XYChart(
            (int) Math.round((area.getWidth() + 2 * BLEED) * PIXELS),
            (int) Math.round((area.getHeight() + 2 * BLEED) * PIXELS));
    dataAlone(chart.getStyler());
  }

  /** Where it lies on the sketch, for what XChart can't draw. */
  Rectangle2D area() {
    return area;
  }

  Sketch sketch() {
    return sketch;
  }

  double x(double place) {
    return area.getX() + place * area.getWidth();
  }

  double y(double place) {
    return area.getMaxY() - place * area.getHeight();
  }

  /** A line; it is broken where a y is not a number. */
  void line(double[] xs, double[] ys, Pen pen) {
    lines(xs, ys, pen, XYSeriesRenderStyle.Line);
  }

  /** A line that keeps its height until the next point. */
  void steps(double[] xs, double[] ys, Pen pen) {
    lines(xs, ys, pen, XYSeriesRenderStyle.Step);
  }

  /** A filled polygon. */
  void area(double[] xs, double[] ys, int rgb) {
    XYSeries added = add(xs, ys);
    added.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    added.setMarker(SeriesMarkers.NONE);
    added.setLineStyle(SeriesLines.NONE);
    added.setFillColor(new Color(rgb));
  }

  /** A filled rectangle between two corners. */
  void box(double x1, double y1, double x2, double y2, int rgb) {
    area(new double[] {x1, x2, x2, x1}, new double[] {y1, y1, y2, y2}, rgb);
  }

  /** Symbols; open ones have a white inside. */
  void points(double[] xs, double[] ys, Symbol symbol, double size, int rgb, boolean open) {
    if (Arrays.stream(ys).allMatch(Double::isNaN)) {
      return;
    }
    XYSeries added = add(xs, ys);
    added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    added.setMarker(new SymbolMarker(symbol, size * PIXELS, open));
    added.setMarkerColor(new Color(rgb));
  }

  /** Hands everything to the sketch. */
  void paint() {
    if (series == 0) {
      return;
    }
    ChartGraphics graphics = new ChartGraphics(sketch);
    graphics.translate(area.getX() - BLEED, area.getY() - BLEED);
    graphics.scale(1.0 / PIXELS, 1.0 / PIXELS);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.finish();
  }

  private void lines(double[] xs, double[] ys, Pen pen, XYSeriesRenderStyle style) {
    if (xs.length < 2 || Arrays.stream(ys).allMatch(Double::isNaN)) {
      return;
    }
    XYSeries added = add(xs, ys);
    added.setXYSeriesRenderStyle(style);
    added.setMarker(SeriesMarkers.NONE);
    added.setLineColor(new Color(pen.rgb()));
    float[] dashes = new float[pen.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = pen.dashes().get(i).floatValue() * PIXELS;
    }
    added.setLineStyle(
        new BasicStroke(
            (float) pen.width() * PIXELS,
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND,
            10,
            dashes.length == 0 ? null : dashes,
            0));
  }

  private XYSeries add(double[] xs, double[] ys) {
    return chart.addSeries(Integer.toString(series++), xs, ys);
  }

  /** No text, no frame, no margin but the bleed: what is left of a chart are its values. */
  private void dataAlone(XYStyler styler) {
    Color nothing = new Color(0, true);
    double x = BLEED / area.getWidth();
    double y = BLEED / area.getHeight();
    styler.setXAxisMin(-x).setXAxisMax(1 + x).setYAxisMin(-y).setYAxisMax(1 + y);
    styler.setAxisTitlesVisible(false).setAxisTicksVisible(false).setPlotMargin(0);
    styler.setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false);
    styler.setAxisTickPadding(0).setAxisTickMarkLength(0).setAxisTitlePadding(0);
    styler.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(0);
    styler.setPlotContentSize(1).setPlotBorderVisible(false);
    styler.setChartBackgroundColor(nothing).setPlotBackgroundColor(nothing);
  }

  /** Our symbols for XChart. */
  private static final class SymbolMarker extends Marker {
    private static final float RIM = 0.7f * PIXELS;

    private final Symbol symbol;
    private final double size;
    private final boolean open;

    SymbolMarker(Symbol symbol, double size, boolean open) {
      this.symbol = symbol;
      this.size = size;
      this.open = open;
    }

    @Override
    public void paint(Graphics2D graphics, double x, double y, int usual) {
      Path2D path = symbol.at(x, y, size);
      Color color = graphics.getColor();
      // A white rim keeps neighbours apart.
      graphics.setStroke(new BasicStroke(open ? RIM * 1.2f : RIM));
      graphics.setColor(open ? Color.WHITE : color);
      graphics.fill(path);
      graphics.setColor(open ? color : Color.WHITE);
      graphics.draw(path);
      graphics.setColor(color);
    }
  }
}
