package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.flowop.Readiness;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class RenameFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void givesAFileTheNextMissingNameAndTimesOnlyThat() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 1, 100);
    Flowop rename = bench.bind("renamefile filesetname=data");
    assertEquals(List.of("rename " + data.file(0) + " " + data.file(1)), bench.timed(rename));
    assertFalse(data.files().exists(0));
    assertTrue(data.files().exists(1));
    assertEquals(-1, bench.sizeOf(data.file(0)));
    assertEquals(100, bench.sizeOf(data.file(1)));
    assertEquals("", data.files().held());
  }

  @Test
  void everyNameComesUpInTurn() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 1, 100);
    Flowop rename = bench.bind("renamefile filesetname=data");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      bench.call(rename);
      for (int file = 0; file < 3; file++) {
        if (bench.sizeOf(data.file(file)) == 100) {
          names.add(data.file(file));
        }
      }
      assertEquals(1, data.files().existing());
    }
    assertEquals(3, names.size());
  }

  @Test
  void openFilesKeepTheirNames() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 2, 100);
    bench.once("openfile filesetname=data,fd=1,indexed=0");
    bench.once("renamefile filesetname=data");
    assertTrue(data.files().exists(0));
    assertFalse(data.files().exists(1));
    assertTrue(data.files().exists(2));
  }

  @Test
  void withoutAMissingNameItHoldsNothingAndIsNotReady() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    Flowop rename = bench.bind("renamefile filesetname=data");
    assertEquals(Readiness.NO_ENTRY, rename.prepare(bench));
    assertEquals("", data.files().held());
    bench.once("deletefile filesetname=data,indexed=1");
    bench.call(rename);
    assertTrue(data.files().exists(1));
  }

  @Test
  void withoutFilesItIsNotReady() throws Exception {
    bench.fileset("data", 2, 0, 100);
    assertEquals(Readiness.NO_ENTRY, bench.bind("renamefile filesetname=data").prepare(bench));
  }

  @Test
  void aFailureLeavesBothNamesAsTheyWere() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    Flowop rename = bench.bind("renamefile filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(rename));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertTrue(data.files().exists(0));
    assertFalse(data.files().exists(1));
    assertEquals("", data.files().held());
  }
}
