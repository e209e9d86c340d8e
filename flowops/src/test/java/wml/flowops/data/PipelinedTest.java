package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.flowop.PipelinedFlowop;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.flowops.Offsets;
import wml.flowops.Sequence;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class PipelinedTest {
  @AutoClose private final Workbench bench = new Workbench();

  private PipelinedFlowop bind(String statement) throws BindException {
    return (PipelinedFlowop) bench.bind(statement);
  }

  @Test
  void requestsAreCountedWhenTheQueueIsFull() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop read = bind("read filesetname=data,iosize=4k,iodepth=4");
    for (int i = 0; i < 3; i++) {
      assertEquals(Flowop.PENDING, bench.call(read));
    }
    assertEquals(List.of(), bench.completions());
    assertEquals(Flowop.PENDING, bench.call(read));
    assertEquals(Collections.nCopies(4, 4096L), bench.completions());
  }

  @Test
  void whatIsHeldBackIsServed() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    PipelinedFlowop read = bind("read filesetname=data,iosize=4k,iodepth=32");
    assertFalse(read.serve(System.nanoTime(), bench));
    bench.call(read);
    bench.call(read);
    assertFalse(read.serve(System.nanoTime(), bench), "nothing is under way any more");
    assertEquals(List.of(4096L, 4096L), bench.completions());
  }

  @Test
  void aDepthOfOneIsThePlainCall() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    assertEquals(4096, bench.once("read filesetname=data,iosize=4k,iodepth=1"));
    assertEquals(4096, bench.once("write filesetname=data,iosize=4k,iodepth=1"));
  }

  @Test
  void sequentialReadStartsOverAtTheSize() throws Exception {
    bench.fileset("data", 1, 1, 10240);
    Flowop read = bind("read filesetname=data,iosize=4k,iodepth=8");
    assertEquals(List.of("read 4096@0"), bench.timed(read));
    assertEquals(List.of("read 4096@4096"), bench.timed(read));
    assertEquals(List.of("read 2048@8192"), bench.timed(read));
    assertEquals(List.of("read 4096@0"), bench.timed(read));
  }

  @Test
  void sequentialWriteStaysInTheWorkingSet() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop write = bind("write filesetname=data,iosize=4k,workingset=8k,iodepth=8");
    assertEquals(List.of("write 4096@0"), bench.timed(write));
    assertEquals(List.of("write 4096@4096"), bench.timed(write));
    assertEquals(List.of("write 4096@0"), bench.timed(write));
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write"})
  void randomPlacesAreThoseOfThePlainCall(String keyword) throws Exception {
    bench.fileset("data", 1, 1, 64 * 1024);
    Offsets.assertUniform(
        Offsets.of(bench, keyword + " filesetname=data,iosize=4k,random,iodepth=16", 8000),
        4096,
        16);
  }

  @Test
  void everyWriteHasDataOfItsOwn() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 8192);
    Flowop write = bind("write filesetname=data,iosize=4k,iodepth=2");
    bench.call(write);
    bench.call(write);
    IoBuffer content = IoBuffer.allocate(8192);
    try (var handle = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ)) {
      assertEquals(8192, handle.read(content, 8192, 0));
    }
    assertNotEquals(
        content.memory().get(ValueLayout.JAVA_LONG, 0),
        content.memory().get(ValueLayout.JAVA_LONG, 4096));
  }

  @Test
  void everyFailureIsThrownOnceAndTheRestCounted() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    PipelinedFlowop write = bind("write filesetname=data,iosize=4k,iodepth=4");
    bench.limitWrites(100);
    bench.call(write);
    bench.call(write);
    bench.limitWrites(Integer.MAX_VALUE);
    bench.call(write);
    TargetException first = assertThrows(TargetException.class, () -> bench.call(write));
    assertEquals(ErrorKind.EIO, first.kind());
    assertEquals(List.of(4096L, 4096L), bench.completions());
    assertThrows(TargetException.class, () -> bench.call(write));
    bench.call(write);
    assertFalse(write.serve(System.nanoTime(), bench));
    assertEquals(3, bench.completions().size());
  }

  @Test
  void sizesMayGrow() throws Exception {
    bench.fileset("data", 1, 1, 1 << 20);
    bench.variable("size", Sequence.of(4096, 100_000, 300_000));
    PipelinedFlowop read = bind("read filesetname=data,iosize=$size,iodepth=8,offset=0");
    for (int i = 0; i < 3; i++) {
      bench.call(read);
    }
    read.serve(System.nanoTime(), bench);
    assertEquals(List.of(4096L, 100_000L, 300_000L), bench.completions());
  }

  @Test
  void moreMemoryThanCanBePinnedIsRefused() throws Exception {
    bench.fileset("data", 1, 1, 4096);
    BindException e =
        assertThrows(
            BindException.class, () -> bind("read filesetname=data,iosize=1m,iodepth=4096"));
    assertTrue(String.valueOf(e.getMessage()).contains("lower iodepth or iosize"), e.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write", "aioread"})
  void allocatesNothingOnceWarm(String keyword) throws Exception {
    bench.untraced = true;
    bench.forgetful = true;
    bench.fileset("data", 1, 1, 65536);
    String depth = keyword.startsWith("aio") ? "" : ",iodepth=32";
    assertEquals(
        0, Sequence.allocated(bench, keyword + " filesetname=data,iosize=4k,random" + depth));
  }
}
