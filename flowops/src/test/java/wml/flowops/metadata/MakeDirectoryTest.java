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

final class MakeDirectoryTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void createsTheNextMissingLeafAndTimesOnlyThat() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    assertEquals(
        List.of("mkdir " + data.leaf(2)), bench.timed(bench.bind("makedir filesetname=data")));
    assertTrue(data.leafDirectories().exists(2));
    assertEquals("", data.leafDirectories().held());
  }

  @Test
  void whenAllExistItIsNotReady() throws Exception {
    bench.fileset("data", 1, 1, 0);
    Flowop make = bench.bind("makedir filesetname=data");
    bench.call(make);
    bench.call(make);
    assertEquals(Readiness.NO_ENTRY, make.prepare(bench));
  }

  @Test
  void aFailureLeavesTheLeafMissing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    bench.session().createDirectory(FilePath.of(data.leaf(2)));
    Flowop make = bench.bind("makedir filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(make));
    assertEquals(ErrorKind.EEXIST, e.kind());
    assertFalse(data.leafDirectories().exists(2));
    assertEquals("", data.leafDirectories().held());
  }

  @Test
  void needsAFileset() {
    assertThrows(BindException.class, () -> bench.bind("makedir"));
  }
}
