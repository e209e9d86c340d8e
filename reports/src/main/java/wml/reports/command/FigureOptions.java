package wml.reports.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.units.Nearest;
import wml.reports.drawing.ColorMap;
import wml.reports.drawing.Face;
import wml.reports.figure.Figure;
import wml.reports.figure.FigureFile;
import wml.reports.figure.FigureWriter;
import wml.reports.figure.Provenance;
import wml.reports.figure.Style;

/** How and where figures are written: the options of all commands that do. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class FigureOptions {
  private static final Pattern LENGTH = Pattern.compile("([0-9.]+)\\s*(in|mm|cm|pt|)");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--width",
      paramLabel = "WIDTH",
      defaultValue = "column",
      description = "column (3.33in), page (7in), or a length in in, cm, mm or pt")
  private String width;

  @Option(
      names = "--font",
      paramLabel = "FONT",
      defaultValue = "sans",
      description = "sans or serif")
  private String font;

  @Option(
      names = "--text",
      paramLabel = "SIZE",
      description = "size of the text: 7pt to 9pt suit papers; by default 7.5pt, from 5in on 8pt")
  private @Nullable String text;

  @Option(
      names = "--colors",
      paramLabel = "MAP",
      defaultValue = "viridis",
      description = "viridis or cividis")
  private String colors;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      defaultValue = "png,svg,pdf",
      description = "any of png, svg, pdf, tex, csv, gnuplot, caption; or all (${DEFAULT-VALUE})")
  private List<String> formats;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "where the files go; made if missing (.)")
  private Path out;

  @Option(names = "--title", paramLabel = "TITLE", description = "instead of the figure's own")
  private @Nullable String title;

  /** Null: the figure's own. */
  public @Nullable String title() {
    return title;
  }

  /**
   * As given.
   *
   * @throws ParameterException saying what is wrong
   */
  public Style style() {
    double points =
        switch (width) {
          case "column" -> Style.COLUMN.width();
          case "page" -> Style.PAGE.width();
          default -> length("--width", width, "in");
        };
    Style like = points >= 5 * 72 ? Style.PAGE : Style.COLUMN;
    double size = text == null ? like.text() : length("--text", text, "pt");
    Face face =
        switch (font.toLowerCase(Locale.ROOT)) {
          case "sans" -> Face.SANS;
          case "serif" -> Face.SERIF;
          default -> throw unknown("--font", font, List.of("sans", "serif"));
        };
    try {
      return new Style(points, size, face, colors());
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /**
   * In the order as given, each once.
   *
   * @throws ParameterException naming the nearest format
   */
  public Set<FigureFile> files() {
    Set<FigureFile> files = new LinkedHashSet<>();
    for (String format : formats) {
      if (format.equalsIgnoreCase("all")) {
        files.addAll(Arrays.asList(FigureFile.values()));
        continue;
      }
      try {
        files.add(FigureFile.named(format));
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }
    return files;
  }

  /**
   * Writes figures and says which files came to be; after an error it says why none did.
   *
   * @return the exit code
   */
  public int write(List<? extends Figure> figures, Provenance provenance) {
    FigureWriter writer = new FigureWriter(out, style(), provenance);
    Set<FigureFile> files = files();
    try {
      for (Figure figure : figures) {
        for (Path file : writer.write(figure, files)) {
          spec.commandLine().getOut().println(file);
        }
      }
    } catch (IOException e) {
      spec.commandLine().getErr().println("wml: " + e.getMessage());
      return ExitCode.RUN;
    }
    return ExitCode.OK;
  }

  private ColorMap colors() {
    return switch (colors.toLowerCase(Locale.ROOT)) {
      case "viridis" -> ColorMap.VIRIDIS;
      case "cividis" -> ColorMap.CIVIDIS;
      default -> throw unknown("--colors", colors, List.of("viridis", "cividis"));
    };
  }

  private double length(String option, String value, String usual) {
    Matcher parts = LENGTH.matcher(value.strip().toLowerCase(Locale.ROOT));
    double number;
    try {
      number = parts.matches() ? Double.parseDouble(parts.group(1)) : Double.NaN;
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (Double.isNaN(number)) {
      throw wrong(
          "%s: '%s' is no length such as 3.33in, 85mm or 8pt%s"
              .formatted(
                  option,
                  value,
                  option.equals("--width") ? Nearest.hint(value, List.of("column", "page")) : ""));
    }
    String unit = parts.group(2).isEmpty() ? usual : parts.group(2);
    return switch (unit) {
      case "in" -> number * 72;
      case "cm" -> number * 72 / 2.54;
      case "mm" -> number * 72 / 25.4;
      default -> number;
    };
  }

  private ParameterException unknown(String option, String value, List<String> known) {
    return wrong(
        "%s: there is no '%s'%s\nhelp: %s"
            .formatted(option, value, Nearest.hint(value, known), String.join(" or ", known)));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
