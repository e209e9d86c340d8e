package wml.reports.html;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An HTML file without a script, in the style of {@link ReportPage}: its content security policy
 * allows its own style and pictures inside it, and nothing else. Built up in order, by one thread.
 */
public final class StaticPage {
  private final String title;
  private final StringBuilder body = new StringBuilder();

  public StaticPage(String title) {
    this.title = title;
  }

  /** HTML of ours, as it stands: never what came from outside. */
  public StaticPage html(String html) {
    body.append(html);
    return this;
  }

  /** Anything, as text. */
  public StaticPage text(String text) {
    body.append(PageTemplate.escaped(text));
    return this;
  }

  /** A drawing with its caption. */
  public StaticPage picture(String svg, String words, String caption) {
    return html("<figure><img alt=\"")
        .text(words)
        .html("\" src=\"data:image/svg+xml;base64,")
        .html(Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)))
        .html("\"><figcaption>")
        .text(caption)
        .html("</figcaption></figure>\n");
  }

  public void write(OutputStream out) throws IOException {
    String style = PageTemplate.resource("page.css") + PageTemplate.resource("static.css");
    String page =
        PageTemplate.fill(
            "static.html",
            name ->
                switch (name) {
                  case "title" -> PageTemplate.escaped(title);
                  case "style" -> style;
                  case "style-hash" -> PageTemplate.hash(style);
                  case "body" -> body.toString();
                  default -> throw new IllegalStateException(name);
                });
    out.write(page.getBytes(StandardCharsets.UTF_8));
  }
}
