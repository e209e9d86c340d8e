package wml.reports.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * A finished picture: marks in the order of painting on white. Immutable as long as nobody changes
 * its paths.
 *
 * @param width in points, 1/72 in
 * @param height in points
 * @param title what it shows, for readers of screens
 */
public record Drawing(double width, double height, String title, List<Mark> marks) {
  public Drawing {
    marks = List.copyOf(marks);
    if (!(width > 0 && height > 0 && width < 1e5 && height < 1e5)) {
      throw new IllegalArgumentException("a drawing of " + width + " x " + height);
    }
  }

  /** All texts. */
  public List<Mark.Text> texts() {
    List<Mark.Text> texts = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark instanceof Mark.Text text) {
        texts.add(text);
      }
    }
    return texts;
  }
}
