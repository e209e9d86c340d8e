package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class CreateFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void createsTheNextMissingFileAndTimesOnlyThat() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 1, 100);
    assertEquals(
        List.of("open " + data.file(1) + " rw+create"),
        bench.timed(bench.bind("createfile filesetname=data,fd=1")));
    assertTrue(data.files().exists(1));
    assertEquals(1, data.files().pins(1));
    assertEquals(0, bench.sizeOf(data.file(1)));
  }

  @Test
  void anExistingNameIsOpenedAndKeepsItsContent() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 100);
    try (var handle = bench.session().open(FilePath.of(data.file(0)), OpenMode.WRITE.create())) {
      handle.truncate(55);
    }
    bench.once("createfile filesetname=data");
    assertEquals(55, bench.sizeOf(data.file(0)));
  }

  @Test
  void whenAllExistItIsNotReady() throws Exception {
    bench.fileset("data", 2, 2, 100);
    assertEquals(Readiness.NO_ENTRY, bench.bind("createfile filesetname=data").prepare(bench));
  }

  @Test
  void anOccupiedSlotIsAnErrorAndClaimsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 1, 100);
    Flowop create = bench.bind("createfile filesetname=data,fd=1");
    bench.call(create);
    assertThrows(TargetException.class, () -> bench.call(create));
    assertEquals(2, data.files().existing());
  }

  @Test
  void aFailureLeavesTheFileMissing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 100);
    bench.session().createDirectory(FilePath.of(data.file(0)));
    Flowop create = bench.bind("createfile filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(create));
    assertEquals(ErrorKind.EISDIR, e.kind());
    assertEquals("", data.files().held());
    assertEquals(0, data.files().existing());
  }

  @Test
  void needsAFileset() {
    assertThrows(BindException.class, () -> bench.bind("createfile"));
  }
}
