package wml.reports.surface;

import java.util.List;
import wml.reports.figure.Scale;

/** Scripts for gnuplot 5. */
final class Gnuplot {
  /** Viridis. */
  private static final String PALETTE =
      "set palette defined (0 '#440154', 1 '#414487', 2 '#2a788e', 3 '#22a884', 4 '#7ad151',"
          + " 5 '#fde725')\n";

  private Gnuplot() {}

  static String surfaces(List<Grid> grids, Look look, String title, String table) {
    Grid first = grids.getFirst();
    StringBuilder out = upright(first, title);
    if (look.logarithmic()) {
      out.append("set logscale zcb\n");
    }
    out.append(
        "set cblabel \"%s (%s)\"\n"
            .formatted(first.metric().words(), first.metric().unit().suiting(0).symbol()));
    out.append("set hidden3d\nset pm3d depthorder\nset xyplane relative 0.4\nset view 60,52\n");
    out.append(PALETTE);
    if (grids.size() > 1) {
      out.append("set multiplot layout %d,3\nunset title\n".formatted((grids.size() + 2) / 3));
    }
    for (Grid grid : grids) {
      out.append(
          "splot '%s' skip 1 using 2:3:(strcol(1) eq \"%s\" ? $5 : NaN) with pm3d title \"%s\"\n"
              .formatted(table, quoted(grid.name()), quoted(Names.words(grid.name()))));
    }
    return out.append(grids.size() > 1 ? "unset multiplot\n" : "").toString();
  }

  static String heatMap(Grid grid, Look look, String title, String table) {
    StringBuilder out = lying(grid, title);
    if (look.logarithmic()) {
      out.append("set logscale cb\n");
    }
    out.append(PALETTE).append("set view map\n");
    return out.append(
            "splot '%s' skip 1 using 3:2:(strcol(1) eq \"%s\" ? $5 : NaN) with points pt 5 ps 3 palette notitle\n"
                .formatted(table, quoted(grid.name())))
        .toString();
  }

  static String delta(Grid grid, String title, String table) {
    StringBuilder out = lying(grid, title);
    out.append(
        "set palette defined (-1 '#b2182b', 0 '#f7f7f7', 1 '#2166ac')\n"
            + "set cblabel 'change in percent'\n");
    out.append("set view map\n");
    return out.append(
            "splot '%s' skip 1 using 3:2:($9 > 0 ? 100 * $6 : NaN) with points pt 5 ps 3 palette notitle\n"
                .formatted(table))
        .toString();
  }

  static String overlay(OverlayFigure figure, String table) {
    StringBuilder out = upright(figure.a(), figure.title());
    if (figure.look().logarithmic()) {
      out.append("set logscale z\n");
    }
    out.append("set hidden3d\nset view 60,52\n");
    String splot =
        figure.labels().stream()
            .map(
                label ->
                    "'%s' skip 1 using 2:3:(strcol(1) eq \"%s\" ? $5 : NaN) with lines title \"%s\""
                        .formatted(table, quoted(label), quoted(label)))
            .collect(java.util.stream.Collectors.joining(", "));
    return out.append("splot ").append(splot).append('\n').toString();
  }

  /** Title and axes of what stands on x and y. */
  private static StringBuilder upright(Grid grid, String title) {
    return head(title, grid.x().words(), grid.xs(), grid.y().words(), grid.ys());
  }

  /** The same of a map, whose columns are the y axis of a surface. */
  private static StringBuilder lying(Grid grid, String title) {
    return head(title, grid.y().words(), grid.ys(), grid.x().words(), grid.xs());
  }

  private static StringBuilder head(
      String title, String x, List<Double> xs, String y, List<Double> ys) {
    StringBuilder out = new StringBuilder("# gnuplot 5 or later\n");
    out.append("set title \"%s\"\n".formatted(quoted(title)));
    out.append("set xlabel \"%s\"\nset ylabel \"%s\"\n".formatted(quoted(x), quoted(y)));
    axis(out, "x", xs);
    axis(out, "y", ys);
    return out;
  }

  private static void axis(StringBuilder out, String axis, List<Double> values) {
    if (SurfacePainter.axis(values) instanceof Scale.Logarithmic) {
      out.append("set logscale %s 2\nset format %s '%%.0b%%B'\n".formatted(axis, axis));
    }
  }

  static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
  }
}
