package wml.targets.memory;

import wml.api.target.FileStat;

/** What a name stands for. */
abstract sealed class Node permits MemoryDirectory, MemoryFile {
  private final long inode;

  Node(long inode) {
    this.inode = inode;
  }

  final long inode() {
    return inode;
  }

  abstract void stat(FileStat into);
}
