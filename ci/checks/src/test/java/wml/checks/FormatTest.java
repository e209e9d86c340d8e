package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Java sources look as google-java-format leaves them; why this is a test: decision 0001. */
final class FormatTest {
  private static final int FEWEST_FILES = 300;

  @Test
  void javaSourcesAreFormatted() throws IOException {
    boolean write = Boolean.getBoolean("format.write");
    List<Path> sources = Checkout.files(".java");
    assertTrue(sources.size() >= FEWEST_FILES, "only " + sources.size() + " sources found");
    StringBuilder unformatted = new StringBuilder();
    for (Path source : sources) {
      String text = Checkout.read(source);
      String formatted = formatted(source, text);
      if (formatted.equals(text)) {
        continue;
      }
      if (write) {
        Files.writeString(Checkout.ROOT.resolve(source), formatted);
      } else {
        unformatted.append("  ").append(source).append('\n');
      }
    }
    if (!unformatted.isEmpty()) {
      fail(
          "not formatted:\n"
              + unformatted
              + "to format them: mvn -pl ci/checks -am verify -Dformat.write=true");
    }
  }

  @Test
  void importsAreSortedAndUnusedOnesGo() {
    String text =
        """
        package p;
        import java.util.Set;
        import java.util.Map;
        import java.util.List;
        class C { Set<List<String>> s; }
        """;
    String expected =
        """
        package p;

        import java.util.List;
        import java.util.Set;

        class C {
          Set<List<String>> s;
        }
        """;
    assertEquals(expected, formatted(Path.of("C.java"), text));
  }

  private static String formatted(Path source, String text) {
    try {
      return new Formatter().formatSourceAndFixImports(text);
    } catch (FormatterException e) {
      throw new AssertionError(source + " can't be parsed", e);
    }
  }
}
