package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class UnlockFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void givesUpEveryLockOfTheFileInItsSlot() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 65_536);
    bench.once("lock filesetname=data,iosize=4k,fd=1");
    bench.once("write filesetname=data,iosize=4k,fd=1");
    bench.once("lock filesetname=data,iosize=4k,fd=1");
    assertEquals(List.of("unlock 0 0"), bench.timed(bench.bind("unlock fd=1")));
    Capability.Locks locks =
        Objects.requireNonNull(bench.session().capability(Capability.Locks.class));
    try (FileHandle other = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ_WRITE)) {
      assertTrue(locks.tryLock(other, 0, 0, true));
    }
  }

  @Test
  void anEmptySlotIsAnErrorThatNamesIt() throws Exception {
    Flowop unlock = bench.bind("unlock fd=7");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(unlock));
    assertTrue(e.getMessage().contains("unlock slot fd=7, which is empty"), e.getMessage());
  }
}
