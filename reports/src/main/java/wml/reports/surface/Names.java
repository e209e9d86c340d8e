package wml.reports.surface;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of files, and words for captions and panels. */
final class Names {
  /** How iozone's tests are called by people who don't type them. */
  private static final Map<String, String> TESTS =
      Map.ofEntries(
          Map.entry("rewrite", "re-write"),
          Map.entry("reread", "re-read"),
          Map.entry("randomread", "random read"),
          Map.entry("randomwrite", "random write"),
          Map.entry("backwardread", "backward read"),
          Map.entry("recordrewrite", "record rewrite"),
          Map.entry("strideread", "strided read"),
          Map.entry("frewrite", "fre-write"),
          Map.entry("freread", "fre-read"));

  private Names() {}

  static String file(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  static String words(String flowop) {
    return TESTS.getOrDefault(flowop, flowop);
  }

  /** What a figure of grids shows. */
  static String meaning(List<Grid> grids) {
    Grid first = grids.getFirst();
    String metric = first.metric().words();
    return Character.toUpperCase(metric.charAt(0))
        + metric.substring(1)
        + " over "
        + first.x().words()
        + " and "
        + first.y().words()
        + ". "
        + Grid.certainty(grids)
        + " Where nothing was measured the surface has a hole.";
  }
}
