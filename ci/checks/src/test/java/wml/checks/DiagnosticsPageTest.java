package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wml.api.target.TargetInfo;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.SourceLoader;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.diagnostic.Severity;
import wml.grammar.syntax.SourceText;
import wml.importer.fio.FioImport;

/** Every code has an example that yields it, and DIAGNOSTICS.md shows both. */
final class DiagnosticsPageTest {
  private static final Path EXAMPLES =
      Checkout.ROOT.resolve("ci/checks/src/test/resources/diagnostics");

  /** An example may start with the command line that it needs. */
  private static final String COMMAND = "# wml check ";

  private static final Catalog CATALOG = Catalog.load();

  /** What is said about files of other tools has an example of theirs. */
  private static final String FOREIGN = "WML07";

  @Test
  void everyExampleBelongsToACode() throws IOException {
    TreeSet<String> codes = new TreeSet<>();
    for (Code code : Code.values()) {
      assertTrue(codes.add(fileName(code)), code.id() + " is used twice");
    }
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      assertEquals(
          codes,
          files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)),
          "codes and examples in " + EXAMPLES);
    }
  }

  @Test
  void everyExampleYieldsItsCodeAndNoOtherError() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Code code : Code.values()) {
      List<Diagnostic> found = compile(code);
      if (found.stream().noneMatch(d -> d.code() == code)
          || found.stream().anyMatch(d -> d.code() != code && d.severity() == Severity.ERROR)) {
        wrong.add(
            code.id() + ":\n" + found.stream().map(Renderer::render).collect(Collectors.joining()));
      }
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    GeneratedPage page = new GeneratedPage();
    page.paragraph("# Diagnostics");
    page.paragraph(
        "What `wml` says about a workload file. A number never changes its meaning. Errors end a"
            + " command with\nexit code 2 before anything runs; warnings and notes don't. This page"
            + " is made from the code and from the\nexamples in `ci/checks`, each of which a test"
            + " compiles.");
    page.line("| code | severity | name | meaning |").line("|---|---|---|---|");
    List<Code> codes = Stream.of(Code.values()).sorted(Comparator.comparing(Code::id)).toList();
    for (Code code : codes) {
      page.line(
          "| [%s](#%s) | %s | %s | %s |"
              .formatted(
                  code.id(),
                  code.id().toLowerCase(Locale.ROOT),
                  code.severity().label(),
                  name(code),
                  code.explanation()));
    }
    page.line("");
    for (Code code : codes) {
      String rendered =
          compile(code).stream()
              .filter(d -> d.code() == code)
              .map(Renderer::render)
              .collect(Collectors.joining());
      assertFalse(rendered.isEmpty(), code.id());
      page.paragraph("## " + code.id());
      page.paragraph(
          "%s (%s): %s".formatted(name(code), code.severity().label(), code.explanation()));
      page.code("", Files.readString(example(code)));
      page.code("", rendered);
    }
    page.compareWith("wml-grammar/DIAGNOSTICS.md");
  }

  private static String name(Code code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Path example(Code code) {
    return EXAMPLES.resolve(fileName(code));
  }

  private static String fileName(Code code) {
    return code.id() + (code.id().startsWith(FOREIGN) ? ".fio" : ".wml");
  }

  private static List<Diagnostic> compile(Code code) throws IOException {
    SourceText read = SourceLoader.read(example(code));
    SourceText source = new SourceText(fileName(code), read.text());
    Diagnostics diagnostics = new Diagnostics();
    if (code.id().startsWith(FOREIGN)) {
      FioImport.convert(source, Map.of("HOME", "/h"), diagnostics);
    } else {
      WorkloadCompiler.compile(source, options(read.text()), CATALOG, diagnostics);
    }
    return diagnostics.sorted();
  }

  private static CompileOptions options(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    String directory = null;
    @Nullable TargetInfo target = null;
    String first = text.lines().findFirst().orElse("");
    if (first.startsWith(COMMAND)) {
      List<String> words = List.of(first.substring(COMMAND.length()).split(" "));
      for (int i = 0; i + 1 < words.size(); i += 2) {
        String value = words.get(i + 1);
        switch (words.get(i)) {
          case "-D" ->
              settings.put(
                  value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
          case "--dir" -> directory = value;
          case "--target" ->
              target = Objects.requireNonNull(CATALOG.targets().get(value), value).info();
          default -> throw new IllegalArgumentException(first);
        }
      }
    }
    return new CompileOptions(settings, directory, target, Map.of());
  }
}
