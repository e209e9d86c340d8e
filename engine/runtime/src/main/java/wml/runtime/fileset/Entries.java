package wml.runtime.fileset;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Population;
import wml.api.target.FilePath;

/**
 * The entries of a fileset of one kind. Shared by all threads, lock-free, allocates nothing after
 * construction; 4.26 bytes per entry.
 *
 * <ol>
 *   <li>One int per entry says what it is: missing, existing or claimed, and how often it is
 *       pinned. Only changes of that int decide who gets an entry, so no pick backs out after
 *       having disturbed another one.
 *   <li>Two sets lead to the entries that exist and that are missing. Only the owner of a claim
 *       changes an entry's bits: it clears the one <em>after</em> it got the claim and sets the
 *       other <em>before</em> it gives the claim up. So an available entry is always in its set,
 *       and a set may show an entry that is just being claimed, which costs a look at its state.
 *   <li>A rotor is moved by compare and set from the value that the search started with. A single
 *       thread therefore sees 0, 1, 2, ...; of two threads that found the same entry to pin, one
 *       searches again.
 *   <li>{@link #claimPinned} takes its caller's pin: whoever deletes what it has open has closed
 *       it.
 * </ol>
 */
final class Entries implements Population {
  private static final int EXISTS = 1 << 30;
  private static final int CLAIMED = 1 << 29;
  private static final int FLAGS = EXISTS | CLAIMED;
  private static final int PINS = CLAIMED - 1;

  /** Counters that threads change lie this far apart, so that they share no cache line pair. */
  private static final int STRIDE = 32;

  private static final int PIN_ROTOR = STRIDE;
  private static final int MISSING_ROTOR = 2 * STRIDE;
  private static final int DELETABLE_ROTOR = 3 * STRIDE;
  private static final int EXISTING = 4 * STRIDE;
  private static final int COUNTERS = 6 * STRIDE;

  /** What a search wants to do with the entry that it finds. */
  private enum Want {
    PIN,
    CLAIM_MISSING,
    CLAIM_DELETABLE
  }

  private final int entries;
  private final EntryPaths paths;
  private final boolean nearHalves;
  private final AtomicIntegerArray states;
  private final AtomicIntegerArray counters = new AtomicIntegerArray(COUNTERS);
  private final IndexedBits existing;
  private final IndexedBits missing;
  private @Nullable IntConsumer deletions;

  /**
   * All entries are missing.
   *
   * @param nearHalves a near pick of v starts at (v x entries / 2) mod entries, as Filebench's does
   *     for leaf directories, which is the first entry or the middle one; else at v mod entries
   */
  Entries(int entries, EntryPaths paths, boolean nearHalves) {
    this.entries = entries;
    this.paths = paths;
    this.nearHalves = nearHalves;
    states = new AtomicIntegerArray(entries);
    existing = new IndexedBits(entries);
    missing = new IndexedBits(entries);
    missing.fill(true);
  }

  /** Makes all entries exist, or none; forgets pins and rotors. While no other thread uses it. */
  void reset(boolean exist) {
    existing.fill(exist);
    missing.fill(!exist);
    for (int entry = 0; entry < entries; entry++) {
      states.setPlain(entry, exist ? EXISTS : 0);
    }
    for (int counter = 0; counter < COUNTERS; counter++) {
      counters.set(counter, 0);
    }
    counters.set(EXISTING, exist ? entries : 0);
  }

  /** Tells of each entry that is about to be deleted. Before other threads use it. */
  void beforeDeletion(IntConsumer listener) {
    deletions = listener;
  }

  /** A missing entry exists from now on: for those that build the tree. */
  void found(int entry) {
    if (!tryClaimMissing(entry)) {
      throw new IllegalStateException("entry " + entry + " was found twice");
    }
    existing.add(entry);
    states.addAndGet(entry, EXISTS - CLAIMED);
    counters.incrementAndGet(EXISTING);
  }

  @Override
  public int entries() {
    return entries;
  }

  @Override
  public int existing() {
    return counters.get(EXISTING);
  }

  @Override
  public int pinNext() {
    while (entries > 0) {
      int start = counters.get(PIN_ROTOR);
      int entry = existing.next(start);
      if (entry == NONE) {
        entry = existing.next(0);
      }
      if (entry == NONE) {
        return search(Want.PIN, start);
      }
      if (counters.compareAndSet(PIN_ROTOR, start, after(entry))) {
        return tryPin(entry) ? entry : search(Want.PIN, after(entry));
      }
    }
    return NONE;
  }

  @Override
  public int pinNear(long value) {
    return search(Want.PIN, near(value));
  }

  @Override
  public int pinWithin(int start, int from, int to) {
    return search(Want.PIN, start, from, to);
  }

  @Override
  public void unpin(int entry) {
    if ((states.getAndDecrement(entry) & PINS) == 0) {
      throw new IllegalStateException("entry " + entry + " was not pinned");
    }
  }

  @Override
  public int claimMissing() {
    return searchFromRotor(Want.CLAIM_MISSING, MISSING_ROTOR);
  }

  @Override
  public int claimMissingNear(long value) {
    return search(Want.CLAIM_MISSING, near(value));
  }

  @Override
  public int claimMissingWithin(int start, int from, int to) {
    return search(Want.CLAIM_MISSING, start, from, to);
  }

  @Override
  public void created(int entry) {
    requireClaimed(entry, 0);
    existing.add(entry);
    counters.incrementAndGet(EXISTING);
    states.addAndGet(entry, EXISTS - CLAIMED + 1);
  }

  @Override
  public void abandon(int entry) {
    requireClaimed(entry, 0);
    missing.add(entry);
    states.addAndGet(entry, -CLAIMED);
  }

  @Override
  public int claimDeletable() {
    return searchFromRotor(Want.CLAIM_DELETABLE, DELETABLE_ROTOR);
  }

  @Override
  public int claimDeletableNear(long value) {
    return search(Want.CLAIM_DELETABLE, near(value));
  }

  @Override
  public int claimDeletableWithin(int start, int from, int to) {
    return search(Want.CLAIM_DELETABLE, start, from, to);
  }

  @Override
  public boolean claimPinned(int entry) {
    return claimExisting(entry, 1);
  }

  @Override
  public void deleted(int entry) {
    requireClaimed(entry, EXISTS);
    missing.add(entry);
    counters.decrementAndGet(EXISTING);
    states.addAndGet(entry, -EXISTS - CLAIMED);
  }

  @Override
  public void restore(int entry) {
    requireClaimed(entry, EXISTS);
    existing.add(entry);
    states.addAndGet(entry, -CLAIMED);
  }

  @Override
  public void path(int entry, FilePath into) {
    paths.path(entry, into);
  }

  /** Heap bytes of states and sets. */
  long footprintBytes() {
    return 4L * entries + existing.footprintBytes() + missing.footprintBytes();
  }

  private int after(int entry) {
    return entry + 1 == entries ? 0 : entry + 1;
  }

  private int near(long value) {
    if (entries == 0) {
      return 0;
    }
    if (nearHalves) {
      return (value & 1) == 0 ? 0 : entries / 2;
    }
    return (int) Math.floorMod(value, (long) entries);
  }

  private int searchFromRotor(Want want, int rotor) {
    int start = counters.get(rotor);
    int entry = search(want, start);
    if (entry != NONE) {
      counters.compareAndSet(rotor, start, after(entry));
    }
    return entry;
  }

  private int search(Want want, int start) {
    return search(want, start, 0, entries);
  }

  /**
   * One turn around the circle by the index; if that finds nothing, another by the lowest level,
   * which a range of one entry has been looked up in already.
   */
  private int search(Want want, int start, int from, int to) {
    IndexedBits set = want == Want.CLAIM_MISSING ? missing : existing;
    int entry = turn(want, set, start, from, to, false);
    if (entry == NONE
        && to - from > 1
        && (set == missing ? entries - existing() : existing()) > 0) {
      entry = turn(want, set, start, from, to, true);
    }
    return entry;
  }

  private int turn(Want want, IndexedBits set, int start, int from, int to, boolean scan) {
    int at = start;
    boolean wrapped = false;
    while (true) {
      int entry = scan ? set.nextByScan(at) : set.next(at);
      if (!wrapped && (entry == NONE || entry >= to)) {
        wrapped = true;
        at = from;
        continue;
      }
      if (entry == NONE || (wrapped && entry >= start)) {
        return NONE;
      }
      boolean taken =
          switch (want) {
            case PIN -> tryPin(entry);
            case CLAIM_MISSING -> tryClaimMissing(entry);
            case CLAIM_DELETABLE -> claimExisting(entry, 0);
          };
      if (taken) {
        return entry;
      }
      at = entry + 1;
    }
  }

  private boolean tryPin(int entry) {
    while (true) {
      int state = states.get(entry);
      if ((state & FLAGS) != EXISTS) {
        return false;
      }
      if (states.compareAndSet(entry, state, state + 1)) {
        return true;
      }
    }
  }

  private boolean tryClaimMissing(int entry) {
    while (true) {
      int state = states.get(entry);
      if ((state & FLAGS) != 0) {
        return false;
      }
      if (states.compareAndSet(entry, state, state | CLAIMED)) {
        missing.remove(entry);
        return true;
      }
    }
  }

  private boolean claimExisting(int entry, int pins) {
    if (!states.compareAndSet(entry, EXISTS | pins, EXISTS | CLAIMED)) {
      return false;
    }
    existing.remove(entry);
    if (deletions != null) {
      deletions.accept(entry);
    }
    return true;
  }

  private void requireClaimed(int entry, int exists) {
    if ((states.get(entry) & FLAGS) != (CLAIMED | exists)) {
      throw new IllegalStateException("entry " + entry + " was not claimed by its caller");
    }
  }
}
