package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class CloseFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void closesWhatIsInUseInItsSlot() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.once("openfile filesetname=data,fd=2");
    assertEquals(List.of("close"), bench.timed(bench.bind("closefile fd=2")));
    assertNull(bench.files().inUse(2));
    assertEquals("", data.files().held());
  }

  @Test
  void closesAFileOpenedInPassing() throws Exception {
    bench.fileset("data", 1, 1, 100);
    bench.once("read filesetname=data,iosize=10");
    assertEquals(0, bench.once("closefile"));
    assertNull(bench.files().inUse(0));
  }

  @Test
  void anEmptySlotIsAnErrorThatNamesIt() throws Exception {
    Flowop close = bench.bind("closefile fd=9");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(close));
    assertEquals(ErrorKind.EBADF, e.kind());
    assertTrue(e.getMessage().contains("closefile slot fd=9, which is empty"), e.getMessage());
  }
}
