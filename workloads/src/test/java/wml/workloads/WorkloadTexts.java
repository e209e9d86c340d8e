package wml.workloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import wml.compiler.SourceLoader;
import wml.grammar.syntax.SourceText;

/** The workload files that tests read. */
final class WorkloadTexts {
  private WorkloadTexts() {}

  static List<SourceText> classic() {
    return in(Path.of("classic"));
  }

  /** Written as users of Filebench write them. */
  static List<SourceText> personalities() {
    return in(Path.of("src/test/resources/personalities"));
  }

  /** The lessons of the course, which show every construct, and what is built of them. */
  static List<SourceText> beyondFilebench() {
    return Stream.of("course", "vm", "surfaces", "cloud")
        .flatMap(folder -> in(Path.of(folder)).stream())
        .toList();
  }

  /** What Filebench accepts. */
  static List<SourceText> filebench() {
    return Stream.concat(classic().stream(), personalities().stream()).toList();
  }

  static List<SourceText> all() {
    return Stream.concat(filebench().stream(), beyondFilebench().stream()).toList();
  }

  private static List<SourceText> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(wml|f)"))
          .sorted()
          .map(WorkloadTexts::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceText read(Path file) {
    try {
      return SourceLoader.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
