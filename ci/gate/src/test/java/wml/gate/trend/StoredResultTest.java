package wml.gate.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.gate.output.GateOutputs;
import wml.gate.output.SampleGates;

final class StoredResultTest {
  @TempDir private Path directory;

  private List<StoredResult> condensed(String text, List<String> notes) throws IOException {
    return StoredResult.condense(Files.writeString(directory.resolve("a.json"), text), notes);
  }

  @Test
  void aGateIsKeptWholeInOneLine() throws IOException {
    Path file = directory.resolve("gate.json");
    GateOutputs.json(SampleGates.regression(), file);
    StoredResult kept = StoredResult.condense(file, new ArrayList<>()).getFirst();
    assertEquals(1, kept.text().lines().count());
    assertEquals("", kept.fault());
    assertEquals(40, kept.json().path("comparisons").path(0).path("candidate").size());
    assertEquals("9a8b7c6d5e4f30219a8b7c6d5e4f30219a8b7c6d", kept.commit());
    TrendResult result = TrendResult.of(kept);
    assertEquals(6, result.values().size(), "of the 9, two are skipped and one has no ratio");
  }

  @Test
  void aRunLosesItsHistogramsAndKeepsItsProvenance() throws IOException {
    String run =
        SampleHistory.run(1, 100)
            .text()
            .strip()
            .replaceFirst(
                "\\}$",
                ",\"jobs\":[1],\"intervals\":[1],\"flowops\":[{\"name\":\"r\",\"histogram_ns\":[[1,2,3]]}]}");
    StoredResult kept = condensed(run, new ArrayList<>()).getFirst();
    for (String gone : List.of("jobs", "intervals", "histogram_ns")) {
      assertFalse(kept.text().contains(gone), kept.text());
    }
    assertTrue(kept.text().contains("wml_commit"));
    assertTrue(kept.text().contains("\"flowops\":[{\"name\":\"r\"}]"), kept.text());
  }

  @Test
  void runsOfOneFileAreADocumentEach() throws IOException {
    String list =
        "{\"schema\":\"wml-results/1\",\"runs\":["
            + SampleHistory.run(1, 100).text()
            + ","
            + SampleHistory.run(2, 100).text()
            + "]}";
    assertEquals(2, condensed(list, new ArrayList<>()).size());
  }

  @Test
  void whatIsNotValidIsNotKeptAndSaid() throws IOException {
    List<String> notes = new ArrayList<>();
    String run = SampleHistory.run(1, 100).text();
    assertEquals(List.of(), condensed(run.replace("\"valid\":true", "\"valid\":false"), notes));
    String gate = SampleHistory.gate(1, 1).text();
    assertEquals(List.of(), condensed(gate.replace("PASS", "INVALID"), notes));
    assertEquals(2, notes.size());
    assertTrue(notes.get(1).contains("INVALID"), notes::toString);
  }

  @Test
  void otherFilesAreRefusedWithARemedy() {
    for (String text : List.of("", "{\"schema\":\"wml-gate/1\"", "{\"schema\":\"else\"}", "[]")) {
      IOException e =
          assertThrows(IOException.class, () -> condensed(text, new ArrayList<>()), text);
      assertTrue(e.toString().contains("help: "), e::toString);
    }
  }
}
