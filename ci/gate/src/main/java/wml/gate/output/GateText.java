package wml.gate.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.gate.result.Comparison;
import wml.gate.result.Comparison.Finding;
import wml.gate.result.GateResult;

/** The terminal's text: the verdict, then a table of the metrics, the worst first. */
public final class GateText {
  private static final int WIDTH = 100;

  /** A screen or two; the files have all. */
  private static final int MOST_ROWS = 40;

  private static final int MOST_LINES = 10;
  private static final int LONGEST_TEXT = 500;
  private static final int NARROWEST_NAME = 16;
  private static final String GAP = "  ";

  private GateText() {}

  /** At most 100 columns wide. */
  public static void print(GateResult result, PrintWriter out) {
    String reason = Words.shortened(Words.line(result.reason()), LONGEST_TEXT);
    wrapped(out, "", result.verdict() + ": " + reason);
    String visible = Words.visible(result);
    if (!visible.isEmpty()) {
      wrapped(out, "", visible);
    }
    out.println();
    wrapped(out, "  ", "workload   " + Words.line(result.workload()));
    wrapped(out, "  ", "baseline   " + Words.side(result.baseline()));
    wrapped(out, "  ", "candidate  " + Words.side(result.candidate()));
    wrapped(out, "  ", "measured   " + Words.method(result));
    List<Comparison> judged =
        result.comparisons().stream().filter(c -> c.finding() != Finding.SKIPPED).toList();
    if (!judged.isEmpty()) {
      out.println();
      table(judged, out);
    }
    skipped(result, out);
    List<String> warnings = result.warnings().stream().map(Words::line).toList();
    if (!warnings.isEmpty()) {
      out.println();
    }
    lines(out, "warning: ", warnings, "warnings");
    out.flush();
  }

  private static void table(List<Comparison> judged, PrintWriter out) {
    List<Comparison> shown = judged.subList(0, Math.min(MOST_ROWS, judged.size()));
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"metric", "baseline", "candidate", "change", "95 %", "visible", ""});
    for (Comparison c : shown) {
      rows.add(
          new String[] {
            Words.line(c.name()),
            Words.median(c, c.pairs().baseline()),
            Words.median(c, c.pairs().candidate()),
            Words.change(c.judgement().ratio()),
            Words.interval(c.judgement()),
            Words.percent(c.judgement().visible()),
            Words.finding(c)
          });
    }
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    // Names give way to numbers.
    int others = -widths[0] + GAP.length() * (widths.length - 1);
    for (int width : widths) {
      others += width;
    }
    widths[0] = Math.min(widths[0], Math.max(NARROWEST_NAME, WIDTH - others));
    rows.forEach(row -> row[0] = Words.shortened(row[0], widths[0]));
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - rows.get(r)[i].length());
        boolean left = i == 0 || i == 4 || i == 6;
        line.append(i == 0 ? "" : GAP).append(left ? rows.get(r)[i] + pad : pad + rows.get(r)[i]);
      }
      out.println(Words.shortened(line.toString().stripTrailing(), WIDTH));
      if (r == 0) {
        out.println("─".repeat(Math.min(WIDTH, line.length())));
      }
    }
    List<Comparison> rest = judged.subList(shown.size(), judged.size());
    if (!rest.isEmpty()) {
      out.println("and %d more%s".formatted(rest.size(), verdicts(rest)));
    }
  }

  private static String verdicts(List<Comparison> rest) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rest.forEach(c -> counts.merge(Words.finding(c), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((verdict, count) -> parts.add(count + " " + verdict));
    return ": " + String.join(", ", parts);
  }

  /** Of the same reason in one line. */
  private static void skipped(GateResult result, PrintWriter out) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Comparison c : result.comparisons()) {
      if (c.finding() == Finding.SKIPPED) {
        names
            .computeIfAbsent(Words.line(c.skipped()), r -> new ArrayList<>())
            .add(Words.line(c.name()));
      }
    }
    if (!names.isEmpty()) {
      out.println();
    }
    List<String> texts = new ArrayList<>();
    names.forEach(
        (reason, all) ->
            texts.add(
                String.join(", ", all.subList(0, Math.min(5, all.size())))
                    + (all.size() > 5 ? " and " + (all.size() - 5) + " more" : "")
                    + ": "
                    + reason));
    lines(out, "skipped: ", texts, "reasons to skip");
  }

  private static void lines(PrintWriter out, String label, List<String> texts, String what) {
    for (String text : texts.subList(0, Math.min(MOST_LINES, texts.size()))) {
      wrapped(out, "", label + Words.shortened(text, LONGEST_TEXT));
    }
    if (texts.size() > MOST_LINES) {
      out.println("and " + (texts.size() - MOST_LINES) + " more " + what);
    }
  }

  /** Broken at blanks; what has none is cut. */
  private static void wrapped(PrintWriter out, String indent, String text) {
    String rest = indent + text;
    String next = indent + "  ";
    while (rest.length() > WIDTH) {
      int at = rest.lastIndexOf(' ', WIDTH);
      int end = at > next.length() ? at : WIDTH;
      out.println(rest.substring(0, end).stripTrailing());
      rest = next + rest.substring(end).stripLeading();
    }
    out.println(rest);
  }
}
