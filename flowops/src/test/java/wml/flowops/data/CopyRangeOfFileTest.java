package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class CopyRangeOfFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  private void open() throws Exception {
    bench.once("openfile filesetname=data,fd=1,indexed=0");
    bench.once("openfile filesetname=data,fd=2,indexed=1");
  }

  @Test
  void copiesFromTheSourcesPositionOnAndStartsOver() throws Exception {
    bench.fileset("data", 2, 2, 8192);
    open();
    Flowop copy = bench.bind("copyrange srcfd=1,fd=2,iosize=4k");
    assertEquals(4096, bench.call(copy));
    assertEquals(List.of("copy 4096 4096 4096"), bench.timed(copy));
    assertEquals(List.of("copy 0 0 4096"), bench.timed(copy));
    assertEquals(4096, bench.position(1));
    assertEquals(0, bench.position(2));
  }

  @Test
  void whatIsCopiedIsTheSame() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 8192);
    open();
    bench.once("write fd=1,iosize=8k");
    bench.once("copyrange srcfd=1,fd=2,iosize=8k");
    IoBuffer one = IoBuffer.allocate(8192);
    IoBuffer two = IoBuffer.allocate(8192);
    try (FileHandle from = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ);
        FileHandle to = bench.session().open(FilePath.of(data.file(1)), OpenMode.READ)) {
      assertEquals(8192, from.read(one, 8192, 0));
      assertEquals(8192, to.read(two, 8192, 0));
    }
    assertEquals(-1, one.memory().mismatch(two.memory()));
    assertNotEquals(0, one.memory().get(ValueLayout.JAVA_LONG, 0));
  }

  @Test
  void theEndOfTheSourceEndsTheCopy() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 8192);
    open();
    bench.once("truncatefile fd=1,size=1000");
    assertEquals(1000, bench.once("copyrange srcfd=1,fd=2,iosize=4k"));
    assertEquals(0, bench.position(1));
    assertEquals(8192, bench.sizeOf(data.file(1)));
  }

  @Test
  void needsTwoSlotsAndAnOpenSource() throws Exception {
    bench.fileset("data", 2, 2, 8192);
    assertThrows(BindException.class, () -> bench.bind("copyrange filesetname=data,iosize=4k"));
    Flowop copy = bench.bind("copyrange filesetname=data,srcfd=1,iosize=4k");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(copy));
    assertTrue(e.getMessage().contains("slot srcfd=1, which is empty"), e.getMessage());
  }
}
