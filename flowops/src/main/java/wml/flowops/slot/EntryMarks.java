package wml.flowops.slot;

import java.util.BitSet;
import wml.api.fileset.Population;

/**
 * Entries of a population that a flowop has been to: one bit each. Owned by one thread; allocates
 * nothing after construction.
 */
public final class EntryMarks {
  private final BitSet marked;

  public EntryMarks(int entries) {
    marked = new BitSet(entries);
  }

  /** False for {@link Population#NONE}. */
  public boolean contains(int entry) {
    return entry != Population.NONE && marked.get(entry);
  }

  /** Marks an entry; {@link Population#NONE} never is. */
  public void add(int entry) {
    if (entry != Population.NONE) {
      marked.set(entry);
    }
  }

  public void remove(int entry) {
    if (entry != Population.NONE) {
      marked.clear(entry);
    }
  }
}
