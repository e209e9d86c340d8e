package wml.targets.nfs.store;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/**
 * Files in memory. What changes names takes one lock for the store, what changes a file one for the
 * file; a handle is the store's birth and a number that is never used again, so that finding its
 * file is two array reads.
 */
public final class MemoryStore implements FileStore {
  private static final int HANDLE_BYTES = 16;

  private final long birth;
  private final long mostBytes;
  private final NodeTable nodes = new NodeTable();
  private final AtomicLong usedBytes = new AtomicLong();
  private final ReentrantLock names = new ReentrantLock();
  private final MemoryNode root;
  private final MemoryChanges changes;

  /**
   * @param birth unlike that of any other store: also the write verifier
   * @param mostBytes of all files
   */
  public MemoryStore(long birth, long mostBytes) {
    this.birth = birth;
    this.mostBytes = mostBytes;
    root = new MemoryNode(Nfs3.NF3DIR, 0755, 0, 0, null);
    nodes.add(root);
    root.directory().parent = root;
    root.linked(2);
    changes = new MemoryChanges(this, names, root);
  }

  @Nullable MemoryNode node(Handle handle) {
    return handle.length() == HANDLE_BYTES && handle.longAt(0) == birth
        ? nodes.get(handle.longAt(8))
        : null;
  }

  void handle(MemoryNode node, Handle into) {
    into.putLong(0, birth);
    into.putLong(8, node.id);
    into.length(HANDLE_BYTES);
  }

  static int missing(Handle handle) {
    return handle.length() == HANDLE_BYTES ? Nfs3.NFS3ERR_STALE : Nfs3.NFS3ERR_BADHANDLE;
  }

  @Override
  public void root(Handle into) {
    handle(root, into);
  }

  @Override
  public int attributes(Handle of, FileAttributes into) {
    MemoryNode node = node(of);
    if (node == null) {
      return missing(of);
    }
    node.fill(into, birth);
    return 0;
  }

  @Override
  public int change(Handle of, AttributeChange how, FileAttributes into) {
    MemoryNode node = node(of);
    if (node == null) {
      return missing(of);
    }
    if (how.size != AttributeChange.KEEP && node.type != Nfs3.NF3REG) {
      return node.type == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_INVAL;
    }
    int status = node.change(how, usedBytes, mostBytes);
    node.fill(into, birth);
    return status;
  }

  @Override
  public int lookup(Handle directory, Name name, Handle into, FileAttributes of) {
    MemoryNode parent = node(directory);
    if (parent == null) {
      return missing(directory);
    }
    if (parent.type != Nfs3.NF3DIR) {
      return Nfs3.NFS3ERR_NOTDIR;
    }
    MemoryNode found = parent.directory().find(parent, name);
    if (found == null) {
      return Nfs3.NFS3ERR_NOENT;
    }
    handle(found, into);
    found.fill(of, birth);
    return 0;
  }

  @Override
  public int readLink(Handle link, Name into) {
    MemoryNode node = node(link);
    if (node == null) {
      return missing(link);
    }
    byte[] content = node.linkContent();
    if (content == null) {
      return Nfs3.NFS3ERR_INVAL;
    }
    into.set(content, content.length);
    return 0;
  }

  @Override
  public int read(Handle file, long offset, ByteBuffer into) {
    MemoryNode node = node(file);
    return node == null
        ? -missing(file)
        : node.type == Nfs3.NF3REG ? node.read(offset, into) : -notFile(node);
  }

  @Override
  public int write(Handle file, long offset, ByteBuffer from, int stable) {
    MemoryNode node = node(file);
    return node == null
        ? missing(file)
        : node.type == Nfs3.NF3REG ? node.write(offset, from, usedBytes, mostBytes) : notFile(node);
  }

  void fill(MemoryNode node, FileAttributes into) {
    node.fill(into, birth);
  }

  int change(MemoryNode node, AttributeChange how) {
    return node.change(how, usedBytes, mostBytes);
  }

  void add(MemoryNode node) {
    nodes.add(node);
  }

  private static int notFile(MemoryNode node) {
    return node.type == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_INVAL;
  }

  @Override
  public int commit(Handle file) {
    return node(file) == null ? missing(file) : 0;
  }

  @Override
  public int create(
      Handle directory,
      Name name,
      boolean exclusive,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return changes.create(directory, name, exclusive, first, into, of);
  }

  @Override
  public int makeDirectory(
      Handle directory, Name name, AttributeChange first, Handle into, FileAttributes of) {
    return changes.make(directory, name, Nfs3.NF3DIR, null, 0, 0, first, into, of);
  }

  @Override
  public int symbolicLink(
      Handle directory,
      Name name,
      Name content,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return changes.make(directory, name, Nfs3.NF3LNK, content.toBytes(), 0, 0, first, into, of);
  }

  @Override
  public int makeNode(
      Handle directory,
      Name name,
      int type,
      int major,
      int minor,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return changes.make(directory, name, type, null, major, minor, first, into, of);
  }

  @Override
  public int remove(Handle directory, Name name) {
    return changes.remove(directory, name, false);
  }

  @Override
  public int removeDirectory(Handle directory, Name name) {
    if (name.isDot()) {
      return Nfs3.NFS3ERR_INVAL;
    }
    return name.isDotDot() ? Nfs3.NFS3ERR_EXIST : changes.remove(directory, name, true);
  }

  @Override
  public int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) {
    return changes.rename(fromDirectory, from, toDirectory, to);
  }

  @Override
  public int link(Handle file, Handle directory, Name name) {
    return changes.link(file, directory, name);
  }

  void freeIfGone(MemoryNode node) {
    if (node.isGone() && !node.isPinned()) {
      nodes.remove(node);
      node.free(usedBytes);
    }
  }

  @Override
  public int pin(Handle file) {
    names.lock();
    try {
      MemoryNode node = node(file);
      return node == null || !node.pin() ? missing(file) : 0;
    } finally {
      names.unlock();
    }
  }

  @Override
  public boolean keepsPinned() {
    return true;
  }

  @Override
  public void unpin(Handle file) {
    names.lock();
    try {
      MemoryNode node = node(file);
      if (node != null) {
        node.unpin();
        freeIfGone(node);
      }
    } finally {
      names.unlock();
    }
  }

  @Override
  public int allocate(Handle file, long offset, long length, boolean reserve) {
    MemoryNode node = node(file);
    return node == null
        ? missing(file)
        : node.type == Nfs3.NF3REG
            ? node.allocate(offset, length, reserve, usedBytes, mostBytes)
            : notFile(node);
  }

  @Override
  public long seek(Handle file, long offset, boolean data) {
    MemoryNode node = node(file);
    return node == null
        ? -missing(file)
        : node.type == Nfs3.NF3REG ? node.seek(offset, data) : -notFile(node);
  }

  @Override
  public boolean hasNamedValues() {
    return true;
  }

  @Override
  public int namedValue(Handle of, Name name, ByteBuffer into) {
    MemoryNode node = node(of);
    return node == null ? missing(of) : node.values().get(name, into);
  }

  @Override
  public int setNamedValue(Handle of, Name name, ByteBuffer value, NamedValueMode mode) {
    MemoryNode node = node(of);
    int status = node == null ? missing(of) : node.values().set(name, value, mode);
    if (status == 0 && node != null) {
      node.changedNow();
    }
    return status;
  }

  @Override
  public int removeNamedValue(Handle of, Name name) {
    MemoryNode node = node(of);
    int status = node == null ? missing(of) : node.values().remove(name);
    if (status == 0 && node != null) {
      node.changedNow();
    }
    return status;
  }

  @Override
  public int listNamedValues(Handle of, long after, EntrySink names) {
    MemoryNode node = node(of);
    if (node == null) {
      return missing(of);
    }
    node.values().list(after, names);
    return 0;
  }

  @Override
  public int list(Handle directory, long after, EntrySink entries) {
    MemoryNode node = node(directory);
    if (node == null) {
      return missing(directory);
    }
    if (node.type != Nfs3.NF3DIR) {
      return Nfs3.NFS3ERR_NOTDIR;
    }
    node.directory().list(node, after, entries);
    return 0;
  }

  @Override
  public void space(Space into) {
    into.totalBytes = mostBytes;
    into.freeBytes = Math.max(0, mostBytes - usedBytes.get());
    into.totalFiles = NodeTable.MOST;
    into.freeFiles = NodeTable.MOST - nodes.size();
  }

  @Override
  public long writeVerifier() {
    return birth;
  }

  @Override
  public void close() {
    nodes.clear();
  }
}
