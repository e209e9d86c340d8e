package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Offsets;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class AppendFileRandomTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void sizesAreUniformBelowTheGivenOne() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop append = bench.bind("appendfilerand filesetname=data,iosize=8");
    long[] sizes = new long[4000];
    long total = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = bench.call(append);
      total += sizes[i];
    }
    Offsets.assertUniform(sizes, 1, 8);
    assertEquals(total, bench.sizeOf(data.file(0)));
  }

  @Test
  void drawingZeroAsksTheTargetForNothing() throws Exception {
    bench.fileset("data", 1, 1, 100);
    Flowop append = bench.bind("appendfilerand filesetname=data,iosize=1");
    assertEquals(0, bench.call(append));
    assertEquals(List.of(), bench.timed(append));
  }

  @Test
  void theEndIsFoundInTheTimedPart() throws Exception {
    bench.fileset("data", 1, 1, 100);
    Flowop append = bench.bind("appendfilerand filesetname=data,iosize=1m");
    List<String> timed = bench.timed(append);
    assertEquals("fstat", timed.get(0));
    assertTrue(timed.get(1).endsWith("@100"), timed.get(1));
  }

  @Test
  void withoutSizeItSaysThatItAppendsNothing() throws Exception {
    bench.fileset("data", 1, 1, 100);
    assertEquals(0, bench.once("appendfilerand filesetname=data"));
    assertEquals(List.of("appendfilerand without iosize appends nothing"), bench.engine.notes);
  }
}
