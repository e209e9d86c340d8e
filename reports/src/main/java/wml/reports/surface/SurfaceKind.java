package wml.reports.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wml.reports.figure.Figure;

/** The kinds of figures of grids. */
public enum SurfaceKind {
  SURFACE(false),
  HEATMAP(false),
  /** All grids side by side. */
  SHEET(false),
  DELTA(true),
  DELTAMAP(true),
  OVERLAY(true);

  private final boolean two;

  SurfaceKind(boolean two) {
    this.two = two;
  }

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param two of two results
   */
  public static List<SurfaceKind> usual(boolean two) {
    return Arrays.stream(values()).filter(k -> k.two == two).toList();
  }

  public static List<String> names(boolean two) {
    return usual(two).stream().map(SurfaceKind::label).toList();
  }

  /**
   * Of one result; none where a kind has nothing to say.
   *
   * @param title null: the figure's own
   */
  public List<Figure> figures(List<Grid> grids, boolean log, @Nullable String title) {
    Look look = new Look(log);
    List<Figure> figures = new ArrayList<>();
    switch (this) {
      case SURFACE -> grids.forEach(g -> figures.add(new SurfaceFigure(g, look, title(title, g))));
      case HEATMAP -> grids.forEach(g -> figures.add(new HeatMapFigure(g, look, title(title, g))));
      case SHEET -> {
        if (grids.size() > 1) {
          String metric = grids.getFirst().metric().words();
          figures.add(new SheetFigure(grids, look, title == null ? metric : title));
        }
      }
      default -> throw new IllegalArgumentException(label() + " compares two results");
    }
    return figures;
  }

  /** Of two results: the flowops that both have. */
  public List<Figure> figures(
      List<Grid> before,
      List<Grid> after,
      List<String> labels,
      boolean log,
      @Nullable String title) {
    List<Figure> figures = new ArrayList<>();
    for (Grid a : before) {
      for (Grid b : after) {
        if (a.name().equals(b.name())) {
          String of =
              title == null
                  ? Names.words(a.name()) + ": " + labels.get(1) + " against " + labels.get(0)
                  : title;
          figures.add(
              this == OVERLAY
                  ? new OverlayFigure(a, b, labels, new Look(log), of)
                  : new DeltaFigure(a, b, labels, this == DELTAMAP, of));
        }
      }
    }
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("the results have no flowop in common");
    }
    return figures;
  }

  private static String title(@Nullable String title, Grid grid) {
    return title == null ? Names.words(grid.name()) + ", " + grid.metric().words() : title;
  }
}
