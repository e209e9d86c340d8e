package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
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

final class OpenExistingFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void opensFilesInTurnAndTimesOnlyTheOpen() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    assertEquals(
        List.of("open " + data.file(0) + " rw"),
        bench.timed(bench.bind("openfile filesetname=data,fd=1")));
    assertEquals(0, bench.once("openfile filesetname=data,fd=2"));
    assertEquals(1, data.files().pins(0));
    assertEquals(1, data.files().pins(1));
  }

  @Test
  void anOccupiedSlotIsAnErrorThatNamesIt() throws Exception {
    bench.fileset("data", 2, 2, 100);
    Flowop open = bench.bind("openfile filesetname=data,fd=1");
    bench.call(open);
    TargetException e = assertThrows(TargetException.class, () -> bench.call(open));
    assertTrue(
        e.getMessage().contains("slot fd=1, which is already open: close it first"),
        e.getMessage());
  }

  @Test
  void aFileOpenedInPassingDoesNotOccupyASlot() throws Exception {
    bench.fileset("data", 2, 2, 100);
    bench.once("read filesetname=data,iosize=10,fd=1");
    assertEquals(0, bench.once("openfile filesetname=data,fd=1"));
    assertTrue(Objects.requireNonNull(bench.files().inUse(1)).isExplicit());
  }

  @Test
  void aFailureHoldsNothingAndLeavesTheSlotEmpty() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    Flowop open = bench.bind("openfile filesetname=data,fd=1");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(open));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.files().held());
    assertNull(bench.files().inUse(1));
  }

  @Test
  void indexedPicksTheFileNearItsNumber() throws Exception {
    SmallFileset data = bench.fileset("data", 5, 5, 100);
    bench.once("openfile filesetname=data,indexed=4");
    assertEquals(1, data.files().pins(4));
  }

  @Test
  void withoutFilesItIsNotReady() throws Exception {
    bench.fileset("data", 1, 0, 100);
    assertEquals(Readiness.NO_ENTRY, bench.bind("openfile filesetname=data").prepare(bench));
  }

  @Test
  void needsAFileset() {
    assertThrows(BindException.class, () -> bench.bind("openfile fd=1"));
  }
}
