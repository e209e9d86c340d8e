package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Sequence;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class TruncateFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void cutsAndExtendsTheFileInItsSlot() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 10_000);
    assertEquals(0, bench.once("truncatefile filesetname=data,size=4k"));
    assertEquals(4096, bench.sizeOf(data.file(0)));
    assertEquals(
        List.of("truncate 20480"),
        bench.timed(bench.bind("truncatefile filesetname=data,size=20k")));
    assertEquals(20_480, bench.sizeOf(data.file(0)));
  }

  @Test
  void drawsItsSizePerCall() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.variable("size", Sequence.of(10, -5));
    Flowop truncate = bench.bind("truncatefile filesetname=data,size=$size");
    bench.call(truncate);
    assertEquals(10, bench.sizeOf(data.file(0)));
    bench.call(truncate);
    assertEquals(0, bench.sizeOf(data.file(0)));
  }
}
