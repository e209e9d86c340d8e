package wml.checks;

import java.util.List;
import java.util.Locale;

/**
 * A part of a railroad diagram. The track enters at the left end and leaves at the right end of a
 * line; a part reaches above and below that line. Lengths are in pixels.
 */
sealed interface Railroad {
  int RADIUS = 8;
  int GAP = 10;
  int HALF_BOX = 12;

  int width();

  int above();

  int below();

  /** Draws the part with its line at {@code y}, from {@code x} to {@code x + width()}. */
  void draw(StringBuilder svg, int x, int y);

  /** The whole picture. */
  static String svg(Railroad part, String title) {
    int width = part.width() + 4 * GAP;
    int height = part.above() + part.below() + 2 * GAP;
    int y = GAP + part.above();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
        <title>%s</title>
        <style>
          path { fill: none; stroke: #444; stroke-width: 1.5 }
          rect { stroke: #444; stroke-width: 1.5 }
          .word { fill: #e7f0fb } .part { fill: #f6f6f6 }
          text { font: 13px monospace; text-anchor: middle; fill: #111 }
        </style>
        <rect width="100%%" height="100%%" style="fill:#fff;stroke:none"/>
        """
            .formatted(width, height, width, height, title));
    line(out, GAP, y - 6, "v12");
    line(out, GAP, y, "h" + GAP);
    part.draw(out, 2 * GAP, y);
    line(out, width - 2 * GAP, y, "h" + GAP);
    line(out, width - GAP, y - 6, "v12");
    return out.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, int x, int y, String path) {
    svg.append(String.format(Locale.ROOT, "<path d=\"M%d %d%s\"/>%n", x, y, path));
  }

  /** Nothing but track. */
  record Skip() implements Railroad {
    @Override
    public int width() {
      return 0;
    }

    @Override
    public int above() {
      return 0;
    }

    @Override
    public int below() {
      return 0;
    }

    @Override
    public void draw(StringBuilder svg, int x, int y) {}
  }

  /**
   * A box with a text.
   *
   * @param literal written as it stands; else the name of a part
   */
  record Box(String text, boolean literal) implements Railroad {
    @Override
    public int width() {
      return text.length() * 8 + 2 * GAP;
    }

    @Override
    public int above() {
      return HALF_BOX;
    }

    @Override
    public int below() {
      return HALF_BOX;
    }

    @Override
    public void draw(StringBuilder svg, int x, int y) {
      String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>"
                  + "<text x=\"%d\" y=\"%d\">%s</text>%n",
              literal ? "word" : "part",
              x,
              y - HALF_BOX,
              width(),
              2 * HALF_BOX,
              literal ? HALF_BOX : 2,
              x + width() / 2,
              y + 4,
              escaped));
    }
  }

  /** One part after the other. */
  record Sequence(List<Railroad> parts) implements Railroad {
    @Override
    public int width() {
      return parts.stream().mapToInt(Railroad::width).sum() + GAP * (parts.size() - 1);
    }

    @Override
    public int above() {
      return parts.stream().mapToInt(Railroad::above).max().orElse(0);
    }

    @Override
    public int below() {
      return parts.stream().mapToInt(Railroad::below).max().orElse(0);
    }

    @Override
    public void draw(StringBuilder svg, int x, int y) {
      int at = x;
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          line(svg, at, y, "h" + GAP);
          at += GAP;
        }
        parts.get(i).draw(svg, at, y);
        at += parts.get(i).width();
      }
    }
  }

  /** One of several: the first on the line, the others below it. */
  record Choice(List<Railroad> parts) implements Railroad {
    @Override
    public int width() {
      return inner() + 4 * RADIUS;
    }

    private int inner() {
      return parts.stream().mapToInt(Railroad::width).max().orElse(0);
    }

    @Override
    public int above() {
      return parts.get(0).above();
    }

    @Override
    public int below() {
      int sum = parts.get(0).below();
      for (Railroad part : parts.subList(1, parts.size())) {
        sum += GAP + Math.max(part.above(), RADIUS) + part.below();
      }
      return sum;
    }

    @Override
    public void draw(StringBuilder svg, int x, int y) {
      int right = x + width();
      int at = y;
      for (int i = 0; i < parts.size(); i++) {
        Railroad part = parts.get(i);
        if (i > 0) {
          at += parts.get(i - 1).below() + GAP + Math.max(part.above(), RADIUS);
        }
        int down = at - y - 2 * RADIUS;
        int start = x + 2 * RADIUS;
        if (i == 0) {
          line(svg, x, y, "h" + 2 * RADIUS);
        } else {
          line(svg, x, y, "q8 0 8 8v" + down + "q0 8 8 8");
        }
        part.draw(svg, start, at);
        int end = start + part.width();
        if (i == 0) {
          line(svg, end, y, "H" + right);
        } else {
          line(svg, end, at, "H" + (right - 2 * RADIUS) + "q8 0 8 -8v" + -down + "q0 -8 8 -8");
        }
      }
    }
  }

  /** Once or more, with a part between that the way back passes. */
  record Loop(Railroad part, Railroad between) implements Railroad {
    @Override
    public int width() {
      return Math.max(part.width(), between.width()) + 4 * RADIUS;
    }

    @Override
    public int above() {
      return part.above();
    }

    @Override
    public int below() {
      return part.below() + GAP + Math.max(between.above(), RADIUS) + between.below();
    }

    @Override
    public void draw(StringBuilder svg, int x, int y) {
      int back = y + part.below() + GAP + Math.max(between.above(), RADIUS);
      int left = x + 2 * RADIUS;
      int right = x + width() - 2 * RADIUS;
      line(svg, x, y, "H" + left);
      part.draw(svg, left, y);
      line(svg, left + part.width(), y, "H" + (x + width()));
      int middle = left + (right - left - between.width()) / 2;
      between.draw(svg, middle, back);
      int up = back - y - 2 * RADIUS;
      line(svg, right, y, "q8 0 8 8v" + up + "q0 8 -8 8H" + (middle + between.width()));
      line(svg, middle, back, "H" + left + "q-8 0 -8 -8v" + -up + "q0 -8 8 -8");
    }
  }
}
