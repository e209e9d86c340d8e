package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.AsyncTransfers;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.flowops.Workbench;

final class AioWaitTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void reapsAtLeastHalf() throws Exception {
    bench.fileset("data", 1, 1, 65536);
    Flowop write = bench.bind("aiowrite filesetname=data,iosize=4k,random");
    for (int i = 0; i < 5; i++) {
      bench.call(write);
    }
    AsyncTransfers writes = bench.asyncTransfers();
    assertEquals(5, writes.outstanding());
    assertEquals(0, bench.once("aiowait"));
    assertTrue(writes.outstanding() <= 2, "left " + writes.outstanding());
  }

  @Test
  void withNothingUnderWayItReturnsAtOnce() throws Exception {
    assertEquals(0, bench.once("aiowait"));
  }

  @Test
  void anErrorOfAWriteIsAnErrorOfTheWait() throws Exception {
    bench.fileset("data", 1, 1, 4096).only(OpenMode.READ);
    assertEquals(4096, bench.once("aiowrite filesetname=data,iosize=4k"));
    Flowop wait = bench.bind("aiowait");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(wait));
    assertEquals(ErrorKind.EBADF, e.kind());
    assertEquals(0, bench.call(wait));
  }

  @Test
  void aWriteAcceptedInPartIsAnErrorOfTheWait() throws Exception {
    bench.fileset("data", 1, 1, 4096);
    bench.limitWrites(1000);
    bench.once("aiowrite filesetname=data,iosize=4k");
    Flowop wait = bench.bind("aiowait");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(wait));
    assertEquals(ErrorKind.EIO, e.kind());
    assertEquals(0, bench.call(wait));
  }
}
