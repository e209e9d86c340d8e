package wml.targets.memory;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import wml.api.target.FileStat;
import wml.api.target.NameSink;

/**
 * Names and what they stand for. Looking up takes no lock; a change locks the directory, so that
 * nothing is added to one that was just removed.
 */
final class MemoryDirectory extends Node {
  private final ConcurrentHashMap<Name, Node> entries = new ConcurrentHashMap<>();
  private volatile MemoryDirectory parent;
  private boolean removed;

  /**
   * @param parent null for the root, which is its own parent
   */
  MemoryDirectory(long inode, @Nullable MemoryDirectory parent) {
    super(inode, 0755);
    this.parent = parent == null ? this : parent;
  }

  MemoryDirectory parent() {
    return parent;
  }

  void movedTo(MemoryDirectory newParent) {
    parent = newParent;
  }

  @Nullable Node get(Name name) {
    return entries.get(name);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether it was removed; ask with the directory locked. */
  boolean isRemoved() {
    return removed;
  }

  /** Adds a copy of the name, or replaces what it stands for; call with the directory locked. */
  void put(Name name, Node node) {
    entries.put(name.copy(), node);
  }

  /** Call with the directory locked. */
  void drop(Name name) {
    entries.remove(name);
  }

  /** Marks an empty directory as removed; false if it has entries. */
  synchronized boolean retire() {
    if (isEmpty()) {
      removed = true;
    }
    return removed;
  }

  /** The names: each that is there all the while comes once. */
  Iterator<Name> names() {
    return entries.keySet().iterator();
  }

  int list(NameSink names) {
    int count = 0;
    for (var entry : entries.entrySet()) {
      byte[] utf8 = entry.getKey().utf8();
      names.name(utf8, utf8.length, entry.getValue() instanceof MemoryDirectory);
      count++;
    }
    return count;
  }

  @Override
  void stat(FileStat into) {
    super.stat(into);
    into.type = FileStat.Type.DIRECTORY;
    into.sizeBytes = 0;
    into.links = 2;
  }
}
