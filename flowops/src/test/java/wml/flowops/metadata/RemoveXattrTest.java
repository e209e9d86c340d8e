package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.Capability;
import wml.api.target.FilePath;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class RemoveXattrTest {
  @AutoClose private final Workbench bench = new Workbench();

  private Capability.ExtendedAttributes attributes() {
    return Objects.requireNonNull(bench.session().capability(Capability.ExtendedAttributes.class));
  }

  @Test
  void removesWhatItSetBeforeAndTimesOnlyTheRemoval() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop remove = bench.bind("removexattr filesetname=data");
    for (int i = 0; i < 2; i++) {
      String timed = String.join("; ", bench.timed(remove));
      assertTrue(timed.matches("remove " + data.file(0) + " wml\\.[0-9a-f]+"), timed);
    }
    assertEquals(0, attributes().list(FilePath.of(data.file(0)), (n, l, d) -> {}));
    assertEquals("", data.files().held());
  }

  @Test
  void leavesTheAttributeOfOthersAlone() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.once("setxattr filesetname=data");
    bench.once("removexattr filesetname=data");
    assertEquals(1, attributes().list(FilePath.of(data.file(0)), (n, l, d) -> {}));
  }
}
