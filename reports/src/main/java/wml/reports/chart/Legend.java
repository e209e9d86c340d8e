package wml.reports.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Mark;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Style;
import wml.reports.figure.TextFit;

/** What the series are called, in as many columns as fit the width. */
final class Legend {
  private static final double SAMPLE = 20;
  private static final double GAP = 4;
  private static final double BETWEEN = 12;

  private final Style style;
  private final double width;
  private final double columnWidth;
  private final int columns;
  private final List<Entry> entries;

  /**
   * A series.
   *
   * @param line null: none
   * @param symbol null: none
   * @param area colour of a filled area; null: none
   */
  record Entry(
      String label,
      @Nullable Pen line,
      @Nullable Symbol symbol,
      boolean open,
      @Nullable Integer area) {
    static Entry of(String label, Look look, boolean symbols) {
      return new Entry(label, look.pen(), symbols ? look.symbol() : null, false, null);
    }

    static Entry line(String label, Pen pen) {
      return new Entry(label, pen, null, false, null);
    }

    static Entry area(String label, int rgb) {
      return new Entry(label, null, null, false, rgb);
    }
  }

  Legend(List<Entry> entries, Style style, double width) {
    this.style = style;
    this.width = width;
    this.entries = List.copyOf(entries);
    double widest =
        entries.stream().mapToDouble(e -> style.measure(e.label())).max().orElse(0)
            + SAMPLE
            + GAP
            + BETWEEN;
    columns =
        (int) Math.clamp((width + BETWEEN) / Math.max(1, widest), 1, Math.max(1, entries.size()));
    columnWidth = Math.min(widest, (width + BETWEEN) / columns);
  }

  double height() {
    return entries.isEmpty() ? 0 : rows() * style.line() * 1.1 + style.text() * 0.4;
  }

  private int rows() {
    return (entries.size() + columns - 1) / columns;
  }

  /** Centred between left and left + width. */
  void draw(Sketch sketch, double left, double top) {
    double all = columns * columnWidth - BETWEEN;
    double begin = left + Math.max(0, (width - all) / 2);
    for (int i = 0; i < entries.size(); i++) {
      double x = begin + i % columns * columnWidth;
      int row = i / columns;
      double y = top + style.text() * 0.4 + (row + 0.5) * style.line() * 1.1;
      entry(sketch, entries.get(i), x, y);
    }
  }

  private void entry(Sketch sketch, Entry entry, double x, double middle) {
    @Nullable Integer area = entry.area();
    if (area != null) {
      double high = style.text() * 0.7;
      sketch.rectangle(x + SAMPLE - 12, middle - high / 2, 12, high, area);
    }
    Pen line = entry.line();
    if (line != null) {
      sketch.line(x, middle, x + SAMPLE, middle, line);
    }
    Symbol symbol = entry.symbol();
    if (symbol != null) {
      symbol(sketch, symbol, x + SAMPLE / 2, middle, line == null ? Colors.INK : line.rgb(), entry);
    }
    double room = columnWidth - BETWEEN - SAMPLE - GAP;
    sketch.text(
        TextFit.shorten(entry.label(), room + 0.01, style.face(), style.text()),
        x + SAMPLE + GAP,
        middle + style.face().ascent() * style.text() / 2,
        Anchor.START,
        style.face(),
        style.text(),
        Colors.INK);
  }

  private static void symbol(
      Sketch sketch, Symbol symbol, double x, double y, int rgb, Entry entry) {
    var outline = symbol.at(x, y, XyChart.SYMBOL);
    sketch.add(new Mark.Fill(outline, entry.open() ? Colors.WHITE : rgb));
    sketch.add(new Mark.Stroke(outline, Pen.of(entry.open() ? rgb : Colors.WHITE, 0.7)));
  }
}
