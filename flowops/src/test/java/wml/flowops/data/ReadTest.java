package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.Flowop;
import wml.flowops.Offsets;
import wml.flowops.Sequence;
import wml.flowops.Workbench;

final class ReadTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void sequentialReadStartsOverAtTheEndWithinTheSameCall() throws Exception {
    bench.fileset("data", 1, 1, 10240);
    Flowop read = bench.bind("read filesetname=data,iosize=4k");
    assertEquals(4096, bench.call(read));
    assertEquals(4096, bench.call(read));
    assertEquals(2048, bench.call(read));
    assertEquals(List.of("read 4096@10240", "read 4096@0"), bench.timed(read));
    assertEquals(4096, bench.position(0));
  }

  @Test
  void compatReadAtTheEndIsACallOfItsOwn() throws Exception {
    bench.compat = true;
    bench.fileset("data", 1, 1, 10240);
    Flowop read = bench.bind("read filesetname=data,iosize=4k");
    long[] bytes = new long[5];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bench.call(read);
    }
    assertEquals("[4096, 4096, 2048, 0, 4096]", Arrays.toString(bytes));
  }

  @Test
  void sequentialReadStaysInTheWorkingSetUnlessCompat() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop read = bench.bind("read filesetname=data,iosize=4k,workingset=6k");
    assertEquals(4096, bench.call(read));
    assertEquals(2048, bench.call(read));
    assertEquals(List.of("read 4096@0"), bench.timed(read));
    bench.compat = true;
    Flowop compat = bench.bind("read filesetname=data,iosize=4k,workingset=6k");
    assertEquals(List.of("read 4096@4096"), bench.timed(compat));
    assertEquals(List.of("read 4096@8192"), bench.timed(compat));
  }

  @Test
  void readOfAnEmptyFileMovesNothing() throws Exception {
    bench.fileset("data", 1, 1, 0);
    assertEquals(0, bench.once("read filesetname=data,iosize=4k"));
    assertEquals(0, bench.once("read filesetname=data,iosize=4k,random"));
    assertEquals(0, bench.once("read filesetname=data"));
  }

  @Test
  void randomReadsReachEveryBlockEqually() throws Exception {
    bench.fileset("data", 1, 1, 64 * 1024);
    long[] offsets = Offsets.of(bench, "read filesetname=data,iosize=4k,random", 8000);
    Offsets.assertUniform(offsets, 4096, 16);
  }

  @Test
  void randomReadsStayInTheWorkingSet() throws Exception {
    bench.fileset("data", 1, 1, 64 * 1024);
    long[] offsets =
        Offsets.of(bench, "read filesetname=data,iosize=4k,random,workingset=18k", 2000);
    Offsets.assertUniform(offsets, 4096, 4);
  }

  @Test
  void compatRandomReadsNeverReachTheLastBlock() throws Exception {
    bench.compat = true;
    bench.fileset("data", 1, 1, 64 * 1024);
    long[] offsets = Offsets.of(bench, "read filesetname=data,iosize=4k,random", 8000);
    Offsets.assertUniform(offsets, 4096, 15);
    long[] two = Offsets.of(bench, "read filesetname=data,iosize=32k,random", 200);
    assertEquals(0, Arrays.stream(two).max().orElseThrow());
  }

  @Test
  void randomReadOfALargerBlockThanTheFileStartsAtZero() throws Exception {
    bench.fileset("data", 1, 1, 1000);
    Flowop read = bench.bind("read filesetname=data,iosize=4k,random");
    assertEquals(1000, bench.call(read));
    assertEquals(List.of("read 4096@0"), bench.timed(read));
  }

  @Test
  void aRandomReadLeavesThePosition() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    bench.once("read filesetname=data,iosize=4k");
    bench.once("read filesetname=data,iosize=4k,random");
    assertEquals(4096, bench.position(0));
  }

  @Test
  void withoutSizeItReadsTheFileUpToOneMebibyte() throws Exception {
    bench.fileset("small", 1, 1, 5000);
    bench.fileset("large", 1, 1, (1 << 20) + 1);
    assertEquals(5000, bench.once("read filesetname=small"));
    assertEquals(1 << 20, bench.once("read filesetname=large"));
    assertEquals(3000, bench.once("read filesetname=large,workingset=3000,random"));
  }

  @Test
  void theSizeIsDrawnAtEachCall() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    bench.variable("size", Sequence.of(100, 200, 300));
    Flowop read = bench.bind("read filesetname=data,iosize=$size");
    assertEquals(100, bench.call(read));
    assertEquals(200, bench.call(read));
    assertEquals(300, bench.call(read));
  }

  @Test
  void onlyTheReadIsTimed() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop read = bench.bind("read filesetname=data,iosize=4k");
    assertEquals(List.of("read 4096@0"), bench.timed(read));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",random", ",random,workingset=32k"})
  void allocatesNothingOnceWarm(String more) throws Exception {
    bench.untraced = true;
    bench.fileset("data", 1, 1, 65536);
    assertEquals(0, Sequence.allocated(bench, "read filesetname=data,iosize=4k" + more));
  }
}
