package wml.gate.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.gate.result.Comparison.Finding;
import wml.gate.result.GateResult;

/**
 * A summary for a job's page or a comment. A comment may have 65,536 characters, GitHub's step
 * summary 1 MiB: the summary stays within 64 KiB of UTF-8, and says how many metrics it left out.
 */
final class MarkdownSummary {
  static final int MOST_BYTES = 64 * 1024;

  /** For what is said after the table. */
  private static final int RESERVED = 6 * 1024;

  private static final int MOST_TEXT = 600;
  private static final int MOST_LINES = 10;

  private MarkdownSummary() {}

  static String of(GateResult result) {
    StringBuilder out = new StringBuilder();
    out.append("## ").append(symbol(result.verdict())).append(' ').append(result.verdict());
    out.append(" · ").append(code(Words.shortened(Words.line(result.workload()), 120)));
    out.append("\n\n").append(prose(result.reason())).append("\n\n");
    String visible = Words.visible(result);
    if (!visible.isEmpty()) {
      out.append(prose(visible)).append("\n\n");
    }
    out.append("| side | what ran |\n|---|---|\n");
    out.append("| baseline | ").append(cell(Words.side(result.baseline()))).append(" |\n");
    out.append("| candidate | ").append(cell(Words.side(result.candidate()))).append(" |\n\n");
    table(result, out);
    for (String warning : first(result.warnings())) {
      out.append("> warning: ").append(prose(warning)).append("\n\n");
    }
    if (result.warnings().size() > MOST_LINES) {
      out.append("> and ")
          .append(result.warnings().size() - MOST_LINES)
          .append(" more warnings\n\n");
    }
    return out.append(capital(prose(Words.method(result)))).append(".\n").toString();
  }

  private static void table(GateResult result, StringBuilder out) {
    if (result.comparisons().isEmpty()) {
      return;
    }
    out.append("| metric | baseline | candidate | change [95 %] | visible | verdict |\n");
    out.append("|---|--:|--:|--:|--:|---|\n");
    int bytes = bytes(out);
    List<Comparison> left = new ArrayList<>();
    for (Comparison comparison : result.comparisons()) {
      String row = row(comparison);
      if (!left.isEmpty() || bytes + bytes(row) > MOST_BYTES - RESERVED - rest(result)) {
        left.add(comparison);
      } else {
        out.append(row);
        bytes += bytes(row);
      }
    }
    out.append('\n');
    if (!left.isEmpty()) {
      long passed = left.stream().filter(c -> c.finding() == Finding.PASS).count();
      out.append(
          "%d of %d metrics are left out; %d of these pass.\n\n"
              .formatted(left.size(), result.comparisons().size(), passed));
    }
  }

  /** Bytes of the warnings, each of a bounded length. */
  private static int rest(GateResult result) {
    return first(result.warnings()).stream().mapToInt(w -> bytes(prose(w)) + 20).sum();
  }

  private static String row(Comparison c) {
    String verdict =
        switch (c.finding()) {
          case REGRESSION -> "**REGRESSION**";
          case SKIPPED -> "skipped: " + prose(Words.shortened(Words.line(c.skipped()), 120));
          default -> Words.finding(c);
        };
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            code(Words.shortened(Words.line(c.name()), 120)),
            Words.median(c, c.pairs().baseline()),
            Words.median(c, c.pairs().candidate()),
            Words.changeWithInterval(c.judgement()).replace("[", "\\[").replace("]", "\\]"),
            Words.percent(c.judgement().visible()),
            verdict);
  }

  private static String symbol(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✅";
      case INCONCLUSIVE -> "❔";
      case UNSTABLE -> "〰️";
      case REGRESSION -> "❌";
      case INVALID -> "⚠️";
    };
  }

  private static List<String> first(List<String> texts) {
    return texts.subList(0, Math.min(MOST_LINES, texts.size()));
  }

  private static String cell(String text) {
    return code(Words.shortened(Words.line(text), 300));
  }

  /**
   * A span of code, in which nothing has a meaning but the fence and, in tables, the bar: neither
   * HTML nor the name of a user that would be called.
   */
  static String code(String text) {
    String fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    String pad = text.startsWith("`") || text.endsWith("`") || text.isBlank() ? " " : "";
    return fence + pad + text.replace("|", "\\|") + pad + fence;
  }

  /** A sentence in which nothing has a meaning. */
  static String prose(String text) {
    String line = Words.shortened(Words.line(text), MOST_TEXT);
    return line.replaceAll("([\\\\`*_{}\\[\\]#+!|~-])", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "@\u200b")
        .replace("://", ":\u200b//");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
