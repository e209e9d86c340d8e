package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import wml.api.flowop.Attribute;

/** A Markdown page that is made from the code. */
final class GeneratedPage {
  private static final String REMEDY = "mvn -pl ci/checks -am verify -Ddocs.write=true";

  private final StringBuilder text = new StringBuilder();

  GeneratedPage line(String line) {
    text.append(line.stripTrailing()).append('\n');
    return this;
  }

  /** A heading or paragraph with its empty line. */
  GeneratedPage paragraph(String paragraph) {
    return line(paragraph).line("");
  }

  GeneratedPage code(String language, String code) {
    return line("```" + language).line(code.stripTrailing()).line("```").line("");
  }

  GeneratedPage attributes(List<Attribute> attributes) {
    line("| attribute | value | default | limits | meaning |");
    line("|---|---|---|---|---|");
    attributes.forEach(a -> line(row(a)));
    return line("");
  }

  private static String row(Attribute a) {
    String names =
        a.aliases().stream().map(n -> ", `" + n + "`").collect(Collectors.joining("", "", ""));
    String defaultText = a.defaultText();
    String shown =
        defaultText == null ? "required" : defaultText.isEmpty() ? "" : "`" + defaultText + "`";
    Class<?> needs = a.needs();
    String doc = a.doc() + (needs == null ? "" : " (needs " + needs.getSimpleName() + ")");
    return "| `%s`%s | %s | %s | %s | %s |"
        .formatted(a.name(), names, a.takes(), shown, limits(a), doc.replace("|", "\\|"));
  }

  private static String limits(Attribute a) {
    if (a.type() != Attribute.Type.NUMBER) {
      return "";
    }
    return a.max() == Long.MAX_VALUE ? "from " + a.min() : a.min() + " to " + a.max();
  }

  /** Fails unless the file holds this page; with {@code -Ddocs.write=true} it then does. */
  void compareWith(String file) throws IOException {
    compare(file, text.toString().stripTrailing() + "\n");
  }

  /** As {@link #compareWith}, for a file that is no page. */
  static void compare(String file, String made) throws IOException {
    Path path = Checkout.ROOT.resolve(file);
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, made);
    }
    assertEquals(
        made,
        Files.exists(path) ? Files.readString(path) : "",
        file + " is made from the code; to write it anew: " + REMEDY);
  }
}
