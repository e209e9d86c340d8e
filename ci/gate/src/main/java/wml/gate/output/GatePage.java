package wml.gate.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import wml.api.units.Durations;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;
import wml.gate.result.Side;
import wml.reports.html.StaticPage;

/** One HTML page of a gate that needs nothing else. */
final class GatePage {
  /** A browser shows them at once. */
  private static final int MOST_ROWS = 1000;

  private final GateResult result;
  private final StaticPage page;

  private GatePage(GateResult result) {
    this.result = result;
    page = new StaticPage(result.verdict() + ": " + Words.line(result.workload()));
  }

  /**
   * A figure.
   *
   * @param words what it shows, for readers of screens
   */
  record Picture(String words, String caption, String svg) {}

  static void write(GateResult result, List<Picture> pictures, OutputStream out)
      throws IOException {
    GatePage page = new GatePage(result);
    page.head();
    page.table();
    for (Picture picture : pictures) {
      page.page.html("<section><h2>").text(picture.words()).html("</h2>\n");
      page.page.picture(picture.svg(), picture.words(), picture.caption()).html("</section>\n");
    }
    page.facts();
    page.page.html("</main>\n").write(out);
  }

  private void head() {
    page.html("<header><div><h1>").text(result.verdict().name()).html("</h1><p>");
    page.text(Words.line(result.workload())).html("</p></div></header>\n<main>\n");
    page.html("<p class=\"note %s\">".formatted(tone(result.verdict())));
    page.text(Words.line(result.reason())).html("</p>\n");
    String visible = Words.visible(result);
    if (!visible.isEmpty()) {
      page.html("<p class=\"note warn\">").text(visible).html("</p>\n");
    }
    for (String warning : result.warnings()) {
      page.html("<p class=\"note warn\">").text(Words.line(warning)).html("</p>\n");
    }
    page.html("<dl class=\"tiles\">");
    tile("pairs", Integer.toString(result.pairs()));
    tile("measured in", Durations.format(result.seconds() * 1e9));
    tile("metrics", Integer.toString(result.comparisons().size()));
    page.html("</dl>\n");
  }

  private void tile(String name, String value) {
    page.html("<div><dt>").text(name).html("</dt><dd>").text(value).html("</dd></div>");
  }

  private void table() {
    List<Comparison> all = result.comparisons();
    if (all.isEmpty()) {
      return;
    }
    List<Comparison> shown = all.subList(0, Math.min(MOST_ROWS, all.size()));
    page.html("<section><h2>Metrics, the worst first</h2><div class=\"scroll\"><table><thead><tr>");
    page.html("<th>metric</th><th class=\"num\">baseline</th><th class=\"num\">candidate</th>");
    page.html("<th class=\"num\">change</th><th>95 % interval</th>");
    page.html("<th class=\"num\">visible</th><th>verdict</th><th>where</th></tr></thead><tbody>\n");
    for (Comparison c : shown) {
      page.html("<tr><th scope=\"row\">").text(Words.line(c.name())).html("</th>");
      number(Words.median(c, c.pairs().baseline()));
      number(Words.median(c, c.pairs().candidate()));
      number(Words.change(c.judgement().ratio()));
      page.html("<td>").text(Words.interval(c.judgement())).html("</td>");
      number(Words.percent(c.judgement().visible()));
      page.html("<td class=\"%s\">".formatted(tone(c.finding()))).text(Words.finding(c));
      if (!c.skipped().isEmpty()) {
        page.html("<br><small>").text(Words.line(c.skipped())).html("</small>");
      }
      page.html("</td><td><small>").text(Words.line(c.position())).html("</small></td></tr>\n");
    }
    page.html("</tbody></table></div>\n");
    if (all.size() > shown.size()) {
      page.html("<p>and " + (all.size() - shown.size()) + " more: gate.json has them.</p>\n");
    }
    page.html("<p class=\"soft\">Medians of each side; changes are Hodges-Lehmann estimates of");
    page.html(" candidate over baseline; visible is the smallest change for the worse that would");
    page.html(" have been called a regression nine times out of ten.</p></section>\n");
  }

  private void number(String text) {
    page.html("<td class=\"num\">").text(text).html("</td>");
  }

  private void facts() {
    page.html("<section><h2>What ran</h2><div class=\"scroll\"><table class=\"facts\"><tbody>\n");
    side("baseline", result.baseline());
    side("candidate", result.candidate());
    fact("measured", Words.method(result));
    fact("order", result.order());
    fact("started", result.startedAt());
    for (Map.Entry<String, String> fact : result.environment().entrySet()) {
      fact(fact.getKey(), fact.getValue());
    }
    page.html("</tbody></table></div></section>\n");
  }

  private void side(String name, Side side) {
    fact(name, Words.side(side));
    fact(name + ", SHA-256 of the workload", side.workload());
    side.facts().forEach((fact, value) -> fact(name + ", " + fact, value));
  }

  private void fact(String name, String value) {
    if (!value.isBlank()) {
      page.html("<tr><th scope=\"row\">").text(Words.line(name)).html("</th><td>");
      page.text(Words.line(value)).html("</td></tr>\n");
    }
  }

  private static String tone(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "good";
      case REGRESSION, INVALID -> "bad";
      case INCONCLUSIVE, UNSTABLE -> "warn";
    };
  }

  private static String tone(Comparison.Finding finding) {
    return switch (finding) {
      case PASS -> "good";
      case REGRESSION -> "bad";
      case WARNING -> "warn";
      case INCONCLUSIVE, SKIPPED -> "";
    };
  }
}
