package wml.targets.memory;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.api.target.TargetException;

/**
 * What a memory file system does with names beyond the base session. Owned by one session. Links
 * and open directories allocate. A change is as durable as it gets at once.
 *
 * <p>Rights are those of Linux's root, whom the base session resembles: all may be read and
 * written, and executed if anybody may.
 */
final class MemoryNames
    implements Capability.Links,
        Capability.Attributes,
        Capability.ExtendedAttributes,
        Capability.DirectorySync,
        Capability.PagedListing {
  private static final int ANY_EXECUTE = 0111;

  private final MemoryFileSystem fileSystem;
  private final PathWalk walk;
  private final PathWalk second;

  MemoryNames(MemoryFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    walk = new PathWalk(fileSystem.root());
    second = new PathWalk(fileSystem.root());
  }

  private static Node found(PathWalk walk, String operation, FilePath path) throws TargetException {
    Node node = walk.found();
    if (node == null) {
      throw MemorySession.failed(ErrorKind.ENOENT, operation, path);
    }
    return node;
  }

  private MemoryDirectory directory(String operation, FilePath path) throws TargetException {
    if (!(found(walk.to(path, operation), operation, path) instanceof MemoryDirectory directory)) {
      throw MemorySession.failed(ErrorKind.ENOTDIR, operation, path);
    }
    return directory;
  }

  @Override
  public void link(FilePath existing, FilePath name) throws TargetException {
    Node node = found(walk.to(existing, "link"), "link", existing);
    if (node instanceof MemoryDirectory) {
      throw MemorySession.failed(ErrorKind.EPERM, "link", existing);
    }
    second.to(name, "link");
    MemoryDirectory directory = second.directory();
    synchronized (directory) {
      requireFree(directory, "link", name);
      if (node instanceof MemoryFile file && !file.retainName()) {
        throw MemorySession.failed(ErrorKind.ENOENT, "link", existing);
      }
      directory.put(second.name(), node);
    }
  }

  @Override
  public void symbolicLink(FilePath content, FilePath name) throws TargetException {
    if (content.length() == 0) {
      throw MemorySession.failed(ErrorKind.ENOENT, "symlink", content);
    }
    second.to(name, "symlink");
    MemoryDirectory directory = second.directory();
    synchronized (directory) {
      requireFree(directory, "symlink", name);
      directory.put(second.name(), fileSystem.newLink(content));
    }
  }

  /** Throws unless a name can be added at the second walk's end; with the directory locked. */
  private void requireFree(MemoryDirectory directory, String operation, FilePath name)
      throws TargetException {
    if (second.found() != null) {
      throw MemorySession.failed(ErrorKind.EEXIST, operation, name);
    }
    if (directory.isRemoved() || second.hasSlashAtEnd()) {
      throw MemorySession.failed(ErrorKind.ENOENT, operation, name);
    }
  }

  @Override
  public void readLink(FilePath name, FilePath into) throws TargetException {
    Node node = found(walk.to(name, "readlink"), "readlink", name);
    if (!(node instanceof MemoryLink link)) {
      throw MemorySession.failed(ErrorKind.EINVAL, "readlink", name);
    }
    into.clear().append(link.content(), link.content().length);
  }

  @Override
  public void changeMode(FilePath path, int mode) throws TargetException {
    found(walk.through(path, "chmod"), "chmod", path).changeMode(mode & 07777);
  }

  @Override
  public void changeTimes(FilePath path, long accessedNanos, long modifiedNanos)
      throws TargetException {
    found(walk.through(path, "utimes"), "utimes", path).changeTimes(accessedNanos, modifiedNanos);
  }

  @Override
  public boolean mayAccess(FilePath path, int rights) throws TargetException {
    Node node = found(walk.through(path, "access"), "access", path);
    return (rights & EXECUTE) == 0 || (node.mode() & ANY_EXECUTE) != 0;
  }

  @Override
  public int get(FilePath path, AttributeName name, IoBuffer into, int room)
      throws TargetException {
    into.checkRoom(room);
    NamedValues values = found(walk.to(path, "getxattr"), "getxattr", path).valuesIfAny();
    int length = values == null ? NamedValues.ABSENT : values.get(name, into, room);
    if (length < 0) {
      ErrorKind kind = length == NamedValues.ABSENT ? ErrorKind.ENODATA : ErrorKind.ERANGE;
      throw MemorySession.failed(kind, "getxattr", path);
    }
    return length;
  }

  @Override
  public void set(FilePath path, AttributeName name, IoBuffer from, int length)
      throws TargetException {
    from.checkRoom(length);
    found(walk.to(path, "setxattr"), "setxattr", path).values().set(name, from, length);
  }

  @Override
  public int list(FilePath path, NameSink names) throws TargetException {
    NamedValues values = found(walk.to(path, "listxattr"), "listxattr", path).valuesIfAny();
    return values == null ? 0 : values.list(names);
  }

  @Override
  public void remove(FilePath path, AttributeName name) throws TargetException {
    NamedValues values = found(walk.to(path, "removexattr"), "removexattr", path).valuesIfAny();
    if (values == null || !values.remove(name)) {
      throw MemorySession.failed(ErrorKind.ENODATA, "removexattr", path);
    }
  }

  @Override
  public void syncDirectory(FilePath path) throws TargetException {
    directory("fsync", path);
  }

  @Override
  public Capability.DirectoryPages open(FilePath path) throws TargetException {
    return new Pages(directory("opendir", path));
  }

  /** A listing under way; the names that are left hold no lock. */
  private static final class Pages implements Capability.DirectoryPages {
    private final MemoryDirectory directory;
    private @Nullable Iterator<Name> rest;

    Pages(MemoryDirectory directory) {
      this.directory = directory;
      rest = directory.names();
    }

    @Override
    public int next(int atMost, NameSink names) throws TargetException {
      if (rest == null) {
        throw new TargetException(ErrorKind.EBADF, "readdir", "a closed directory");
      }
      int count = 0;
      while (count < atMost && rest.hasNext()) {
        Name name = rest.next();
        byte[] utf8 = name.utf8();
        names.name(utf8, utf8.length, directory.get(name) instanceof MemoryDirectory);
        count++;
      }
      return count;
    }

    @Override
    public void close() {
      rest = null;
    }
  }
}
