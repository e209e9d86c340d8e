package wml.flowops.slot;

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

final class FileSlotTest {
  @AutoClose private final Workbench bench = new Workbench();

  private static final String READ = "read iosize=10";

  @Test
  void anExplicitlyOpenedFileIsUsedWhateverFilesetIsNamed() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.fileset("other", 1, 1, 100);
    bench.once("openfile filesetname=data,fd=1");
    assertEquals(List.of("open " + data.file(0) + " rw"), bench.trace());
    bench.once(READ + ",filesetname=other,fd=1");
    assertEquals(List.of("read 10@0"), bench.trace());
  }

  @Test
  void aFileOpenedInPassingIsUsedByThoseWhoNameNoFileset() throws Exception {
    bench.fileset("data", 1, 1, 100);
    bench.once(READ + ",filesetname=data,fd=1");
    bench.trace();
    bench.once(READ + ",fd=1");
    assertEquals(List.of("read 10@10"), bench.trace());
  }

  @Test
  void filesetsShareASlotWithoutReopening() throws Exception {
    bench.fileset("data", 2, 2, 100);
    bench.fileset("other", 2, 2, 100);
    Flowop one = bench.bind(READ + ",filesetname=data");
    Flowop two = bench.bind(READ + ",filesetname=other");
    bench.call(one);
    bench.call(two);
    bench.trace();
    bench.call(one);
    bench.call(two);
    assertEquals(List.of("read 10@10", "read 10@10"), bench.trace());
  }

  @Test
  void anEmptySlotWithoutFilesetIsAnErrorThatSaysWhatIsNeeded() throws Exception {
    Flowop read = bench.bind(READ + ",fd=5");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(read));
    assertEquals(ErrorKind.EBADF, e.kind());
    assertEquals(
        "read slot fd=5, which is empty: an openfile flowop before it, or filesetname, is needed:"
            + " bad file descriptor (EBADF)",
        e.getMessage());
  }

  @Test
  void aFilesetWithoutFilesIsNoError() throws Exception {
    bench.fileset("data", 1, 0, 100);
    assertEquals(Readiness.NO_ENTRY, bench.bind(READ + ",filesetname=data").prepare(bench));
  }

  @Test
  void afterACloseTheNextFileIsOpened() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    Flowop read = bench.bind(READ + ",filesetname=data");
    bench.call(read);
    bench.once("closefile");
    bench.trace();
    bench.call(read);
    assertEquals(List.of("open " + data.file(1) + " rw", "read 10@0"), bench.trace());
  }

  @Test
  void indexedPicksTheFileNearItsNumber() throws Exception {
    SmallFileset data = bench.fileset("data", 5, 5, 100);
    bench.once(READ + ",filesetname=data,indexed=8");
    assertEquals("open " + data.file(3) + " rw", bench.trace().getFirst());
  }

  @Test
  void openNextRotatesThroughItsSlotsAndKeepsFilesOpen() throws Exception {
    bench.fileset("data", 300, 300, 10);
    Flowop read = bench.bind(READ + ",filesetname=data,opennext");
    for (int i = 0; i < 128; i++) {
      bench.call(read);
    }
    assertEquals(256, bench.trace().size());
    bench.call(read);
    assertEquals(List.of("read 10@10", "read 10@0"), bench.trace());
    assertEquals(10, bench.position(127));
  }

  @Test
  void openNextOpensNoFileMoreOftenThanThereAreFiles() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 3, 10);
    Flowop read = bench.bind(READ + ",filesetname=data,opennext");
    for (int i = 0; i < 20; i++) {
      bench.call(read);
    }
    for (int file = 0; file < 3; file++) {
      assertEquals(1, data.files().pins(file));
    }
  }

  @Test
  void waitingForAFileSkipsNoSlot() throws Exception {
    SmallFileset data = bench.fileset("data", 3, 0, 10);
    Flowop read = bench.bind(READ + ",filesetname=data,opennext");
    assertEquals(Readiness.NO_ENTRY, read.prepare(bench));
    assertEquals(Readiness.NO_ENTRY, read.prepare(bench));
    bench.once("createfile filesetname=data,fd=1");
    assertEquals(0, bench.call(read));
    assertEquals(0, bench.position(2));
    assertEquals(2, data.files().pins(0));
  }

  @Test
  void aFailedOpenHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    Flowop read = bench.bind(READ + ",filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(read));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.files().held());
  }

  @Test
  void theOpeningFlowopAndTheFilesetDecideHowAFileIsOpened() throws Exception {
    bench.fileset("ro", 1, 1, 100).only(OpenMode.READ);
    bench.fileset("wo", 1, 1, 100).only(OpenMode.WRITE);
    SmallFileset rw = bench.fileset("rw", 1, 1, 100);
    bench.once(READ + ",filesetname=ro");
    assertTrue(bench.trace().getFirst().endsWith(" r"));
    bench.once("write iosize=10,filesetname=wo");
    assertTrue(bench.trace().getFirst().endsWith(" w"));
    bench.once(READ + ",filesetname=rw,dsync,directio,noreadahead");
    assertEquals("open " + rw.file(0) + " rw+direct+sync+noreadahead", bench.trace().getFirst());
  }

  @Test
  void aSlotBeyondTheTableIsRefused() throws Exception {
    bench.fileset("data", 1, 1, 100);
    assertThrows(BindException.class, () -> bench.bind(READ + ",filesetname=data,fd=1024"));
    assertThrows(BindException.class, () -> bench.bind("closefile fd=100000"));
    assertThrows(BindException.class, () -> bench.bind("statfile fd=1024"));
    bench.variable("slot", () -> -1);
    assertThrows(BindException.class, () -> bench.bind(READ + ",filesetname=data,fd=$slot"));
  }
}
