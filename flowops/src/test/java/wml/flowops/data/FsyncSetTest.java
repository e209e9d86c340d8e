package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class FsyncSetTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void syncsWhatTheThreadHasOpenOfItsFileset() throws Exception {
    bench.fileset("data", 3, 3, 100);
    bench.fileset("other", 1, 1, 100);
    bench.once("openfile filesetname=data,fd=1");
    bench.once("read filesetname=data,iosize=10");
    bench.once("openfile filesetname=other,fd=2");
    Flowop sync = bench.bind("fsyncset filesetname=data");
    assertEquals(List.of("sync ALL", "sync ALL"), bench.timed(sync));
    assertEquals(0, bench.call(sync));
  }

  @Test
  void withNothingOpenItDoesNothing() throws Exception {
    bench.fileset("data", 1, 1, 100);
    assertEquals(List.of(), bench.timed(bench.bind("fsyncset filesetname=data")));
  }

  @Test
  void needsAFileset() {
    assertThrows(BindException.class, () -> bench.bind("fsyncset"));
  }
}
