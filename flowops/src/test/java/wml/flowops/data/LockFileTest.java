package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class LockFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  private Capability.Locks locks() {
    return Objects.requireNonNull(bench.session().capability(Capability.Locks.class));
  }

  @Test
  void locksTheRangeThatIsWrittenNext() throws Exception {
    bench.fileset("data", 1, 1, 65_536);
    Flowop lock = bench.bind("lock filesetname=data,iosize=4k");
    assertEquals(List.of("tryLock 0 4096 true"), bench.timed(lock));
    bench.once("write filesetname=data,iosize=4k");
    assertEquals(List.of("tryLock 4096 4096 true"), bench.timed(lock));
  }

  @Test
  void withoutSizeItLocksTheWholeFile() throws Exception {
    bench.fileset("data", 1, 1, 65_536);
    assertEquals(
        List.of("tryLock 0 0 false"), bench.timed(bench.bind("lock filesetname=data,shared")));
  }

  @Test
  void waitsForAnotherHandleUntilTheRunEnds() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 65_536);
    Flowop lock = bench.bind("lock filesetname=data");
    try (FileHandle other = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ_WRITE)) {
      assertTrue(locks().tryLock(other, 100, 1, true));
      bench.stopped = true;
      assertEquals(Flowop.INTERRUPTED, bench.call(lock));
      assertEquals(1, bench.sleeps.size());
      locks().unlock(other, 0, 0);
      assertEquals(0, bench.call(lock));
      assertFalse(locks().tryLock(other, 100, 1, true));
    }
  }

  @Test
  void triesAgainLessAndLessOften() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 65_536);
    Flowop lock = bench.bind("lock filesetname=data");
    try (FileHandle other = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ_WRITE)) {
      assertTrue(locks().tryLock(other, 100, 1, true));
      bench.stopAfterSleeps = 20;
      long start = System.nanoTime();
      assertEquals(Flowop.INTERRUPTED, bench.call(lock));
      assertEquals(20, bench.sleeps.size());
      assertTrue(bench.sleeps.getFirst() - start >= 20_000);
      assertTrue(bench.sleeps.getLast() - start >= 1_000_000);
    }
  }
}
