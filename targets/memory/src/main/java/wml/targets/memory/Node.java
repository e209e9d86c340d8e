package wml.targets.memory;

import org.jspecify.annotations.Nullable;
import wml.api.target.FileStat;

/** What a name stands for. */
abstract sealed class Node permits MemoryDirectory, MemoryFile, MemoryLink {
  private final long inode;
  private volatile int mode;
  private volatile long accessedNanos;
  private volatile long modifiedNanos;
  private volatile @Nullable NamedValues values;

  Node(long inode, int mode) {
    this.inode = inode;
    this.mode = mode;
  }

  final void changeMode(int newMode) {
    mode = newMode;
  }

  final int mode() {
    return mode;
  }

  /** Nothing but this changes the times: that would be a cost that a store of bytes lacks. */
  final void changeTimes(long newAccessedNanos, long newModifiedNanos) {
    accessedNanos = newAccessedNanos;
    modifiedNanos = newModifiedNanos;
  }

  /** Extended attributes, if it ever had any. */
  final @Nullable NamedValues valuesIfAny() {
    return values;
  }

  final synchronized NamedValues values() {
    NamedValues had = values;
    if (had == null) {
      had = new NamedValues();
      values = had;
    }
    return had;
  }

  void stat(FileStat into) {
    into.inode = inode;
    into.mode = mode;
    into.accessedNanos = accessedNanos;
    into.modifiedNanos = modifiedNanos;
  }
}
