package wml.reports.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Mark.Anchor;
import wml.reports.drawing.Pen;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Style;
import wml.reports.figure.TextFit;

/** A strip over a plot that explains places of its x axis. Places run from 0 to 1. */
sealed interface Lane {
  /** Left of the strip; may be empty. */
  String label();

  /**
   * What it needs.
   *
   * @param left and {@code right}: of the plot
   * @param width of the drawing
   */
  double height(Style style, double left, double right, double width);

  /**
   * Draws it into a strip.
   *
   * @param plot the plot below
   */
  void draw(Sketch sketch, Style style, double top, Rectangle2D plot, double width);

  /** A stretch of the x axis. */
  record Span(double from, double to, String text) {}

  /** Stretches beside each other, named where there is room. */
  record Phases(String label, List<Span> spans) implements Lane {
    public Phases {
      spans = List.copyOf(spans);
    }

    @Override
    public double height(Style style, double left, double right, double width) {
      return style.line() * 1.2;
    }

    @Override
    public void draw(Sketch sketch, Style style, double top, Rectangle2D plot, double width) {
      double high = style.line() * 1.1;
      int shade = 0;
      for (Span span : spans) {
        double from = plot.getX() + span.from() * plot.getWidth();
        double to = plot.getX() + span.to() * plot.getWidth();
        sketch.rectangle(from, top, to - from, high, shade++ % 2 == 0 ? 0xececec : 0xdadada);
        String text = style.measure(span.text()) <= to - from - 1 ? span.text() : "";
        sketch.text(
            text,
            (from + to) / 2,
            top + high / 2 + style.face().ascent() * style.text() / 2,
            Anchor.MIDDLE,
            style.face(),
            style.text(),
            Colors.INK);
        if (span.from() > 0.001) {
          sketch.line(from, top, from, plot.getMaxY(), Pen.of(0x888888, 0.5).dashed(3.0, 2.0));
        }
      }
    }
  }

  /**
   * Moments and stretches of one kind.
   *
   * @param through whether they are shown in the plot too: rare ones
   */
  record Events(String label, List<Span> spans, int rgb, boolean through) implements Lane {
    public Events {
      spans = List.copyOf(spans);
    }

    @Override
    public double height(Style style, double left, double right, double width) {
      return style.line() * 1.1;
    }

    @Override
    public void draw(Sketch sketch, Style style, double top, Rectangle2D plot, double width) {
      double high = style.line() * 0.8;
      double middle = top + style.line() * 0.55;
      sketch.line(plot.getX(), middle, plot.getMaxX(), middle, Pen.of(Colors.GRID, 0.5));
      for (Span span : spans) {
        double from = plot.getX() + span.from() * plot.getWidth();
        double wide = Math.max(1, (span.to() - span.from()) * plot.getWidth());
        from = Math.min(from, plot.getMaxX() - wide);
        sketch.rectangle(from, middle - high / 2, wide, high, rgb);
        if (through) {
          sketch.line(
              from + wide / 2,
              top + style.line(),
              from + wide / 2,
              plot.getMaxY(),
              Pen.of(rgb, 0.6).dashed(2.0, 2.0));
        }
      }
    }
  }

  /** Values of the x axis with a line down through the plot and words above it. */
  record Callouts(List<Note> notes) implements Lane {
    public Callouts {
      notes = notes.stream().sorted(Comparator.comparingDouble(Note::place)).toList();
    }

    @Override
    public String label() {
      return "";
    }

    @Override
    public double height(Style style, double left, double right, double width) {
      int rows = placed(style, left, right, width).stream().mapToInt(Placed::row).max().orElse(-1);
      return (rows + 1) * style.line() + (rows < 0 ? 0 : 3);
    }

    @Override
    public void draw(Sketch sketch, Style style, double top, Rectangle2D plot, double width) {
      for (Placed at : placed(style, plot.getX(), plot.getMaxX(), width)) {
        double x = plot.getX() + at.note().place() * plot.getWidth();
        double baseline = top + (at.row() + 0.8) * style.line();
        sketch.text(
            at.text(),
            at.middle(),
            baseline,
            Anchor.MIDDLE,
            style.face(),
            style.text(),
            at.note().pen().rgb());
        // Words of other rows may lie below these: the line begins at the plot.
        sketch.line(x, plot.getY() - 3, x, plot.getMaxY(), at.note().pen());
      }
    }

    /** Each in the lowest row in which it touches no other, and its line crosses no text. */
    private List<Placed> placed(Style style, double left, double right, double width) {
      List<Placed> placed = new ArrayList<>();
      for (Note note : notes) {
        String text = TextFit.shorten(note.text(), width - 8, style.face(), style.text());
        double half = style.measure(text) / 2;
        double x = left + note.place() * (right - left);
        double middle =
            Math.clamp(x, Math.min(half + 4, width / 2), Math.max(width - half - 4, width / 2));
        placed.add(new Placed(note, text, middle, half, x, 0));
      }
      // From the right: a line goes down from its words, past the rows below.
      for (int i = placed.size() - 1; i >= 0; i--) {
        Placed now = placed.get(i);
        int row = 0;
        for (int k = i + 1; k < placed.size(); k++) {
          Placed other = placed.get(k);
          if (now.middle() + now.half() + 5 > other.middle() - other.half()) {
            row = Math.max(row, other.row() + 1);
          }
        }
        placed.set(i, new Placed(now.note(), now.text(), now.middle(), now.half(), now.x(), row));
      }
      int rows = placed.stream().mapToInt(Placed::row).max().orElse(0);
      // Row 0 is the lowest so far.
      return placed.stream()
          .map(p -> new Placed(p.note(), p.text(), p.middle(), p.half(), p.x(), rows - p.row()))
          .toList();
    }

    private record Placed(Note note, String text, double middle, double half, double x, int row) {}
  }

  /** A value of the x axis and what it is. */
  record Note(double place, String text, Pen pen) {}
}
