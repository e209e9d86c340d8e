package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class ReadVectorTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void readsInPartsAndStartsOverAtTheEnd() throws Exception {
    bench.fileset("data", 1, 1, 10_240);
    Flowop read = bench.bind("readv filesetname=data,iosize=4k,vectors=8");
    assertEquals(4096, bench.call(read));
    assertEquals(List.of("read 4096 in 8 4096"), bench.timed(read));
    assertEquals(2048, bench.call(read));
    bench.trace();
    assertEquals(4096, bench.call(read));
    assertEquals(List.of("read 4096 in 8 10240", "read 4096 in 8 0"), bench.trace());
  }

  @Test
  void numbersOfPartsThatNoTargetTakesAreRefused() throws Exception {
    bench.fileset("data", 1, 1, 100);
    assertThrows(BindException.class, () -> bench.bind("readv filesetname=data,vectors=1025"));
    assertThrows(BindException.class, () -> bench.bind("readv filesetname=data,vectors=0"));
  }
}
