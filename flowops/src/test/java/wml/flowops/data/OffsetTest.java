package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.random.RandomStream;
import wml.api.random.Ranking;
import wml.flowops.Offsets;
import wml.flowops.Sequence;
import wml.flowops.Workbench;

/** {@code offset=} on reads and writes. */
final class OffsetTest {
  @AutoClose private final Workbench bench = new Workbench();

  /** How many blocks there were to choose from, and of what size. */
  private final List<String> ranges = new ArrayList<>();

  private void lastBlock() {
    bench.ranking(
        "last",
        (items, size) -> {
          ranges.add(items + "x" + size);
          return items - 1;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write", "aiowrite"})
  void aDistributionChoosesAmongTheBlocks(String keyword) throws Exception {
    bench.fileset("data", 1, 1, 65536 + 100);
    lastBlock();
    long[] offsets = Offsets.of(bench, keyword + " filesetname=data,iosize=4k,offset=$last", 2);
    assertArrayEquals(new long[] {61440, 61440}, offsets);
    assertEquals("16x4096", ranges.getFirst());
  }

  @Test
  void blocksAreThoseOfTheSizeDrawnAndTheWorkingSet() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    bench.variable("size", Sequence.of(4096, 1000, 70_000));
    lastBlock();
    var read = bench.bind("read filesetname=data,iosize=$size,workingset=10k,offset=$last");
    for (int i = 0; i < 3; i++) {
      bench.call(read);
    }
    assertEquals(List.of("2x4096", "10x1000"), ranges, "70,000 bytes do not fit: from 0");
    List<String> trace = bench.trace();
    assertEquals(
        List.of("read 4096@4096", "read 1000@9000", "read 70000@0"),
        trace.subList(1, trace.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write"})
  void aNumberIsAByteAndLeavesThePosition(String keyword) throws Exception {
    bench.fileset("data", 1, 1, 65536);
    bench.once("read filesetname=data,iosize=4k");
    bench.trace();
    bench.once(keyword + " filesetname=data,iosize=512,offset=1000");
    assertEquals(List.of(keyword + " 512@1000"), bench.trace());
    assertEquals(4096, bench.position(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write"})
  void allocatesNothingOnceWarm(String keyword) throws Exception {
    bench.untraced = true;
    bench.fileset("data", 1, 1, 65536);
    bench.ranking("hot", new Ranking.HotSet(0.1, 0.9, 100, 0.1).over(new RandomStream(1)));
    assertEquals(0, Sequence.allocated(bench, keyword + " filesetname=data,iosize=4k,offset=$hot"));
  }
}
