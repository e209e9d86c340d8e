package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.FilePath;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class RemoveXattrTest {
  @AutoClose private final Workbench bench = new Workbench();

  private static final AttributeName NAME = AttributeName.of("wml");

  private Capability.ExtendedAttributes attributes() {
    return Objects.requireNonNull(bench.session().capability(Capability.ExtendedAttributes.class));
  }

  @Test
  void removesWhatItSetBeforeAndTimesOnlyTheRemoval() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop remove = bench.bind("removexattr filesetname=data");
    assertEquals(List.of("remove " + data.file(0) + " wml"), bench.timed(remove));
    assertEquals(List.of("remove " + data.file(0) + " wml"), bench.timed(remove));
    assertEquals(0, attributes().list(FilePath.of(data.file(0)), (n, l, d) -> {}));
    assertEquals("", data.files().held());
  }
}
