package wml.targets.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.Counters;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/**
 * One thread's view of a {@link MemoryFileSystem}. Reads, writes, stats, and opening and closing a
 * file that exists allocate nothing; creating a file allocates the file.
 */
final class MemorySession implements FileSystemSession {
  private final Counters counters = new Counters();
  private final MemoryFileSystem fileSystem;
  private final PathWalk walk;
  private final PathWalk second;
  private final List<MemoryHandle> handles = new ArrayList<>();
  private final MemoryNames names;
  private final MemoryRanges ranges = new MemoryRanges();
  private @Nullable MemoryHandle firstFree;

  MemorySession(MemoryFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    walk = new PathWalk(fileSystem.root());
    second = new PathWalk(fileSystem.root());
    names = new MemoryNames(fileSystem);
  }

  @Override
  public FileHandle open(FilePath path, OpenMode mode) throws TargetException {
    if (mode.creates() && mode.isExclusive()) {
      walk.to(path, "open");
    } else {
      walk.through(path, "open");
    }
    MemoryFile file = find(path, mode);
    if (mode.truncates()) {
      file.truncate(0);
    }
    MemoryHandle handle = firstFree;
    if (handle == null) {
      handle = new MemoryHandle(this);
      handles.add(handle);
    } else {
      firstFree = handle.nextFree;
    }
    return handle.opened(file, mode, path);
  }

  /** The file, with one more reference to it. */
  private MemoryFile find(FilePath path, OpenMode mode) throws TargetException {
    while (true) {
      Node node = walk.found();
      if (node == null && !mode.creates()) {
        throw failed(ErrorKind.ENOENT, "open", path);
      }
      if (node != null && mode.creates() && mode.isExclusive()) {
        throw failed(ErrorKind.EEXIST, "open", path);
      }
      switch (node) {
        case MemoryDirectory d -> throw failed(ErrorKind.EISDIR, "open", path);
        case MemoryLink link -> throw failed(ErrorKind.ELOOP, "open", path);
        case MemoryFile file -> {
          if (walk.hasSlashAtEnd()) {
            throw failed(ErrorKind.ENOTDIR, "open", path);
          }
          if (file.retain()) {
            return file;
          }
        }
        case null -> {
          if (walk.hasSlashAtEnd()) {
            throw failed(ErrorKind.EISDIR, "open", path);
          }
          MemoryFile made = fileSystem.newFile();
          if (add(made, "open", path)) {
            return made;
          }
        }
      }
    }
  }

  /** Puts a node at the walk's end; false if something is there. */
  private boolean add(Node node, String operation, FilePath path) throws TargetException {
    MemoryDirectory directory = walk.directory();
    synchronized (directory) {
      if (directory.isRemoved()) {
        throw failed(ErrorKind.ENOENT, operation, path);
      }
      if (directory.get(walk.name()) != null) {
        return false;
      }
      directory.put(walk.name(), node);
      return true;
    }
  }

  void closed(MemoryHandle handle) {
    handle.nextFree = firstFree;
    firstFree = handle;
  }

  @Override
  public void createDirectory(FilePath path) throws TargetException {
    walk.to(path, "mkdir");
    if (!walk.isNamed() || !add(fileSystem.newDirectory(walk.directory()), "mkdir", path)) {
      throw failed(ErrorKind.EEXIST, "mkdir", path);
    }
  }

  @Override
  public void remove(FilePath path) throws TargetException {
    walk.to(path, "remove");
    MemoryDirectory directory = walk.directory();
    Node removed;
    synchronized (directory) {
      Node node = walk.found();
      if (node == null) {
        throw failed(ErrorKind.ENOENT, "remove", path);
      }
      if (node instanceof MemoryDirectory) {
        throw failed(ErrorKind.EISDIR, "remove", path);
      }
      if (walk.hasSlashAtEnd()) {
        throw failed(ErrorKind.ENOTDIR, "remove", path);
      }
      directory.drop(walk.name());
      removed = node;
    }
    if (removed instanceof MemoryFile file) {
      file.releaseName();
    }
  }

  @Override
  public void removeDirectory(FilePath path) throws TargetException {
    walk.to(path, "rmdir");
    if (!walk.isNamed()) {
      throw failed(ErrorKind.EBUSY, "rmdir", path);
    }
    MemoryDirectory parent = walk.directory();
    synchronized (fileSystem.moves) {
      synchronized (parent) {
        Node node = walk.found();
        if (node == null) {
          throw failed(ErrorKind.ENOENT, "rmdir", path);
        }
        if (!(node instanceof MemoryDirectory directory)) {
          throw failed(ErrorKind.ENOTDIR, "rmdir", path);
        }
        if (!directory.retire()) {
          throw failed(ErrorKind.ENOTEMPTY, "rmdir", path);
        }
        parent.drop(walk.name());
      }
    }
  }

  @Override
  public void rename(FilePath from, FilePath to) throws TargetException {
    walk.to(from, "rename");
    second.to(to, "rename");
    if (!walk.isNamed() || !second.isNamed()) {
      throw failed(ErrorKind.EBUSY, "rename", from);
    }
    Node replaced;
    synchronized (fileSystem.moves) {
      synchronized (walk.directory()) {
        synchronized (second.directory()) {
          replaced = move(from, to);
        }
      }
    }
    if (replaced instanceof MemoryFile file) {
      file.releaseName();
    }
  }

  /** Moves from the walk's end to the second one's; returns what was there. */
  private @Nullable Node move(FilePath from, FilePath to) throws TargetException {
    MemoryDirectory target = second.directory();
    Node moving = walk.found();
    Node there = second.found();
    if (moving == null || target.isRemoved()) {
      throw failed(ErrorKind.ENOENT, "rename", moving == null ? from : to);
    }
    if (moving == there) {
      return null;
    }
    if (moving instanceof MemoryDirectory directory) {
      for (MemoryDirectory d = target; d != fileSystem.root(); d = d.parent()) {
        if (d == directory) {
          throw failed(ErrorKind.EINVAL, "rename", to);
        }
      }
      if (there != null && !(there instanceof MemoryDirectory)) {
        throw failed(ErrorKind.ENOTDIR, "rename", to);
      }
      if (there instanceof MemoryDirectory old && !old.retire()) {
        throw failed(ErrorKind.ENOTEMPTY, "rename", to);
      }
      directory.movedTo(target);
    } else if (there instanceof MemoryDirectory) {
      throw failed(ErrorKind.EISDIR, "rename", to);
    } else if (walk.hasSlashAtEnd() || second.hasSlashAtEnd()) {
      throw failed(ErrorKind.ENOTDIR, "rename", walk.hasSlashAtEnd() ? from : to);
    }
    target.put(second.name(), moving);
    walk.directory().drop(walk.name());
    return there;
  }

  @Override
  public boolean stat(FilePath path, FileStat into) throws TargetException {
    try {
      walk.to(path, "stat");
    } catch (TargetException e) {
      if (e.kind() == ErrorKind.ENOENT) {
        return false;
      }
      throw e;
    }
    Node node = walk.found();
    if (node instanceof MemoryFile && walk.hasSlashAtEnd()) {
      throw failed(ErrorKind.ENOTDIR, "stat", path);
    }
    if (node != null) {
      node.stat(into);
    }
    return node != null;
  }

  @Override
  public int list(FilePath directory, NameSink sink) throws TargetException {
    Node node = walk.to(directory, "list").found();
    if (node == null) {
      throw failed(ErrorKind.ENOENT, "list", directory);
    }
    if (!(node instanceof MemoryDirectory found)) {
      throw failed(ErrorKind.ENOTDIR, "list", directory);
    }
    return found.list(sink);
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    C offered = NoDevice.capability(type);
    if (offered != null) {
      return offered;
    }
    Object own = type.isInstance(names) ? names : ranges;
    return type.isInstance(own) ? type.cast(own) : null;
  }

  /** It makes no system calls. */
  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public void close() {
    for (MemoryHandle handle : handles) {
      handle.close();
    }
  }

  static TargetException failed(ErrorKind kind, String operation, FilePath path) {
    return new TargetException(kind, operation, path.toString());
  }
}
