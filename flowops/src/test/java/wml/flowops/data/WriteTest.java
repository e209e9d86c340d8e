package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.flowops.Offsets;
import wml.flowops.Sequence;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class WriteTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void sequentialWriteStartsOverAtTheLaidOutSize() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 10240);
    Flowop write = bench.bind("write filesetname=data,iosize=4k");
    assertEquals(4096, bench.call(write));
    assertEquals(List.of("write 4096@4096"), bench.timed(write));
    assertEquals(List.of("write 4096@0"), bench.timed(write));
    assertEquals(10240, bench.sizeOf(data.file(0)));
  }

  @Test
  void compatSequentialWriteGoesOnForEver() throws Exception {
    bench.compat = true;
    SmallFileset data = bench.fileset("data", 1, 1, 8192);
    Flowop write = bench.bind("write filesetname=data,iosize=4k,workingset=4k");
    for (int i = 0; i < 5; i++) {
      assertEquals(4096, bench.call(write));
    }
    assertEquals(5 * 4096, bench.sizeOf(data.file(0)));
  }

  @Test
  void sequentialWriteStaysInTheWorkingSet() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop write = bench.bind("write filesetname=data,iosize=4k,workingset=8k");
    assertEquals(List.of("write 4096@0"), bench.timed(write));
    assertEquals(List.of("write 4096@4096"), bench.timed(write));
    assertEquals(List.of("write 4096@0"), bench.timed(write));
  }

  @Test
  void aFileSmallerThanOneWriteGrows() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop write = bench.bind("write filesetname=data,iosize=4k");
    bench.call(write);
    bench.call(write);
    assertEquals(8192, bench.sizeOf(data.file(0)));
  }

  @Test
  void randomWritesReachEveryBlockEqually() throws Exception {
    bench.fileset("data", 1, 1, 64 * 1024);
    Offsets.assertUniform(
        Offsets.of(bench, "write filesetname=data,iosize=4k,random", 8000), 4096, 16);
  }

  @Test
  void compatRandomWritesNeverReachTheLastBlock() throws Exception {
    bench.compat = true;
    bench.fileset("data", 1, 1, 64 * 1024);
    Offsets.assertUniform(
        Offsets.of(bench, "write filesetname=data,iosize=4k,random", 8000), 4096, 15);
  }

  @Test
  void aPartialWriteIsContinued() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    bench.limitWrites(1500);
    Flowop write = bench.bind("write filesetname=data,iosize=4k");
    assertEquals(List.of("write 4096@0", "write 2596@1500", "write 1096@3000"), bench.timed(write));
    assertEquals(4096, bench.sizeOf(data.file(0)));
    assertEquals(4096, bench.position(0));
  }

  @Test
  void aWriteThatIsNotAcceptedFails() throws Exception {
    bench.fileset("data", 1, 1, 0);
    bench.limitWrites(0);
    Flowop write = bench.bind("write filesetname=data,iosize=4k");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(write));
    assertEquals(ErrorKind.EIO, e.kind());
  }

  @Test
  void eachWriteHasDataOfItsOwn() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop write = bench.bind("write filesetname=data,iosize=4k");
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
  void writingAReadOnlyFilesetFails() throws Exception {
    bench.fileset("data", 1, 1, 4096).only(OpenMode.READ);
    Flowop write = bench.bind("write filesetname=data,iosize=4k");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(write));
    assertEquals(ErrorKind.EBADF, e.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",random"})
  void allocatesNothingOnceWarm(String more) throws Exception {
    bench.untraced = true;
    bench.fileset("data", 1, 1, 65536);
    assertEquals(0, Sequence.allocated(bench, "write filesetname=data,iosize=4k" + more));
  }
}
