package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;
import wml.grammar.syntax.SourceText;

final class PersonalityTest {
  static Stream<SourceText> files() {
    return WorkloadTexts.filebench().stream();
  }

  private static Compiled personality(String name) {
    for (SourceText text : WorkloadTexts.personalities()) {
      if (text.path().endsWith("/" + name)) {
        return Compiled.of(text, Map.of(), null);
      }
    }
    throw new IllegalArgumentException(name);
  }

  @ParameterizedTest
  @MethodSource("files")
  void compilesWithoutErrorsAndMentionsEachOldFormOnce(SourceText file) {
    Compiled compiled = Compiled.of(file, Map.of(), null);
    assertFalse(compiled.good().runs().isEmpty());
    assertEquals("", compiled.rendered(Severity.WARNING));
    List<String> messages = compiled.diagnostics().stream().map(d -> d.message()).toList();
    assertEquals(new HashSet<>(messages).size(), messages.size());
  }

  @Test
  void anOldScriptMeasuresWhileItSleeps() {
    Compiled old = personality("oldscript.f");
    assertEquals(1, old.good().runs().size());
    assertEquals(60.0, old.run().durationSeconds());
    assertEquals(100, old.run().filesets().get(0).files());
    assertEquals(25, old.run().filesets().get(1).files());
  }

  @Test
  void aFileWithoutRunGetsOne() {
    Compiled spool = personality("mailspool.f");
    assertTrue(spool.codes().contains(Code.IMPLIED_RUN));
    assertEquals(60.0, spool.run().durationSeconds());
  }

  @Test
  void eachRunBindsItsOwnValues() {
    Compiled late = personality("late-binding.f");
    assertEquals(
        List.of(1, 8),
        late.good().runs().stream()
            .map(r -> r.processes().get(0).threads().get(0).instances())
            .toList());
    assertEquals(
        List.of(1, 2, 4),
        personality("foreach-env.f").good().runs().stream()
            .map(r -> r.processes().get(0).threads().get(0).instances())
            .toList());
  }

  @Test
  void snapshotsAndHistogramsAreAsked() {
    Compiled c = personality("psrun-snapshots.f");
    assertEquals(10, c.run().snapshotSeconds());
    assertTrue(c.run().snapshotResets() && c.run().latencyHistogram());
    assertEquals(60.0, c.run().durationSeconds());
  }
}
