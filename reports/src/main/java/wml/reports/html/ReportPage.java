package wml.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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
    String style = resource("page.css");
    String script =
        SCRIPTS.stream()
            .map(ReportPage::resource)
            .collect(Collectors.joining("\n", "'use strict';\n(() => {\n", "})();\n"));
    String title =
        results.stream().map(r -> name(r)).distinct().collect(Collectors.joining(" / "))
            + (results.size() > 1 ? ": comparison" : "");
    String page = resource("page.html");
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int mark = page.indexOf("{{"); mark >= 0; mark = page.indexOf("{{", at)) {
      int end = page.indexOf("}}", mark);
      text.append(page, at, mark);
      text.append(
          switch (page.substring(mark + 2, end)) {
            case "title" -> escaped(title);
            case "style" -> style;
            case "style-hash" -> hash(style);
            case "script" -> script;
            case "script-hash" -> hash(script);
            case "data" -> PageJson.of(results, warnings);
            default -> throw new IllegalStateException(page.substring(mark, end));
          });
      at = end + 2;
    }
    text.append(page, at, page.length());
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String name(ReportedResult result) {
    String path = result.first().workload().path();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("wml lacks its own file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(String text) {
    try {
      return "'sha256-%s'"
          .formatted(
              Base64.getEncoder()
                  .encodeToString(
                      MessageDigest.getInstance("SHA-256")
                          .digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
