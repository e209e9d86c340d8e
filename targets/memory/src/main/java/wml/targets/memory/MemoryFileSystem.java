package wml.targets.memory;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;

/** One tree of directories and files with the pages behind them. Shared by all threads. */
final class MemoryFileSystem implements Deployment {
  private final PageStore pages;
  private final AtomicLong lastInode = new AtomicLong(1);
  private final MemoryDirectory root = new MemoryDirectory(1, null);

  /**
   * Held by whoever moves or removes directories. Everything else locks one directory at a time, so
   * only the holder may lock several.
   */
  final Object moves = new Object();

  MemoryFileSystem(long limitBytes, Consumer<String> notes) {
    pages = new PageStore(limitBytes, notes);
  }

  MemoryDirectory root() {
    return root;
  }

  /** A file with no bytes that its name and one handle refer to. */
  MemoryFile newFile() {
    return new MemoryFile(lastInode.incrementAndGet(), pages);
  }

  MemoryLink newLink(FilePath content) {
    return new MemoryLink(lastInode.incrementAndGet(), content);
  }

  MemoryDirectory newDirectory(MemoryDirectory parent) {
    return new MemoryDirectory(lastInode.incrementAndGet(), parent);
  }

  @Override
  public FileSystemSession connect(Identity who) {
    return new MemorySession(this);
  }

  @Override
  public Placement describe(String path) {
    return new Placement(
        Durability.RAM, Map.of("type", "memory of this process"), pages.freeBytes());
  }

  /** Frees all memory; sessions must be closed before. */
  @Override
  public void close() {
    pages.close();
  }
}
