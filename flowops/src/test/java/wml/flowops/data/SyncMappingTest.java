package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.TargetException;
import wml.flowops.Workbench;

final class SyncMappingTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void syncsTheMappingOfItsSlot() throws Exception {
    bench.fileset("data", 1, 1, 8192);
    bench.once("mmapwrite filesetname=data,iosize=4k,fd=1");
    assertEquals(List.of("sync"), bench.timed(bench.bind("msync fd=1")));
  }

  @Test
  void mapsAFileThatIsNotMapped() throws Exception {
    bench.fileset("data", 1, 1, 8192);
    bench.once("openfile filesetname=data,fd=1");
    assertEquals(List.of("fstat", "map 8192 true", "sync"), bench.timed(bench.bind("msync fd=1")));
  }

  @Test
  void anEmptySlotIsAnErrorThatNamesIt() throws Exception {
    Flowop sync = bench.bind("msync fd=7");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(sync));
    assertTrue(e.getMessage().contains("msync slot fd=7, which is empty"), e.getMessage());
  }
}
