package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import wml.api.plan.Action;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Fix;
import wml.grammar.format.Formatter;
import wml.grammar.format.LegacyForms;
import wml.grammar.parse.Lexeme;
import wml.grammar.parse.Lexemes;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.SourceText;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.run.PlanText;

/** A formatted file says the same, with the same comments at the same words. */
final class FormattedWorkloadsTest {
  private static final int BROKEN = 6_000;
  private static final int SCATTERED = 2_000;

  private static List<SourceText> texts() {
    List<SourceText> texts = new ArrayList<>(WorkloadTexts.all());
    texts.add(WorkloadTexts.read(Path.of("src/test/resources/modern.wml")));
    return texts;
  }

  /** Whether a text could be formatted. */
  private static boolean check(String text) {
    SourceText before = new SourceText("test.wml", text);
    Diagnostics errors = new Diagnostics();
    Optional<String> formatted = Formatter.format(before, errors);
    assertEquals(errors.hasErrors(), formatted.isEmpty(), "formatted unless broken");
    if (formatted.isEmpty()) {
      return false;
    }
    SourceText after = new SourceText("test.wml", formatted.get());
    assertEquals(tree(before), tree(after));
    assertEquals(comments(before), comments(after));
    assertEquals(formatted, Formatter.format(after), "formatting twice");
    return true;
  }

  private static String tree(SourceText text) {
    return SyntaxTree.of(WorkloadParser.parse(text, new Diagnostics()).statements());
  }

  /** Each comment, the word before it, whether it shares a line with it, and the word behind. */
  private static List<String> comments(SourceText source) {
    List<Lexeme> lexemes = Lexemes.of(source, new Diagnostics()).orElseThrow();
    List<String> out = new ArrayList<>();
    for (int i = 0; i < lexemes.size(); i++) {
      Lexeme comment = lexemes.get(i);
      if (comment.role() == Lexeme.Role.COMMENT) {
        boolean behind =
            i > 0
                && source.line(lexemes.get(i - 1).end() - 1) == source.line(comment.start())
                && lexemes.get(i - 1).role() != Lexeme.Role.COMMENT;
        String before = i == 0 ? "" : text(source, lexemes.get(i - 1));
        String next = i + 1 == lexemes.size() ? "" : text(source, lexemes.get(i + 1));
        out.add(before + (behind ? " " : "\n") + text(source, comment) + "\n" + next);
      }
    }
    return out;
  }

  private static String text(SourceText source, Lexeme lexeme) {
    return lexeme.text(source.text()).stripTrailing();
  }

  @Test
  void everyWorkloadKeepsItsMeaningAndItsComments() {
    for (SourceText text : texts()) {
      assertTrue(check(text.text()), text.path());
      assertTrue(check(text.text().replace("\n", "\r\n")), text.path());
      assertTrue(check("\uFEFF" + text.text().replace("  ", "\t")), text.path());
    }
  }

  @Test
  void blanksLineEndsAndCommentsAnywhereAreKeptOrMended() {
    new Mutations(texts()).scattered(SCATTERED, text -> assertTrue(check(text)));
  }

  @Test
  void brokenTextsAreLeftAloneAndOthersKeepTheirMeaning() {
    AtomicInteger whole = new AtomicInteger();
    new Mutations(texts()).broken(BROKEN, text -> whole.addAndGet(check(text) ? 1 : 0));
    assertTrue(whole.get() > BROKEN / 10, "texts without errors: " + whole);
  }

  @Test
  void modernFormsMeanTheSame() throws IOException {
    int fixed = 0;
    for (SourceText text : WorkloadTexts.filebench()) {
      List<Fix> fixes = LegacyForms.fixes(text);
      SourceText modern = new SourceText(text.path(), Fix.apply(text.text(), fixes));
      assertEquals(plan(text), plan(modern), text.path());
      fixed += fixes.size();
    }
    assertTrue(fixed > 20, "fixes: " + fixed);
  }

  private static String plan(SourceText text) throws IOException {
    StringBuilder out = new StringBuilder();
    for (Action action : Compiled.of(text, Map.of(), null).good().actions()) {
      out.append(
          switch (action) {
            case Action.Run run ->
                PlanText.render(run.plan(), FilesetBuilder.layOut(run.plan().filesets(), 1, false));
            case Action.Echo echo -> "echo " + echo.text() + "\n";
            default -> action.getClass().getSimpleName() + "\n";
          });
    }
    return out.toString();
  }

  @Test
  void everyShippedWorkloadIsFormatted() {
    List<SourceText> shipped = new ArrayList<>(WorkloadTexts.classic());
    shipped.addAll(WorkloadTexts.beyondFilebench());
    for (SourceText text : shipped) {
      assertEquals(Formatter.format(text), Optional.of(text.text()), text.path());
    }
  }
}
