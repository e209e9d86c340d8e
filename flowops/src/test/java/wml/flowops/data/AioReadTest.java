package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.AsyncTransfers;
import wml.api.flowop.Flowop;
import wml.flowops.Offsets;
import wml.flowops.Workbench;

final class AioReadTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void randomReadsReachEveryBlockEqually() throws Exception {
    bench.fileset("data", 1, 1, 64 * 1024);
    Offsets.assertUniform(
        Offsets.of(bench, "aioread filesetname=data,iosize=4k,random", 8000), 4096, 16);
  }

  @Test
  void sequentialReadStartsOverAtTheSize() throws Exception {
    bench.fileset("data", 1, 1, 10240);
    Flowop read = bench.bind("aioread filesetname=data,iosize=4k");
    assertEquals(List.of("read 4096@0"), bench.timed(read));
    assertEquals(List.of("read 4096@4096"), bench.timed(read));
    assertEquals(List.of("read 2048@8192"), bench.timed(read));
    assertEquals(List.of("read 4096@0"), bench.timed(read));
  }

  @Test
  void aioWaitReapsHalfOfReadsAndWrites() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop read = bench.bind("aioread filesetname=data,iosize=4k");
    Flowop write = bench.bind("aiowrite filesetname=data,iosize=4k,random");
    assertEquals(4096, bench.call(read));
    assertEquals(4096, bench.call(write));
    bench.once("aiowait");
    assertEquals(0, bench.asyncTransfers().outstanding());
  }

  @Test
  void aFullQueueDoesNotHoldUpTheEndOfTheRun() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop read = bench.bind("aioread filesetname=data,iosize=1");
    for (int i = 0; i < AsyncTransfers.MAX_DEPTH; i++) {
      bench.call(read);
    }
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.call(read));
  }
}
