package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;

/** Golden texts: {@code diagnostics.txt} holds workloads, each followed by what is said of it. */
final class DiagnosticTextTest {
  private static final Path GOLDEN = Path.of("src/test/resources/diagnostics.txt");

  /** Codes that need more than the text of a workload. */
  private static final Set<Code> ELSEWHERE =
      EnumSet.of(Code.UNREADABLE, Code.CAPABILITY, Code.UNKNOWN_SETTING, Code.OVERRIDDEN);

  private record Sample(String workload, String expected) {}

  private static List<Sample> samples() throws IOException {
    List<Sample> out = new ArrayList<>();
    for (String part : Files.readString(GOLDEN).split("(?m)^=====\n")) {
      int cut = part.indexOf("-----\n");
      out.add(new Sample(part.substring(0, cut), part.substring(cut + 6)));
    }
    return out;
  }

  /** With {@code -Dwml.golden=write} the file is renewed; look at the difference. */
  @Test
  void textsAreAsAgreed() throws IOException {
    StringBuilder renewed = new StringBuilder();
    for (Sample sample : samples()) {
      String found = Compiled.of(sample.workload).rendered();
      renewed.append(renewed.isEmpty() ? "" : "=====\n");
      renewed.append(sample.workload).append("-----\n").append(found);
    }
    if ("write".equals(System.getProperty("wml.golden"))) {
      Files.writeString(GOLDEN, renewed);
    }
    assertEquals(Files.readString(GOLDEN), renewed.toString());
  }

  @Test
  void everyCodeHasASampleInSourceOrder() throws IOException {
    Set<Code> missing = EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE));
    missing.removeIf(code -> code.name().startsWith("IMPORT_")); // about files of other tools
    for (Sample sample : samples()) {
      Compiled compiled = Compiled.of(sample.workload);
      missing.removeAll(compiled.codes());
      int last = 0;
      for (Diagnostic d : compiled.diagnostics()) {
        int start = d.span() == null ? 0 : d.span().start();
        assertTrue(start >= last, d.message());
        last = start;
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void aMissingFileIsReportedAtItsLoad() {
    Compiled c = Compiled.of("load \"no-such-file\"", Map.of(), null);
    assertTrue(c.codes().contains(Code.UNREADABLE), c.rendered());
  }
}
