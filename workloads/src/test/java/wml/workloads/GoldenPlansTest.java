package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wml.api.plan.Action;
import wml.grammar.syntax.SourceText;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.run.PlanText;

/**
 * What the classic personalities mean does not change: their plans, trees and sizes, in both
 * meanings, are those of the day when Filebench's language was complete here.
 */
final class GoldenPlansTest {
  private static final Path GOLDEN = Path.of("src/test/resources/plans.txt");
  private static final int PERSONALITIES = 47;

  @Test
  void plansOfClassicPersonalitiesAreUnchanged() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of("classic"))) {
      files = found.filter(f -> f.toString().endsWith(".wml")).sorted().toList();
    }
    assertEquals(PERSONALITIES, files.size());
    StringBuilder plans = new StringBuilder();
    for (Path file : files) {
      for (boolean compat : new boolean[] {false, true}) {
        plans.append("===== ").append(file.getFileName()).append(compat ? " --compat\n" : "\n");
        SourceText text = new SourceText(file.toString(), Files.readString(file));
        for (Action action : Compiled.of(text, Map.of(), null).good().actions()) {
          plans.append(text(action, compat));
        }
      }
    }
    if ("write".equals(System.getProperty("wml.golden"))) {
      Files.writeString(GOLDEN, plans);
    }
    assertEquals(Files.readString(GOLDEN), plans.toString());
    assertTrue(plans.length() > 70_000);
  }

  private static String text(Action action, boolean compat) {
    return action instanceof Action.Run run
        ? PlanText.render(run.plan(), FilesetBuilder.layOut(run.plan().filesets(), 1, compat))
        : action.getClass().getSimpleName() + "\n";
  }
}
