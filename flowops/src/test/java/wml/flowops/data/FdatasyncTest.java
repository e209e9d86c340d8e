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

final class FdatasyncTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void syncsTheDataOfItsSlot() throws Exception {
    bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=3");
    assertEquals(List.of("sync DATA"), bench.timed(bench.bind("fdatasync fd=3")));
  }

  @Test
  void anEmptySlotIsAnErrorThatNamesIt() throws Exception {
    Flowop sync = bench.bind("fdatasync fd=7");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(sync));
    assertTrue(e.getMessage().contains("fdatasync slot fd=7, which is empty"), e.getMessage());
  }
}
