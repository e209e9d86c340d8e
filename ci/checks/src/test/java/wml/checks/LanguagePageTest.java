package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wml.checks.GrammarFile.Doc;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.Functions;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Statement;

/** The language manual says what the grammar and the tables of the compiler say. */
final class LanguagePageTest {
  private static final String FOLDER = "wml-grammar/language/";
  private static final int FEWEST_STATEMENTS = 20;

  /** Rules that a picture would not explain. */
  private static final Set<String> IN_WORDS = Set.of("name", "keyed");

  private final GrammarFile grammar =
      new GrammarFile(
          Checkout.ROOT.resolve("wml-grammar/src/main/antlr4/wml/grammar/internal/Wml.g4"));

  LanguagePageTest() throws IOException {}

  @Test
  void theManualIsUpToDate() throws IOException {
    List<String> pictures = new ArrayList<>();
    GeneratedPage page = new GeneratedPage();
    page.paragraph("# The workload model language");
    page.paragraph(
        "A superset of Filebench's language. A file is a list of statements, executed from the top;"
            + " line breaks are\nblanks, `#` starts a comment. This manual is made from the grammar"
            + " and the compiler's tables, and a test keeps it\nequal. To learn the language, take"
            + " the [course](../workloads/course/README.md); the operations, entities and\n"
            + "distributions are in the [reference](../flowops/FLOWOPS.md), the messages in the"
            + " [catalogue](DIAGNOSTICS.md).");
    page.paragraph("## Statements");
    assertTrue(grammar.statements().size() >= FEWEST_STATEMENTS);
    for (Map.Entry<String, Doc> s : grammar.statements().entrySet()) {
      page.paragraph("### " + s.getValue().title());
      page.paragraph(s.getValue().text().strip());
      picture(page, s.getKey(), grammar.ofStatement(s.getKey()), pictures);
      if (!s.getValue().examples().isEmpty()) {
        page.code("", String.join("\n", s.getValue().examples()));
      }
    }
    values(page);
    page.paragraph("## Parts of statements");
    for (Map.Entry<String, Doc> part : grammar.parts().entrySet()) {
      page.paragraph("### " + part.getValue().title() + " (" + part.getKey() + ")");
      page.paragraph(part.getValue().text().strip());
      if (!IN_WORDS.contains(part.getKey())) {
        picture(page, part.getKey(), grammar.ofRule(part.getKey()), pictures);
      }
    }
    page.compareWith("wml-grammar/LANGUAGE.md");
    assertEquals(pictures.stream().sorted().toList(), files());
  }

  private static void picture(
      GeneratedPage page, String name, Railroad railroad, List<String> pictures)
      throws IOException {
    GeneratedPage.compare(FOLDER + name + ".svg", Railroad.svg(railroad, name));
    pictures.add(name + ".svg");
    page.paragraph("![" + name + "](language/" + name + ".svg)");
  }

  private static void values(GeneratedPage page) {
    page.paragraph("## Values");
    page.line("| value | written |").line("|---|---|");
    page.line("| whole number, size | `12`, `16k`, `8KiB`, `1.5g`: powers of 1024 |");
    page.line("| duration | `5ms`, `2s`, `1min`, `1h`; also `ns`, `us` |");
    page.line("| percentage | `10%`, glued; `10 % 3` is a remainder |");
    page.line("| flag | `true`, `false` |");
    page.line("| text | `word`, `/a/path`, `\"any text with $variables\"` |");
    page.line("| variable | `$name`, `${name}`; `$dir/sub` is a text with a variable in it |");
    page.paragraph("");
    page.paragraph("Functions:");
    page.line("| function | is |").line("|---|---|");
    for (Functions.Function f : Functions.all()) {
      page.line("| `" + f.synopsis() + "` | " + f.doc() + " |");
    }
    page.paragraph("");
    page.paragraph(
        "Distributions stand wherever a number does: see the"
            + " [reference](../flowops/FLOWOPS.md#distributions).");
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(Checkout.ROOT.resolve(FOLDER))) {
      return found.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyStatementIsDocumented() {
    assertEquals(List.of(), grammar.undocumented());
  }

  @Test
  void everyExampleCompiles() {
    int compiled = 0;
    for (Doc doc : grammar.statements().values()) {
      if (!doc.examples().isEmpty()) {
        String text = complete(String.join("\n", doc.examples()));
        Diagnostics diagnostics = new Diagnostics();
        WorkloadCompiler.compile(
            new SourceText("example.wml", text),
            new CompileOptions(Map.of(), null, null, Map.of()),
            Catalog.load(),
            diagnostics);
        List<String> errors =
            diagnostics.sorted().stream()
                .filter(d -> d.severity() == wml.grammar.diagnostic.Severity.ERROR)
                .map(Renderer::render)
                .filter(d -> !d.contains("common.wml"))
                .toList();
        assertEquals(List.of(), errors, text);
        compiled++;
      }
    }
    assertTrue(compiled >= FEWEST_STATEMENTS, compiled + " examples");
  }

  /** What an example leaves out: a fileset, a process, a thread around steps. */
  private static String complete(String example) {
    List<Statement> statements =
        WorkloadParser.parse(new SourceText("example.wml", example), new Diagnostics())
            .statements();
    boolean steps =
        statements.stream()
            .anyMatch(
                s ->
                    s instanceof Statement.Call
                        || s instanceof Statement.Mix
                        || s instanceof Statement.Repeat
                        || s instanceof Statement.Chance);
    String fileset =
        example.contains("define fileset")
            ? ""
            : "define fileset name=data,path=/tmp,entries=10,dirwidth=5\n";
    return fileset
        + (steps
            ? "define process name=w { thread name=t {\n" + example + "\n} }\n"
            : (example.contains("define process")
                    ? ""
                    : "define process name=w { thread name=t" + " { flowop eventlimit name=e } }\n")
                + example);
  }
}
