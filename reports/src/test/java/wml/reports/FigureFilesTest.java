package wml.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import wml.reports.drawing.ColorMap;
import wml.reports.drawing.Colors;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.Mark;
import wml.reports.drawing.PictureFormat;
import wml.reports.figure.Figure;
import wml.reports.figure.Style;

/** Every kind of figure in every format: what papers and other programs ask of the files. */
class FigureFilesTest {
  @TempDir private Path directory;

  static Stream<Named<Figure>> usual() {
    return FigureSamples.usual();
  }

  @ParameterizedTest
  @MethodSource("usual")
  void textIsTextInSvgAndTikz(Figure figure) throws IOException {
    Drawing drawing = figure.draw(Style.PAGE);
    String svg = text(drawing, PictureFormat.SVG);
    String tikz = text(drawing, PictureFormat.TEX);
    assertTrue(drawing.texts().size() > 3);
    for (Mark.Text text : drawing.texts()) {
      assertTrue(svg.contains(">" + text.text().replace("&", "&amp;") + "</text>"), text.text());
      for (String word : text.text().split("[^A-Za-z0-9]+")) {
        assertTrue(tikz.contains(word), text.text());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("usual")
  void equalFiguresGiveEqualBytes(Figure figure) throws IOException {
    for (PictureFormat format : PictureFormat.values()) {
      assertArrayEquals(
          bytes(figure.draw(Style.COLUMN), format), bytes(figure.draw(Style.COLUMN), format));
    }
  }

  @ParameterizedTest
  @MethodSource("usual")
  void linesAreWideAndTextsLargeEnoughForPaper(Figure figure) {
    for (Style style : FigureSamples.STYLES) {
      Drawing drawing = figure.draw(style);
      drawing
          .texts()
          .forEach(text -> assertTrue(text.size() >= 7 && text.size() <= 9, text::toString));
      for (Mark.Stroke stroke : strokes(drawing.marks())) {
        assertTrue(stroke.pen().width() >= 0.5, stroke::toString);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VIRIDIS", "CIVIDIS"})
  void coloursGetLighterAllTheWay(ColorMap map) {
    double before = -1;
    for (int i = 0; i <= 100; i++) {
      double now = Colors.luminance(map.at(i / 100.0));
      assertTrue(now > before, map + " at " + i + " %");
      before = now;
    }
  }

  @ParameterizedTest
  @MethodSource("usual")
  void tablesHaveWhatIsShown(Figure figure) {
    assertTrue(figure.data().rows().size() > 2);
    assertTrue(figure.meaning().contains("n = "), figure.meaning());
    assertTrue(figure.name().matches("[a-z0-9-]+"), figure.name());
  }

  @Test
  void pdfsEmbedSubsetsOfTheirFontsAndCanBeRendered() throws Exception {
    needs("pdffonts");
    needs("pdftoppm");
    for (Named<Figure> figure : usual().toList()) {
      Path file = directory.resolve("figure.pdf");
      Files.write(file, bytes(figure.getPayload().draw(Style.COLUMN), PictureFormat.PDF));
      List<String> fonts = run("pdffonts", file.toString()).lines().skip(2).toList();
      assertTrue(!fonts.isEmpty(), figure.getName());
      for (String font : fonts) {
        assertTrue(font.matches("[A-Z]{6}\\+Liberation\\S+ +.* yes +yes +yes .*"), font);
        assertTrue(!font.contains("Type 3"), font);
      }
      assertEquals(
          "", run("pdftoppm", "-r", "40", "-png", file.toString(), file + ".image"), "messages");
    }
  }

  @Test
  void tikzCompiles() throws Exception {
    needs("pdflatex");
    StringBuilder document =
        new StringBuilder("\\documentclass{article}\\usepackage{tikz}\\usepackage[T1]{fontenc}");
    document.append("\\usepackage{textcomp}\\begin{document}\n");
    for (Named<Figure> figure : FigureSamples.usual().toList()) {
      document.append(text(figure.getPayload().draw(Style.COLUMN), PictureFormat.TEX));
      document.append("\n\\clearpage\n");
    }
    Files.writeString(directory.resolve("all.tex"), document + "\\end{document}\n");
    String log = run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all.tex");
    assertTrue(log.contains("Output written on all.pdf"), log);
    assertTrue(!log.contains("Missing character"), log);
  }

  @Test
  void gnuplotDrawsTheScripts() throws Exception {
    needs("gnuplot");
    for (Named<Figure> figure : usual().toList()) {
      Files.writeString(directory.resolve("a.dat"), figure.getPayload().data().dat());
      Files.writeString(
          directory.resolve("a.gp"),
          "set terminal svg\nset output 'a.svg'\n" + figure.getPayload().gnuplot("a.dat"));
      assertEquals("", run("gnuplot", "a.gp"), figure.getName());
      assertTrue(Files.size(directory.resolve("a.svg")) > 2000, figure.getName());
    }
  }

  private static List<Mark.Stroke> strokes(List<Mark> marks) {
    List<Mark.Stroke> strokes = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark instanceof Mark.Stroke stroke) {
        strokes.add(stroke);
      } else if (mark instanceof Mark.Clip clip) {
        strokes.addAll(strokes(clip.marks()));
      }
    }
    return strokes;
  }

  private static void needs(String program) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(d -> Files.isExecutable(Path.of(d, program)));
    assumeTrue(there, program + " is not on the PATH: skipped");
  }

  /** What a program prints, which must succeed. */
  private String run(String... command) throws IOException, InterruptedException {
    Path printed = directory.resolve("printed.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> String.join(" ", command));
    String text = Files.readString(printed, StandardCharsets.ISO_8859_1);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  private static String text(Drawing drawing, PictureFormat format) throws IOException {
    return new String(bytes(drawing, format), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Drawing drawing, PictureFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(drawing, out);
    return out.toByteArray();
  }
}
