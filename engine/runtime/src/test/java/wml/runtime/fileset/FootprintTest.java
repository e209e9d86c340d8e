package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.fileset.Population;
import wml.api.target.FilePath;

/** What a file costs; Filebench takes about 104 bytes. */
final class FootprintTest {
  private static final int FILES = 1_000_000;
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  /** The least of several, since what other tests left goes in stages. */
  private static long usedBytes() {
    long least = Long.MAX_VALUE;
    for (int collection = 0; collection < 4; collection++) {
      MEMORY.gc();
      least = Math.min(least, MEMORY.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static double bytesPerFile(Plans plan) {
    long before = usedBytes();
    LaidOutFileset fileset = FilesetBuilder.layOut(List.of(plan.plan()), 1, false).get(0);
    try {
      double perFile = (usedBytes() - before) / (double) FILES;
      double computed = fileset.footprintBytes() / (double) FILES;
      assertEquals(computed, perFile, 1, "the heap's growth is what the columns add up to");
      return perFile;
    } finally {
      Reference.reachabilityFence(fileset);
    }
  }

  @Test
  void aFileTakesLittleHeap() {
    Plans usual = Plans.named("a").files(FILES, 20).size(Plans.gammaSize(16384)).prealloc(80);
    assertTrue(bytesPerFile(usual) < 14, "4 directory + 4 size + 4.4 state + directories");
    assertTrue(bytesPerFile(Plans.named("a").files(FILES, 1_000_000)) < 9, "equal sizes");
    Plans worst = usual.files(FILES, 0).size(Plans.gammaSize(1L << 33));
    assertTrue(bytesPerFile(worst) < 36, "large sizes, a directory per file");
  }

  @Test
  void picksAndPathsAllocateNothing() {
    LaidOutFileset fileset =
        FilesetBuilder.layOut(List.of(Plans.named("a").files(FILES, 20).plan()), 1, false).get(0);
    Entries files = fileset.files();
    files.reset(true);
    FilePath path = new FilePath();
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20_000; i++) {
        int pinned = files.pinNext();
        files.path(pinned, path);
        files.unpin(pinned);
        files.deleted(files.claimDeletable());
        int created = files.claimMissing();
        files.created(created);
        files.unpin(created);
      }
      best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(best < 2000, best + " bytes by 20,000 rounds");
    assertEquals(Population.NONE, files.claimMissing());
  }
}
