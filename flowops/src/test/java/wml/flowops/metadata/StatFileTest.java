package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

final class StatFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void asksForTheNextFileByItsPath() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    Flowop stat = bench.bind("statfile filesetname=data");
    assertEquals(List.of("stat " + data.file(0)), bench.timed(stat));
    assertEquals(List.of("stat " + data.file(1)), bench.timed(stat));
    assertEquals("", data.files().held());
  }

  @Test
  void asksForTheOpenFileInItsSlot() throws Exception {
    bench.fileset("data", 1, 1, 100);
    bench.once("openfile filesetname=data,fd=1");
    assertEquals(List.of("fstat"), bench.timed(bench.bind("statfile filesetname=data,fd=1")));
    assertEquals(List.of("fstat"), bench.timed(bench.bind("statfile fd=1")));
  }

  @Test
  void slotZeroIsIgnored() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.once("openfile filesetname=data");
    assertEquals(
        List.of("stat " + data.file(0)), bench.timed(bench.bind("statfile filesetname=data")));
  }

  @Test
  void aFileThatIsGoneIsAFailureAndHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    Flowop stat = bench.bind("statfile filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(stat));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.files().held());
  }

  @Test
  void indexedPicksTheFileNearItsNumber() throws Exception {
    SmallFileset data = bench.fileset("data", 5, 5, 100);
    assertEquals(
        List.of("stat " + data.file(2)),
        bench.timed(bench.bind("statfile filesetname=data,indexed=7")));
  }

  @Test
  void withoutFilesetItNeedsAFileInItsSlot() throws Exception {
    assertThrows(BindException.class, () -> bench.bind("statfile"));
    Flowop stat = bench.bind("statfile fd=3");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(stat));
    assertEquals(ErrorKind.EBADF, e.kind());
  }

  @Test
  void withoutFilesItIsNotReady() throws Exception {
    bench.fileset("data", 1, 0, 100);
    assertEquals(Readiness.NO_ENTRY, bench.bind("statfile filesetname=data").prepare(bench));
  }
}
