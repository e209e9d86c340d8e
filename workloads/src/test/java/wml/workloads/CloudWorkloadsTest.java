package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.api.result.RunResult;

/** Every cloud workload compiles without a word and runs, scaled down, over NFS. */
final class CloudWorkloadsTest {
  private static final Path FOLDER = Path.of("cloud").toAbsolutePath();
  private static final double SECONDS = 0.3;

  static Stream<String> names() throws IOException {
    return scaled().keySet().stream();
  }

  private static Map<String, Map<String, String>> scaled() throws IOException {
    return Workload.scaled("cloud.txt");
  }

  @Test
  void everyFileHasItsScaledSettingsAndStandsInTheReadme() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      TreeSet<String> found =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".wml"))
              .map(f -> f.substring(0, f.length() - 4))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(found, new TreeSet<>(scaled().keySet()));
      String readme = Files.readString(FOLDER.resolve("README.md"));
      for (String name : found) {
        String line = "| [%s](%s.wml) | ".formatted(name, name);
        String first = Files.readAllLines(FOLDER.resolve(name + ".wml")).getFirst();
        assertTrue(readme.contains(line + first.substring(2)), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void compilesAndRuns(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".wml");
    assertEquals("", new Workload(file, Map.of()).diagnostics());
    Workload workload = new Workload(file, Objects.requireNonNull(scaled().get(name)));
    assertEquals("", workload.diagnostics());
    List<RunResult> results = workload.run("nfs", Path.of("/work"), false, SECONDS);
    assertFalse(results.isEmpty());
    for (RunResult result : results) {
      assertEquals(List.of(), result.problems());
      assertEquals(List.of(), result.errors());
      assertTrue(result.ioOperations() > 0, "no I/O");
    }
  }
}
