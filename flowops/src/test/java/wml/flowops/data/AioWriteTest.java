package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.AsyncTransfers;
import wml.api.flowop.Flowop;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.flowops.Offsets;
import wml.flowops.Sequence;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class AioWriteTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void randomWritesReachEveryBlockEqually() throws Exception {
    bench.fileset("data", 1, 1, 64 * 1024);
    Offsets.assertUniform(
        Offsets.of(bench, "aiowrite filesetname=data,iosize=4k,random", 8000), 4096, 16);
  }

  @Test
  void countsTheSizeWhenItStarts() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop write = bench.bind("aiowrite filesetname=data,iosize=1000");
    assertEquals(1000, bench.call(write));
    assertEquals(1000, bench.call(write));
    bench.files().closeAll();
    assertEquals(2000, bench.sizeOf(data.file(0)));
  }

  @Test
  void aFullQueueIsReapedBeforeTheTimedPart() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop write = bench.bind("aiowrite filesetname=data,iosize=1");
    int calls = 3 * AsyncTransfers.MAX_DEPTH;
    for (int i = 0; i < calls; i++) {
      assertEquals(1, bench.call(write));
    }
    bench.files().closeAll();
    assertEquals(calls, bench.sizeOf(data.file(0)));
  }

  @Test
  void aFullQueueDoesNotHoldUpTheEndOfTheRun() throws Exception {
    bench.fileset("data", 1, 1, 0);
    Flowop write = bench.bind("aiowrite filesetname=data,iosize=1");
    for (int i = 0; i < AsyncTransfers.MAX_DEPTH; i++) {
      bench.call(write);
    }
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.call(write));
  }

  @Test
  void dataUnderWayIsNotChangedByTheNextWrite() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop write = bench.bind("aiowrite filesetname=data,iosize=4k");
    bench.call(write);
    bench.call(write);
    bench.files().closeAll();
    IoBuffer content = IoBuffer.allocate(8192);
    try (var handle = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ)) {
      assertEquals(8192, handle.read(content, 8192, 0));
    }
    assertNotEquals(
        content.memory().get(ValueLayout.JAVA_LONG, 0),
        content.memory().get(ValueLayout.JAVA_LONG, 4096));
  }

  @Test
  void allocatesNothingOnceWarm() throws Exception {
    bench.untraced = true;
    bench.fileset("data", 1, 1, 65536);
    assertEquals(0, Sequence.allocated(bench, "aiowrite filesetname=data,iosize=4k,random"));
  }
}
