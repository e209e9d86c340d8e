package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
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

final class DeleteFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void removesTheNextExistingFileAndTimesOnlyThat() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    assertEquals(
        List.of("remove " + data.file(0)), bench.timed(bench.bind("deletefile filesetname=data")));
    assertFalse(data.files().exists(0));
    assertEquals(-1, bench.sizeOf(data.file(0)));
  }

  @Test
  void skipsFilesThatAreOpen() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=1");
    bench.once("deletefile filesetname=data");
    assertTrue(data.files().exists(0));
    assertFalse(data.files().exists(1));
    assertEquals(Readiness.NO_ENTRY, bench.bind("deletefile filesetname=data").prepare(bench));
  }

  @Test
  void removesTheFileInItsSlotAfterClosingIt() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=1");
    bench.trace();
    bench.once("deletefile filesetname=data,fd=1");
    assertEquals(List.of("close", "remove " + data.file(0)), bench.trace());
    assertNull(bench.files().inUse(1));
    assertFalse(data.files().exists(0));
  }

  @Test
  void aFileInItsSlotThatOthersUseTooIsLeftForTheNext() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=1,indexed=0");
    bench.once("openfile filesetname=data,fd=2,indexed=0");
    bench.once("deletefile filesetname=data,fd=1");
    assertTrue(data.files().exists(0));
    assertFalse(data.files().exists(1));
    assertNotNull(bench.files().inUse(1));
  }

  @Test
  void slotZeroIsNotDeletedFrom() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data");
    bench.once("deletefile filesetname=data");
    assertTrue(data.files().exists(0));
  }

  @Test
  void aFileThatIsGoneIsAFailureAndGivenBack() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    Flowop delete = bench.bind("deletefile filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(delete));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertTrue(data.files().exists(0));
  }

  @Test
  void indexedPicksTheFileNearItsNumber() throws Exception {
    SmallFileset data = bench.fileset("data", 5, 5, 100);
    bench.once("deletefile filesetname=data,indexed=3");
    assertFalse(data.files().exists(3));
  }

  @Test
  void withoutFilesetItNeedsAFileInItsSlot() throws Exception {
    assertThrows(BindException.class, () -> bench.bind("deletefile"));
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop delete = bench.bind("deletefile fd=1");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(delete));
    assertEquals(ErrorKind.EBADF, e.kind());
    bench.once("openfile filesetname=data,fd=1");
    assertEquals(0, bench.call(delete));
    assertFalse(data.files().exists(0));
  }
}
