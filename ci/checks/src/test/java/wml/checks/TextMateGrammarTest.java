package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Attribute;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.plan.RunPhase;
import wml.compiler.Catalog;
import wml.compiler.DistributionTable;
import wml.compiler.DistributionType;
import wml.compiler.EntityAttributes;
import wml.compiler.Functions;
import wml.grammar.parse.WorkloadParser;

/** The editors' colours know the words that the code knows. */
final class TextMateGrammarTest {
  private static final String FOLDER = "engine/lsp/editors/vscode/";
  private static final String GRAMMAR = FOLDER + "syntaxes/wml.tmLanguage.json";
  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

  private static final List<String> FLOWOPS = List.copyOf(Catalog.load().flowops().keySet());

  /** The names of all attributes; as many as there are, {@code name=} colours alike. */
  private static Collection<String> attributes() {
    List<Attribute> all = new ArrayList<>(CommonAttributes.ALL);
    EntityAttributes.DEFINABLE.values().forEach(all::addAll);
    all.addAll(EntityAttributes.THREAD);
    all.addAll(EntityAttributes.PARAMETER);
    all.addAll(EntityAttributes.GATED);
    for (FlowopType type : Catalog.load().flowops().values()) {
      all.addAll(type.signature().attributes());
    }
    Set<String> names = new TreeSet<>();
    for (Attribute a : all) {
      names.add(a.name());
      names.addAll(a.aliases());
    }
    return names;
  }

  private static Collection<String> words(String list) {
    return switch (list) {
      case "STATEMENTS" -> WorkloadParser.STATEMENTS;
      case "FLOWOPS" -> FLOWOPS;
      case "KINDS" -> EntityAttributes.DEFINABLE.keySet();
      case "ATTRIBUTES" -> attributes();
      case "FUNCTIONS" ->
          Stream.concat(
                  Functions.all().stream().map(Functions.Function::name),
                  DistributionTable.functions().stream().map(DistributionType::name))
              .distinct()
              .toList();
      case "PHASES" -> Stream.of(RunPhase.Kind.values()).map(RunPhase.Kind::word).toList();
      default -> throw new AssertionError("no list is named " + list);
    };
  }

  @Test
  void theGrammarIsUpToDate() throws IOException {
    String template = resource("wml.tmLanguage.json");
    Matcher m = PLACE.matcher(template);
    Set<String> used = new LinkedHashSet<>();
    StringBuilder filled = new StringBuilder();
    while (m.find()) {
      used.add(m.group(1));
      m.appendReplacement(filled, String.join("|", words(m.group(1))));
    }
    m.appendTail(filled);
    assertEquals(6, used.size(), used.toString());
    GeneratedPage page = new GeneratedPage();
    filled.toString().lines().forEach(page::line);
    page.compareWith(GRAMMAR);
  }

  private static String resource(String name) throws IOException {
    try (var in = TextMateGrammarTest.class.getResourceAsStream("/textmate/" + name)) {
      assertTrue(in != null, name);
      return in == null
          ? ""
          : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** The pattern of an entry of the repository, as editors will use it. */
  private static Pattern pattern(String entry) {
    return Pattern.compile(
        json(GRAMMAR)
            .getAsJsonObject("repository")
            .getAsJsonObject(entry)
            .get("match")
            .getAsString());
  }

  private static JsonObject json(String file) {
    return JsonParser.parseString(Checkout.read(Path.of(file))).getAsJsonObject();
  }

  @Test
  void everyKeywordIsColouredAsOne() {
    Pattern statement = pattern("statement");
    for (String keyword : WorkloadParser.STATEMENTS) {
      assertTrue(statement.matcher("  " + keyword + " x").find(), keyword);
    }
    assertFalse(statement.matcher("name=run").find(), "a value");
    assertFalse(statement.matcher("target=look").find(), "an attribute");
    assertFalse(statement.matcher("run-1").find(), "a longer word");
    Pattern flowop = pattern("call");
    for (String keyword : FLOWOPS) {
      Matcher m = flowop.matcher("flowop " + keyword + " name=x");
      assertTrue(m.find(), keyword);
      assertEquals(keyword, m.group(2));
    }
  }

  @Test
  void editorFilesAreJsonAndNameFilesThatExist() {
    for (String file : List.of(GRAMMAR, FOLDER + "language-configuration.json")) {
      assertFalse(json(file).isEmpty(), file);
    }
    JsonObject extension = json(FOLDER + "package.json");
    JsonObject contributes = extension.getAsJsonObject("contributes");
    JsonObject language = contributes.getAsJsonArray("languages").get(0).getAsJsonObject();
    JsonObject grammar = contributes.getAsJsonArray("grammars").get(0).getAsJsonObject();
    for (JsonElement file :
        List.of(extension.get("main"), language.get("configuration"), grammar.get("path"))) {
      assertFalse(Checkout.read(Path.of(FOLDER + file.getAsString())).isBlank());
    }
    assertEquals(
        Set.of(".wml", ".f"),
        Set.copyOf(
            Stream.of(language.getAsJsonArray("extensions").asList().toArray(JsonElement[]::new))
                .map(JsonElement::getAsString)
                .toList()));
    assertEquals(
        json(GRAMMAR).get("scopeName").getAsString(), grammar.get("scopeName").getAsString());
  }

  @Test
  void everyPatternIncludedIsThere() {
    JsonObject grammar = json(GRAMMAR);
    Matcher m =
        Pattern.compile("\"include\": \"#(\\w+)\"").matcher(Checkout.read(Path.of(GRAMMAR)));
    int seen = 0;
    while (m.find()) {
      seen++;
      assertTrue(grammar.getAsJsonObject("repository").has(m.group(1)), m.group(1));
    }
    assertTrue(seen >= 10, "only " + seen);
  }
}
