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
  }

  private @Nullable MemoryNode node(Handle handle) {
    return handle.length() == HANDLE_BYTES && handle.longAt(0) == birth
        ? nodes.get(handle.longAt(8))
        : null;
  }

  private void handle(MemoryNode node, Handle into) {
    into.putLong(0, birth);
    into.putLong(8, node.id);
    into.length(HANDLE_BYTES);
  }

  private static int missing(Handle handle) {
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
    names.lock();
    try {
      MemoryNode parent = node(directory);
      int refusal = refusal(directory, parent, name);
      if (parent == null || refusal != 0) {
        return refusal;
      }
      MemoryNode there = parent.directory().find(parent, name);
      if (there != null && exclusive) {
        return Nfs3.NFS3ERR_EXIST;
      }
      if (there != null && there.type != Nfs3.NF3REG) {
        return there.type == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_EXIST;
      }
      if (there != null) {
        int status = 0;
        if (first.size != AttributeChange.KEEP) {
          AttributeChange size = new AttributeChange();
          size.size = first.size;
          status = there.change(size, usedBytes, mostBytes);
        }
        handle(there, into);
        there.fill(of, birth);
        return status;
      }
      return add(parent, name, Nfs3.NF3REG, null, first, into, of);
    } finally {
      names.unlock();
    }
  }

  @Override
  public int makeDirectory(
      Handle directory, Name name, AttributeChange first, Handle into, FileAttributes of) {
    return make(directory, name, Nfs3.NF3DIR, null, 0, 0, first, into, of);
  }

  @Override
  public int symbolicLink(
      Handle directory,
      Name name,
      Name content,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return make(directory, name, Nfs3.NF3LNK, content.toBytes(), 0, 0, first, into, of);
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
    return make(directory, name, type, null, major, minor, first, into, of);
  }

  private int make(
      Handle directory,
      Name name,
      int type,
      byte @Nullable [] content,
      int major,
      int minor,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    names.lock();
    try {
      MemoryNode parent = node(directory);
      int refusal = refusal(directory, parent, name);
      if (parent == null || refusal != 0) {
        return refusal;
      }
      if (parent.directory().find(parent, name) != null) {
        return Nfs3.NFS3ERR_EXIST;
      }
      int status = add(parent, name, type, content, first, into, of);
      MemoryNode made = node(into);
      if (made != null) {
        made.major = major;
        made.minor = minor;
        made.fill(of, birth);
      }
      return status;
    } finally {
      names.unlock();
    }
  }

  /** Why a name can't be made in a directory; 0: it can. */
  private static int refusal(Handle handle, @Nullable MemoryNode parent, Name name) {
    if (parent == null) {
      return missing(handle);
    }
    if (parent.type != Nfs3.NF3DIR) {
      return Nfs3.NFS3ERR_NOTDIR;
    }
    if (parent.isGone()) {
      return Nfs3.NFS3ERR_STALE;
    }
    return name.isDot() || name.isDotDot() ? Nfs3.NFS3ERR_EXIST : 0;
  }

  private int add(
      MemoryNode parent,
      Name name,
      int type,
      byte @Nullable [] content,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    MemoryNode made = new MemoryNode(type, 0, 0, 0, content);
    int status = made.change(first, usedBytes, mostBytes);
    if (status != 0) {
      return status;
    }
    nodes.add(made);
    made.linked(1);
    if (type == Nfs3.NF3DIR) {
      made.linked(1);
      made.directory().parent = parent;
      parent.linked(1);
    }
    parent.directory().put(name.toBytes(), made);
    parent.touch();
    handle(made, into);
    made.fill(of, birth);
    return 0;
  }

  @Override
  public int remove(Handle directory, Name name) {
    return remove(directory, name, false);
  }

  @Override
  public int removeDirectory(Handle directory, Name name) {
    if (name.isDot()) {
      return Nfs3.NFS3ERR_INVAL;
    }
    return name.isDotDot() ? Nfs3.NFS3ERR_EXIST : remove(directory, name, true);
  }

  private int remove(Handle directory, Name name, boolean isDirectory) {
    names.lock();
    try {
      MemoryNode parent = node(directory);
      if (parent == null) {
        return missing(directory);
      }
      if (parent.type != Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_NOTDIR;
      }
      MemoryNode there = parent.directory().find(parent, name);
      if (there == null) {
        return Nfs3.NFS3ERR_NOENT;
      }
      if (isDirectory && there.type != Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_NOTDIR;
      }
      if (!isDirectory && there.type == Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_ISDIR;
      }
      if (isDirectory && !there.directory().isEmpty()) {
        return Nfs3.NFS3ERR_NOTEMPTY;
      }
      unlink(parent, name, there);
      return 0;
    } finally {
      names.unlock();
    }
  }

  private void unlink(MemoryNode parent, Name name, MemoryNode there) {
    parent.directory().remove(name.toBytes());
    parent.touch();
    if (there.type == Nfs3.NF3DIR) {
      parent.linked(-1);
      there.linked(-2);
    } else {
      there.linked(-1);
      there.changedNow();
    }
    freeIfGone(there);
  }

  private void freeIfGone(MemoryNode node) {
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
  public int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) {
    names.lock();
    try {
      MemoryNode source = node(fromDirectory);
      MemoryNode target = node(toDirectory);
      if (source == null || target == null) {
        return missing(source == null ? fromDirectory : toDirectory);
      }
      if (source.type != Nfs3.NF3DIR || target.type != Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_NOTDIR;
      }
      if (from.isDot() || from.isDotDot() || to.isDot() || to.isDotDot()) {
        return Nfs3.NFS3ERR_INVAL;
      }
      MemoryNode moved = source.directory().find(source, from);
      if (moved == null) {
        return Nfs3.NFS3ERR_NOENT;
      }
      MemoryNode there = target.directory().find(target, to);
      if (there == moved) {
        return 0; // two names of one file: POSIX leaves both
      }
      int refusal = replacing(moved, there, target);
      if (refusal != 0) {
        return refusal;
      }
      if (there != null) {
        unlink(target, to, there);
      }
      source.directory().remove(from.toBytes());
      target.directory().put(to.toBytes(), moved);
      if (moved.type == Nfs3.NF3DIR) {
        source.linked(-1);
        target.linked(1);
        moved.directory().parent = target;
      }
      source.touch();
      target.touch();
      moved.changedNow();
      return 0;
    } finally {
      names.unlock();
    }
  }

  /** Why something can't be moved there; 0: it can. */
  private int replacing(MemoryNode moved, @Nullable MemoryNode there, MemoryNode target) {
    if (target.isGone()) {
      return Nfs3.NFS3ERR_STALE;
    }
    if (there != null) {
      boolean directory = moved.type == Nfs3.NF3DIR;
      if (directory && there.type != Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_NOTDIR;
      }
      if (!directory && there.type == Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_ISDIR;
      }
      if (directory && !there.directory().isEmpty()) {
        return Nfs3.NFS3ERR_NOTEMPTY;
      }
    }
    if (moved.type == Nfs3.NF3DIR) {
      for (MemoryNode up = target; up != null && up != root; up = up.directory().parent) {
        if (up == moved) {
          return Nfs3.NFS3ERR_INVAL; // into itself
        }
      }
    }
    return 0;
  }

  @Override
  public int link(Handle file, Handle directory, Name name) {
    names.lock();
    try {
      MemoryNode node = node(file);
      MemoryNode parent = node(directory);
      if (node == null) {
        return missing(file);
      }
      int refusal = refusal(directory, parent, name);
      if (parent == null || refusal != 0) {
        return refusal;
      }
      if (node.type == Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_ISDIR;
      }
      if (parent.directory().find(parent, name) != null) {
        return Nfs3.NFS3ERR_EXIST;
      }
      parent.directory().put(name.toBytes(), node);
      node.linked(1);
      node.changedNow();
      parent.touch();
      return 0;
    } finally {
      names.unlock();
    }
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
