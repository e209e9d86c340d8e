package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wml.api.fileset.Population;
import wml.api.random.RandomStream;

final class EntriesTest {
  private static Entries entries(int count, boolean exist) {
    Entries entries = new Entries(count, (entry, into) -> into.clear(), false);
    entries.reset(exist);
    return entries;
  }

  @Test
  void oneThreadPinsInOrder() {
    Entries entries = entries(3, true);
    assertEquals(0, entries.pinNext());
    assertEquals(1, entries.pinNext());
    assertEquals(2, entries.pinNext());
    assertEquals(0, entries.pinNext(), "pinned twice: opens may share a file");
  }

  @Test
  void eachKindOfPickHasItsOwnRotor() {
    Entries entries = entries(4, true);
    entries.unpin(entries.pinNext());
    entries.unpin(entries.pinNext());
    int deleted = entries.claimDeletable();
    assertEquals(0, deleted);
    entries.deleted(deleted);
    assertEquals(0, entries.claimMissing());
    entries.created(0);
    entries.unpin(0);
    assertEquals(2, entries.pinNext());
    assertEquals(1, entries.claimDeletable());
  }

  @Test
  void picksSkipWhatDoesNotFit() {
    Entries entries = entries(5, false);
    entries.found(3);
    assertEquals(3, entries.pinNext());
    assertEquals(3, entries.pinNear(4), "in a circle");
    assertEquals(3, entries.pinNear(-8), "-8 mod 5 is 2");
    assertEquals(Population.NONE, entries.claimDeletable(), "it is pinned");
    assertEquals(4, entries.claimMissingNear(3));
    assertEquals(1, entries.existing());
  }

  @Test
  void nearPickDoesNotMoveTheRotor() {
    Entries entries = entries(5, true);
    assertEquals(3, entries.pinNear(13));
    assertEquals(0, entries.pinNext());
  }

  @Test
  void picksWithinARangeGoRoundInIt() {
    Entries entries = entries(300, true);
    assertEquals(198, entries.pinWithin(198, 100, 200));
    assertEquals(199, entries.claimDeletableWithin(198, 100, 200), "198 is pinned");
    assertEquals(100, entries.claimDeletableWithin(199, 100, 200), "199 is claimed: in a circle");
    assertEquals(101, entries.pinWithin(199, 100, 200));
    assertEquals(Population.NONE, entries.pinWithin(199, 199, 200));
    entries.deleted(199);
    assertEquals(199, entries.claimMissingWithin(150, 100, 200));
    assertEquals(Population.NONE, entries.claimMissingWithin(0, 0, 300));
    assertEquals(0, entries.pinNext(), "the rotor has not moved");
  }

  @Test
  void nearPickOfLeafDirectoriesStartsAtTheFirstOrTheMiddle() {
    Entries leaves = new Entries(11, (entry, into) -> into.clear(), true);
    leaves.reset(true);
    assertEquals(5, leaves.pinNear(1));
    assertEquals(0, leaves.pinNear(2));
    assertEquals(5, leaves.pinNear(Long.MAX_VALUE));
  }

  @Test
  void pinnedEntryIsNotDeletedByOthers() {
    Entries entries = entries(1, true);
    assertEquals(0, entries.pinNext());
    assertEquals(Population.NONE, entries.claimDeletable());
    entries.unpin(0);
    assertEquals(0, entries.claimDeletable());
    assertEquals(Population.NONE, entries.pinNext());
    entries.restore(0);
    assertEquals(0, entries.pinNext());
  }

  @Test
  void ownPinAllowsDeletionAndGoesWithIt() {
    Entries entries = entries(1, true);
    entries.pinNext();
    entries.pinNext();
    assertFalse(entries.claimPinned(0), "pinned by another too");
    entries.unpin(0);
    assertTrue(entries.claimPinned(0));
    assertFalse(entries.claimPinned(0));
    entries.deleted(0);
    assertEquals(0, entries.claimMissing());
    entries.created(0);
    assertTrue(entries.claimPinned(0), "the pin of before is gone");
  }

  @Test
  void abandonedEntryIsStillMissing() {
    Entries entries = entries(1, false);
    assertEquals(0, entries.claimMissing());
    assertEquals(Population.NONE, entries.claimMissing());
    entries.abandon(0);
    assertEquals(0, entries.claimMissing());
    assertEquals(0, entries.existing());
  }

  @Test
  void brokenCallersAreFound() {
    Entries entries = entries(2, true);
    assertThrows(IllegalStateException.class, () -> entries.unpin(0));
    assertThrows(IllegalStateException.class, () -> entries.deleted(1));
    assertThrows(IllegalStateException.class, () -> entries.created(1));
    assertThrows(IllegalStateException.class, () -> entries.restore(1));
    assertThrows(IllegalStateException.class, () -> entries.abandon(1));
    assertThrows(IllegalStateException.class, () -> entries.found(1));
  }

  @Test
  void emptyPopulationGivesNothing() {
    Entries entries = entries(0, true);
    assertEquals(Population.NONE, entries.pinNext());
    assertEquals(Population.NONE, entries.pinNear(3));
    assertEquals(Population.NONE, entries.claimMissing());
    assertEquals(Population.NONE, entries.claimDeletableNear(1));
  }

  /** The last member of 10 million, and of each smaller level, is found at once. */
  @Test
  void findsTheOnlyEntryWhereverItIs() {
    int count = 10_000_000;
    Entries entries = entries(count, false);
    for (int entry : List.of(0, 63, 64, 4095, 4096, 262_143, 262_144, count - 1)) {
      entries.found(entry);
      for (int start : List.of(0, entry, Math.max(0, entry - 1), entry + 1, count - 1)) {
        assertEquals(entry, entries.pinNear(start));
        entries.unpin(entry);
      }
      entries.deleted(entries.claimDeletable());
    }
  }

  /** Each entry has at most one owner, and nobody owns what another has pinned. */
  @Test
  @Timeout(60)
  void threadsNeverTakeWhatOthersHave() throws Exception {
    for (int size : List.of(1, 3, 64, 200)) {
      stress(size, 4, 40_000);
    }
  }

  private static void stress(int size, int threads, int rounds) throws Exception {
    Entries entries = entries(size, false);
    AtomicIntegerArray owners = new AtomicIntegerArray(size);
    AtomicIntegerArray holders = new AtomicIntegerArray(size);
    AtomicInteger alive = new AtomicInteger();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      RandomStream random = new RandomStream(RandomStream.derive(7, "stress", size + "/" + t));
      tasks.add(
          () -> {
            for (int round = 0; round < rounds; round++) {
              step(entries, owners, holders, alive, random);
            }
            return null;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> done : pool.invokeAll(tasks, 50, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(alive.get(), entries.existing());
    int pinnable = 0;
    int missing = 0;
    while (entries.claimDeletable() != Population.NONE) {
      pinnable++;
    }
    while (entries.claimMissing() != Population.NONE) {
      missing++;
    }
    assertEquals(alive.get(), pinnable, "no pin was left behind");
    assertEquals(size, pinnable + missing, "nothing was lost");
  }

  private static void step(
      Entries entries,
      AtomicIntegerArray owners,
      AtomicIntegerArray holders,
      AtomicInteger alive,
      RandomStream random) {
    long value = random.nextLong(1000);
    switch ((int) random.nextLong(4)) {
      case 0 -> {
        int entry = (value & 1) == 0 ? entries.claimMissing() : entries.claimMissingNear(value);
        if (entry != Population.NONE) {
          assertEquals(1, owners.incrementAndGet(entry), "created by two");
          owners.decrementAndGet(entry);
          if ((value & 2) == 0) {
            alive.incrementAndGet();
            holders.incrementAndGet(entry);
            entries.created(entry);
            holders.decrementAndGet(entry);
            entries.unpin(entry);
          } else {
            entries.abandon(entry);
          }
        }
      }
      case 1 -> {
        int entry = (value & 1) == 0 ? entries.claimDeletable() : entries.claimDeletableNear(value);
        if (entry != Population.NONE) {
          giveUp(entries, owners, holders, alive, entry, (value & 2) == 0);
        }
      }
      case 2 -> {
        int entry = entries.pinNext();
        if (entry != Population.NONE) {
          if (entries.claimPinned(entry)) {
            giveUp(entries, owners, holders, alive, entry, (value & 2) == 0);
          } else {
            entries.unpin(entry);
          }
        }
      }
      default -> {
        int entry = (value & 1) == 0 ? entries.pinNext() : entries.pinNear(value);
        if (entry != Population.NONE) {
          holders.incrementAndGet(entry);
          assertEquals(0, owners.get(entry), "claimed while pinned");
          holders.decrementAndGet(entry);
          entries.unpin(entry);
        }
      }
    }
  }

  private static void giveUp(
      Entries entries,
      AtomicIntegerArray owners,
      AtomicIntegerArray holders,
      AtomicInteger alive,
      int entry,
      boolean delete) {
    assertEquals(1, owners.incrementAndGet(entry), "claimed by two");
    assertEquals(0, holders.get(entry), "claimed while another holds it");
    owners.decrementAndGet(entry);
    if (delete) {
      alive.decrementAndGet();
      entries.deleted(entry);
    } else {
      entries.restore(entry);
    }
  }

  @Test
  @Timeout(60)
  void concurrentCreatorsAndDeletersMeetEachEntryOnce() throws Exception {
    int size = 20_000;
    Entries entries = entries(size, false);
    for (int phase = 0; phase < 4; phase++) {
      boolean create = phase % 2 == 0;
      AtomicIntegerArray seen = new AtomicIntegerArray(size);
      Callable<Integer> task =
          () -> {
            int count = 0;
            while (true) {
              int entry = create ? entries.claimMissing() : entries.claimDeletable();
              if (entry == Population.NONE) {
                return count;
              }
              seen.incrementAndGet(entry);
              count++;
              if (create) {
                entries.created(entry);
                entries.unpin(entry);
              } else {
                entries.deleted(entry);
              }
            }
          };
      ExecutorService pool = Executors.newFixedThreadPool(3);
      int total = 0;
      try {
        for (Future<Integer> done :
            pool.invokeAll(List.of(task, task, task), 50, TimeUnit.SECONDS)) {
          total += done.get();
        }
      } finally {
        pool.shutdownNow();
      }
      assertEquals(size, total);
      for (int entry = 0; entry < size; entry++) {
        assertEquals(1, seen.get(entry));
      }
    }
  }
}
