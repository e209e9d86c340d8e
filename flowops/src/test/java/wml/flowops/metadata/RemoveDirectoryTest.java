package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.flowop.Readiness;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class RemoveDirectoryTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void removesTheNextLeafAndTimesOnlyThat() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    assertEquals(
        List.of("rmdir " + data.leaf(0)), bench.timed(bench.bind("removedir filesetname=data")));
    assertFalse(data.leafDirectories().exists(0));
    assertEquals(-1, bench.sizeOf(data.leaf(0)));
  }

  @Test
  void whenNoneIsThereItIsNotReady() throws Exception {
    bench.fileset("data", 1, 1, 0);
    Flowop remove = bench.bind("removedir filesetname=data");
    bench.call(remove);
    bench.call(remove);
    assertEquals(Readiness.NO_ENTRY, remove.prepare(bench));
  }

  @Test
  void aLeafThatIsNotEmptyIsAFailureAndGivenBack() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    bench.session().createDirectory(FilePath.of(data.leaf(0) + "/x"));
    Flowop remove = bench.bind("removedir filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(remove));
    assertEquals(ErrorKind.ENOTEMPTY, e.kind());
    assertTrue(data.leafDirectories().exists(0));
  }

  @Test
  void needsAFileset() {
    assertThrows(BindException.class, () -> bench.bind("removedir"));
  }
}
