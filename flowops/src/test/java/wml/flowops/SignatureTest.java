package wml.flowops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Attribute;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;

final class SignatureTest {
  /** Filebench's keywords; a flowop that is ours alone is not listed here. */
  private static final Set<String> FILEBENCH =
      Set.of(
          "read",
          "write",
          "readwholefile",
          "writewholefile",
          "appendfile",
          "appendfilerand",
          "openfile",
          "createfile",
          "closefile",
          "fsync",
          "fsyncset",
          "deletefile",
          "statfile",
          "makedir",
          "removedir",
          "listdir",
          "aiowrite",
          "aiowait",
          "block",
          "wakeup",
          "semblock",
          "sempost",
          "hog",
          "delay",
          "eventlimit",
          "iopslimit",
          "opslimit",
          "bwlimit",
          "finishoncount",
          "finishonbytes",
          "print",
          "testrandvar");

  @Test
  void allOfFilebenchsFlowopsAreRegistered() {
    assertEquals(32, FILEBENCH.size());
    Set<String> missing = new HashSet<>(FILEBENCH);
    missing.removeAll(Workbench.TYPES.keySet());
    assertEquals(Set.of(), missing);
  }

  @Test
  void docsAndExamplesAreThere() {
    for (Signature s : signatures()) {
      assertTrue(s.doc().length() > 60 && s.doc().endsWith("."), s.keyword());
      assertTrue(s.doc().toLowerCase(Locale.ROOT).contains("count"), s.keyword());
      assertTrue(s.example().contains("flowop " + s.keyword() + " name="), s.keyword());
    }
  }

  @Test
  void attributesAreUnique() {
    for (Signature s : signatures()) {
      List<String> names = s.attributes().stream().map(Attribute::name).toList();
      assertEquals(names.size(), Set.copyOf(names).size(), s.keyword() + " " + names);
    }
  }

  @Test
  void keywordsAreUnique() {
    long registered = ServiceLoader.load(FlowopType.class).stream().count();
    assertEquals(registered, Workbench.TYPES.size());
  }

  @Test
  void everyExampleRuns() throws Exception {
    for (Signature s : signatures()) {
      try (Workbench bench = Workbench.suiting(s)) {
        bench.fileset("data", 10, 5, 65536);
        for (int round = 0; round < 2; round++) {
          for (String statement : s.example().split("\n", -1)) {
            assertTrue(statement.startsWith("flowop "), statement);
            bench.once(statement.substring("flowop ".length()));
          }
        }
      }
    }
  }

  private static List<Signature> signatures() {
    return Workbench.TYPES.values().stream().map(FlowopType::signature).toList();
  }
}
