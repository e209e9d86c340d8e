package wml.reports.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import wml.reports.drawing.Drawing;
import wml.reports.drawing.PictureFormat;
import wml.reports.store.WholeFile;

/** Writes figures into a directory, each file whole or not at all. */
public final class FigureWriter {
  private final Path directory;
  private final Style style;
  private final Provenance provenance;

  /**
   * @param directory is made if it is missing
   */
  public FigureWriter(Path directory, Style style, Provenance provenance) {
    this.directory = directory;
    this.style = style;
    this.provenance = provenance;
  }

  /** The caption of a figure: its title, what it shows, where it comes from. */
  public String caption(Figure figure) {
    return figure.title() + ". " + figure.meaning() + " " + provenance.text();
  }

  /**
   * Writes the files, replacing older ones of the same names.
   *
   * @return them, in the order of the kinds
   * @throws IOException saying which file and why
   */
  public List<Path> write(Figure figure, Collection<FigureFile> kinds) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IOException("cannot make the directory " + directory + ": " + e, e);
    }
    Drawing drawing = figure.draw(style);
    List<Path> written = new ArrayList<>();
    for (FigureFile kind : kinds) {
      Path file = directory.resolve(figure.name() + "." + kind.extension());
      PictureFormat picture = kind.picture();
      if (picture != null) {
        WholeFile.write(file, "the figure", out -> picture.write(drawing, out));
      } else {
        String text =
            switch (kind) {
              case CSV -> figure.data().csv();
              case GNUPLOT -> figure.gnuplot(figure.name() + ".dat");
              default -> caption(figure) + "\n";
            };
        text(file, text);
      }
      written.add(file);
      if (kind == FigureFile.GNUPLOT) {
        Path data = directory.resolve(figure.name() + ".dat");
        text(data, figure.data().dat());
        written.add(data);
      }
    }
    return written;
  }

  private static void text(Path file, String text) throws IOException {
    WholeFile.write(file, "the figure", out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
