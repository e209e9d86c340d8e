package wml.gate.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.gate.result.GateResult;
import wml.reports.drawing.PictureFormat;
import wml.reports.figure.Figure;
import wml.reports.figure.FigureFile;
import wml.reports.figure.FigureWriter;
import wml.reports.figure.Style;
import wml.reports.store.JsonText;
import wml.reports.store.WholeFile;

/** All files of a gate's result, each whole or not at all. */
public final class GateOutputs {
  private static final List<FigureFile> PICTURES =
      List.of(FigureFile.PNG, FigureFile.SVG, FigureFile.PDF);

  /** The name of the JSON document in a directory of all files. */
  public static final String JSON = "gate.json";

  private GateOutputs() {}

  /** Writes one document. */
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes all of them into a directory, which is made if it is missing; older ones are replaced,
   * and older figures removed if there are none now.
   *
   * @throws IOException saying which file and why
   */
  public static void write(GateResult result, Path directory) throws IOException {
    List<Figure> figures = GateFigures.of(result);
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(JSON, out -> json(result, out));
    files.put("junit.xml", out -> text(JUnitXml.of(result), out));
    files.put("summary.md", out -> text(MarkdownSummary.of(result), out));
    files.put("annotations.txt", out -> text(Annotations.github(result), out));
    files.put("codequality.json", out -> JsonText.write(out, j -> Annotations.gitlab(result, j)));
    files.put("gate.sarif", out -> JsonText.write(out, j -> Sarif.write(result, j)));
    files.put("metrics.txt", out -> text(OpenMetrics.of(result), out));
    files.put("badge.json", out -> JsonText.write(out, j -> Badge.write(result, j)));
    files.put("report.html", out -> GatePage.write(result, svgs(figures), out));
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IOException("cannot make the directory " + directory + ": " + e, e);
    }
    for (Map.Entry<String, Content> file : files.entrySet()) {
      WholeFile.write(
          directory.resolve(file.getKey()), "the gate's result", file.getValue()::write);
    }
    for (String name : List.of(GateFigures.FOREST, GateFigures.SHIFT)) {
      for (FigureFile kind : PICTURES) {
        Files.deleteIfExists(directory.resolve(name + "." + kind.extension()));
      }
    }
    FigureWriter writer = new FigureWriter(directory, Style.PAGE, GateFigures.provenance(result));
    for (Figure figure : figures) {
      writer.write(figure, PICTURES);
    }
  }

  /**
   * The JSON document, from which everything else can be made again.
   *
   * @throws IOException saying which file and why
   */
  public static void json(GateResult result, Path file) throws IOException {
    WholeFile.write(file, "the gate's result", out -> json(result, out));
  }

  /** The same into a stream, which stays open. */
  public static void json(GateResult result, OutputStream out) throws IOException {
    JsonText.write(out, json -> GateJson.write(result, json));
  }

  private static List<GatePage.Picture> svgs(List<Figure> figures) throws IOException {
    List<GatePage.Picture> svgs = new ArrayList<>();
    for (Figure figure : figures) {
      ByteArrayOutputStream svg = new ByteArrayOutputStream();
      PictureFormat.SVG.write(figure.draw(Style.PAGE), svg);
      svgs.add(
          new GatePage.Picture(
              figure.title(), figure.meaning(), svg.toString(StandardCharsets.UTF_8)));
    }
    return svgs;
  }

  private static void text(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
