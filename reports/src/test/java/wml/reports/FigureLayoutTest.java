package wml.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Mark;
import wml.reports.drawing.PictureFormat;
import wml.reports.drawing.Sketch;
import wml.reports.figure.Figure;
import wml.reports.figure.Style;

/** Every text of every figure can be read, at the widths of papers, whatever is in it. */
class FigureLayoutTest {
  /** Where a person may look at all figures; none are written without it. */
  private static final String LOOK = System.getProperty("wml.look", "");

  static Stream<Named<Figure>> figures() {
    return FigureSamples.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void noTextTouchesAnotherOrIsCut(Figure figure, TestInfo info) throws IOException {
    for (Style style : FigureSamples.styles().toList()) {
      Drawing drawing = figure.draw(style);
      look(info.getDisplayName(), style, drawing);
      assertEquals(List.of(), faults(drawing), () -> "at " + style);
    }
  }

  @Test
  void aTextOnAnotherAndOneBeyondTheBorderAreFaults() {
    Sketch sketch = new Sketch();
    for (double x : new double[] {10, 20, 90}) {
      sketch.text("text", x, 20, Mark.Anchor.START, Style.COLUMN.face(), 8, 0);
    }
    assertEquals(2, faults(sketch.drawing(100, 30, "bad")).size());
    assertFalse(faults(sketch.drawing(200, 30, "bad")).isEmpty());
  }

  private static List<String> faults(Drawing drawing) {
    List<String> faults = new ArrayList<>();
    List<Mark.Text> texts = drawing.texts();
    Rectangle2D sheet = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
    for (int i = 0; i < texts.size(); i++) {
      if (!sheet.contains(texts.get(i).bounds())) {
        faults.add("'" + texts.get(i).text() + "' is cut: " + texts.get(i).bounds());
      }
      for (int k = 0; k < i; k++) {
        if (texts.get(i).bounds().intersects(texts.get(k).bounds())) {
          faults.add("'" + texts.get(i).text() + "' touches '" + texts.get(k).text() + "'");
        }
      }
    }
    return faults;
  }

  private static void look(String name, Style style, Drawing drawing) throws IOException {
    if (!LOOK.isEmpty() && FigureSamples.STYLES.contains(style)) {
      String file = name.replaceAll("[: ]+", "-") + "-" + Math.round(style.width()) + ".png";
      Files.createDirectories(Path.of(LOOK));
      try (OutputStream out = Files.newOutputStream(Path.of(LOOK, file))) {
        PictureFormat.PNG.write(drawing, out);
      }
    }
  }
}
