package wml.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The parts that pages are made of, which lie beside this class. */
final class PageTemplate {
  private PageTemplate() {}

  /** What stands for a name between double braces. */
  interface Part {
    String of(String name) throws IOException;
  }

  static String fill(String template, Part part) throws IOException {
    String page = resource(template);
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int mark = page.indexOf("{{"); mark >= 0; mark = page.indexOf("{{", at)) {
      int end = page.indexOf("}}", mark);
      text.append(page, at, mark).append(part.of(page.substring(mark + 2, end)));
      at = end + 2;
    }
    return text.append(page, at, page.length()).toString();
  }

  static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("wml lacks its own file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a content security policy. */
  static String hash(String text) {
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

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
