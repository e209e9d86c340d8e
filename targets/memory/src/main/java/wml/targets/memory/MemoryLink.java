package wml.targets.memory;

import java.lang.foreign.ValueLayout;
import wml.api.target.FilePath;
import wml.api.target.FileStat;

/** A symbolic link. Immutable but for what every node has. */
final class MemoryLink extends Node {
  private final byte[] content;

  MemoryLink(long inode, FilePath content) {
    super(inode, 0777);
    this.content = content.memory().asSlice(0, content.length()).toArray(ValueLayout.JAVA_BYTE);
  }

  /** The path that it holds: not empty. */
  byte[] content() {
    return content;
  }

  @Override
  void stat(FileStat into) {
    super.stat(into);
    into.type = FileStat.Type.SYMBOLIC_LINK;
    into.sizeBytes = content.length;
    into.links = 1;
  }
}
