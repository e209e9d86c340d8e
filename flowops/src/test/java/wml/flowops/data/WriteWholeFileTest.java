package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class WriteWholeFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void writesTheExactSize() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 10240);
    bench.once("createfile filesetname=data");
    Flowop write = bench.bind("writewholefile filesetname=data,iosize=4k");
    assertEquals(List.of("write 4096@0", "write 4096@4096", "write 2048@8192"), bench.timed(write));
    assertEquals(10240, bench.sizeOf(data.file(0)));
    assertEquals(10240, bench.position(0));
  }

  @Test
  void compatRoundsUpToWholePieces() throws Exception {
    bench.compat = true;
    SmallFileset data = bench.fileset("data", 1, 0, 10240);
    bench.once("createfile filesetname=data");
    assertEquals(12288, bench.once("writewholefile filesetname=data,iosize=4k"));
    assertEquals(12288, bench.sizeOf(data.file(0)));
  }

  @Test
  void startsAtTheCurrentPosition() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 10000);
    bench.once("createfile filesetname=data");
    assertEquals(10000, bench.once("writewholefile filesetname=data"));
    assertEquals(10000, bench.once("writewholefile filesetname=data"));
    assertEquals(20000, bench.sizeOf(data.file(0)));
  }

  @Test
  void takesTheSizeOfTheFileInTheSourceSlot() throws Exception {
    bench.fileset("from", 1, 1, 5000);
    SmallFileset to = bench.fileset("to", 1, 0, 777);
    bench.once("openfile filesetname=from,fd=1");
    bench.once("createfile filesetname=to,fd=2");
    assertEquals(5000, bench.once("writewholefile fd=2,srcfd=1,iosize=4k"));
    assertEquals(5000, bench.sizeOf(to.file(0)));
  }

  @Test
  void takesItsOwnSizeWhenTheSourceSlotIsEmpty() throws Exception {
    bench.fileset("to", 1, 0, 777);
    bench.once("createfile filesetname=to,fd=2");
    assertEquals(777, bench.once("writewholefile fd=2,srcfd=1"));
  }

  @Test
  void piecesHaveDataOfTheirOwn() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 8192);
    bench.once("createfile filesetname=data");
    bench.once("writewholefile filesetname=data,iosize=4k");
    IoBuffer content = IoBuffer.allocate(8192);
    try (var handle = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ)) {
      assertEquals(8192, handle.read(content, 8192, 0));
    }
    assertNotEquals(
        content.memory().get(ValueLayout.JAVA_LONG, 0),
        content.memory().get(ValueLayout.JAVA_LONG, 4096));
  }

  @Test
  void aFileLaidOutEmptyTakesNoBytes() throws Exception {
    bench.fileset("data", 1, 1, 0);
    assertEquals(0, bench.once("writewholefile filesetname=data,iosize=4k"));
  }
}
