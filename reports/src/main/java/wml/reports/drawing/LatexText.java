package wml.reports.drawing;

import java.util.Map;
import java.util.stream.Collectors;

/** Text for pdfLaTeX. */
public final class LatexText {
  private static final Map<String, String> SPECIAL =
      Map.ofEntries(
          Map.entry("\\", "\\textbackslash{}"),
          Map.entry("{", "\\{"),
          Map.entry("}", "\\}"),
          Map.entry("$", "\\$"),
          Map.entry("&", "\\&"),
          Map.entry("#", "\\#"),
          Map.entry("%", "\\%"),
          Map.entry("_", "\\_"),
          Map.entry("^", "\\textasciicircum{}"),
          Map.entry("~", "\\textasciitilde{}"),
          Map.entry("<", "\\ensuremath{<}"),
          Map.entry(">", "\\ensuremath{>}"),
          Map.entry("|", "\\ensuremath{|}"),
          Map.entry("\"", "\\textquotedbl{}"),
          Map.entry("±", "\\ensuremath{\\pm}"),
          Map.entry("×", "\\ensuremath{\\times}"),
          Map.entry("µ", "\\ensuremath{\\mu}"),
          Map.entry("≤", "\\ensuremath{\\leq}"),
          Map.entry("≥", "\\ensuremath{\\geq}"),
          Map.entry("−", "\\ensuremath{-}"),
          Map.entry("–", "--"),
          Map.entry("…", "\\ldots{}"),
          Map.entry("→", "\\ensuremath{\\rightarrow}"),
          Map.entry("·", "\\ensuremath{\\cdot}"));

  private LatexText() {}

  /** Any text as LaTeX; what is beyond ASCII and not known here is a question mark. */
  public static String escaped(String text) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .map(c -> SPECIAL.getOrDefault(c, c.codePointAt(0) < 128 ? c : "?"))
        .collect(Collectors.joining());
  }
}
