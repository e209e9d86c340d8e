package wml.reports.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One HTML file with everything in it: data, script and style. Its content security policy names
 * the hashes of script and style and forbids every load, so that what a result contains can neither
 * run nor call home.
 */
public final class ReportPage {
  private static final List<String> SCRIPTS =
      List.of("base.js", "tables.js", "surface.js", "charts.js", "compare.js", "page.js");

  private ReportPage() {}

  /**
   * A page about one result, or one that compares several with the first.
   *
   * @param warnings why they may not be comparable
   */
  public static void write(List<ReportedResult> results, List<String> warnings, OutputStream out)
      throws IOException {
    String style = PageTemplate.resource("page.css");
    String script =
        SCRIPTS.stream()
            .map(PageTemplate::resource)
            .collect(Collectors.joining("\n", "'use strict';\n(() => {\n", "})();\n"));
    String title =
        results.stream().map(r -> name(r)).distinct().collect(Collectors.joining(" / "))
            + (results.size() > 1 ? ": comparison" : "");
    String page =
        PageTemplate.fill(
            "page.html",
            name ->
                switch (name) {
                  case "title" -> PageTemplate.escaped(title);
                  case "style" -> style;
                  case "style-hash" -> PageTemplate.hash(style);
                  case "script" -> script;
                  case "script-hash" -> PageTemplate.hash(script);
                  case "data" -> PageJson.of(results, warnings);
                  default -> throw new IllegalStateException(name);
                });
    out.write(page.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(ReportedResult result) {
    String path = result.first().workload().path();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
