package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class WriteVectorTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void writesInPartsFromItsPositionOn() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 8192);
    Flowop write = bench.bind("writev filesetname=data,iosize=4k,vectors=3");
    assertEquals(List.of("write 4096 in 3 0"), bench.timed(write));
    assertEquals(List.of("write 4096 in 3 4096"), bench.timed(write));
    assertEquals(List.of("write 4096 in 3 0"), bench.timed(write));
    assertEquals(8192, bench.sizeOf(data.file(0)));
  }
}
