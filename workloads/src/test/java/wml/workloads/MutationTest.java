package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/** Broken workloads give diagnostics: never an exception, a hang, or silence. */
final class MutationTest {
  private static final int MUTATIONS = 20_000;
  private static final long SEED = 20260101;
  private static final Pattern TOKEN =
      Pattern.compile("#[^\n]*|\"[^\"]*\"|[A-Za-z0-9_$./:;-]+%?|\\s+|.", Pattern.DOTALL);

  @Test
  void mutatedFilebenchWorkloadsAlwaysGiveDiagnosticsOrAPlan() {
    mutate(WorkloadTexts.filebench());
  }

  @Test
  void mutatedConstructsBeyondFilebenchAlwaysGiveDiagnosticsOrAPlan() {
    mutate(WorkloadTexts.beyondFilebench());
  }

  private static void mutate(List<SourceText> texts) {
    List<List<String>> files = new ArrayList<>();
    for (SourceText text : texts) {
      List<String> tokens = new ArrayList<>();
      Matcher matcher = TOKEN.matcher(text.text());
      while (matcher.find()) {
        tokens.add(matcher.group());
      }
      files.add(tokens);
    }
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            long seed = SEED + i;
            int file = i % files.size();
            String mutated = mutate(files, file, new Random(seed));
            try {
              check(mutated);
            } catch (RuntimeException | Error e) {
              throw new AssertionError(
                  "seed " + seed + " of " + texts.get(file).path() + ":\n" + mutated, e);
            }
          }
        });
  }

  private static String mutate(List<List<String>> files, int file, Random random) {
    List<String> tokens = new ArrayList<>(files.get(file));
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times && !tokens.isEmpty(); i++) {
      int at = random.nextInt(tokens.size());
      List<String> other = files.get(random.nextInt(files.size()));
      String foreign = other.get(random.nextInt(other.size()));
      switch (random.nextInt(7)) {
        case 0 -> tokens.remove(at);
        case 1 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
        case 2 -> tokens.add(at, foreign);
        case 3 -> tokens.add(at, tokens.get(at));
        case 4 -> tokens.set(at, foreign);
        case 5 -> tokens.set(at, "\0\u001b{}()\"$=,%+-\\".charAt(random.nextInt(14)) + "");
        default -> tokens.subList(at, tokens.size()).clear();
      }
    }
    return String.join("", tokens);
  }

  private static void check(String text) {
    Compiled compiled = Compiled.of(text); // a plan, or errors
    for (Diagnostic d : compiled.diagnostics()) {
      Span span = d.span();
      assertTrue(
          span == null
              || (0 <= span.start()
                  && span.start() <= span.end()
                  && span.end() <= span.source().text().length()),
          d.message());
      assertTrue(Renderer.render(d).lines().count() >= (span == null ? 1 : 3), d.message());
    }
  }
}
