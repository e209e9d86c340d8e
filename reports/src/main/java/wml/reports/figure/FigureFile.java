package wml.reports.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.reports.drawing.PictureFormat;

/** The kinds of files that a figure can become. */
public enum FigureFile {
  PNG("png", PictureFormat.PNG),
  SVG("svg", PictureFormat.SVG),
  PDF("pdf", PictureFormat.PDF),
  /** TikZ. */
  TEX("tex", PictureFormat.TEX),
  /** Its data in long form. */
  CSV("csv", null),
  /** Its data and a script: two files, {@code .dat} and {@code .gp}. */
  GNUPLOT("gp", null),
  /** What it shows, n, the meaning of bars, and the provenance. */
  CAPTION("txt", null);

  private final String extension;
  private final @Nullable PictureFormat picture;

  FigureFile(String extension, @Nullable PictureFormat picture) {
    this.extension = extension;
    this.picture = picture;
  }

  public String extension() {
    return extension;
  }

  /** Null of what is no picture. */
  public @Nullable PictureFormat picture() {
    return picture;
  }

  /**
   * By its name or its ending: {@code pdf}, {@code gnuplot}, {@code gp}.
   *
   * @throws IllegalArgumentException with the nearest name
   */
  public static FigureFile named(String name) {
    String low = name.toLowerCase(Locale.ROOT);
    List<String> known =
        Arrays.stream(values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
    return Arrays.stream(values())
        .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(low) || f.extension.equals(low))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "figures can't be written as '%s'%s\nhelp: formats are %s"
                        .formatted(name, Nearest.hint(low, known), String.join(", ", known))));
  }
}
