package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.flowops.Workbench;

final class FsyncTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void syncsDataAndMetadataOfItsSlot() throws Exception {
    bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=3");
    bench.once("openfile filesetname=data,fd=4");
    assertEquals(List.of("sync ALL"), bench.timed(bench.bind("fsync fd=3")));
  }

  @Test
  void anEmptySlotIsAnErrorThatNamesIt() throws Exception {
    Flowop fsync = bench.bind("fsync fd=7");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(fsync));
    assertEquals(ErrorKind.EBADF, e.kind());
    assertTrue(e.getMessage().contains("fsync slot fd=7, which is empty"), e.getMessage());
  }
}
