package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/** Broken workloads give diagnostics: never an exception, a hang, or silence. */
final class MutationTest {
  private static final int MUTATIONS = 20_000;

  @Test
  void mutatedFilebenchWorkloadsAlwaysGiveDiagnosticsOrAPlan() {
    mutate(WorkloadTexts.filebench());
  }

  @Test
  void mutatedConstructsBeyondFilebenchAlwaysGiveDiagnosticsOrAPlan() {
    mutate(WorkloadTexts.beyondFilebench());
  }

  private static void mutate(List<SourceText> texts) {
    Mutations mutations = new Mutations(texts);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2), () -> mutations.broken(MUTATIONS, MutationTest::check));
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
