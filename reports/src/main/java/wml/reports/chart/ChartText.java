package wml.reports.chart;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words of a chart.
 *
 * @param name of its files
 * @param title for captions
 * @param heading drawn over it; empty: none
 * @param meaning sentences for its caption: n, bars and bands
 */
record ChartText(String name, String title, String heading, String meaning) {
  /** Under its title, or under the one that a user gave; an empty one leaves the heading out. */
  static ChartText of(String name, String title, @Nullable String given, String meaning) {
    String clean =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return given == null || given.isBlank()
        ? new ChartText(clean, title, given == null ? title : "", meaning)
        : new ChartText(clean, given, given, meaning);
  }
}
