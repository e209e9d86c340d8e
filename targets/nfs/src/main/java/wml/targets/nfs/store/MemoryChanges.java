package wml.targets.nfs.store;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/** What changes the names of a store in memory: one at a time, by its lock. */
final class MemoryChanges {
  private final MemoryStore store;
  private final ReentrantLock names;
  private final MemoryNode root;

  MemoryChanges(MemoryStore store, ReentrantLock names, MemoryNode root) {
    this.store = store;
    this.names = names;
    this.root = root;
  }

  int create(
      Handle directory,
      Name name,
      boolean exclusive,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    names.lock();
    try {
      MemoryNode parent = store.node(directory);
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
          status = store.change(there, size);
        }
        store.handle(there, into);
        store.fill(there, of);
        return status;
      }
      return add(parent, name, Nfs3.NF3REG, null, first, into, of);
    } finally {
      names.unlock();
    }
  }

  int make(
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
      MemoryNode parent = store.node(directory);
      int refusal = refusal(directory, parent, name);
      if (parent == null || refusal != 0) {
        return refusal;
      }
      if (parent.directory().find(parent, name) != null) {
        return Nfs3.NFS3ERR_EXIST;
      }
      int status = add(parent, name, type, content, first, into, of);
      MemoryNode made = store.node(into);
      if (made != null) {
        made.major = major;
        made.minor = minor;
        store.fill(made, of);
      }
      return status;
    } finally {
      names.unlock();
    }
  }

  /** Why a name can't be made in a directory; 0: it can. */
  private static int refusal(Handle handle, @Nullable MemoryNode parent, Name name) {
    if (parent == null) {
      return MemoryStore.missing(handle);
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
    int status = store.change(made, first);
    if (status != 0) {
      return status;
    }
    store.add(made);
    made.linked(1);
    if (type == Nfs3.NF3DIR) {
      made.linked(1);
      made.directory().parent = parent;
      parent.linked(1);
    }
    parent.directory().put(name.toBytes(), made);
    parent.touch();
    store.handle(made, into);
    store.fill(made, of);
    return 0;
  }

  int remove(Handle directory, Name name, boolean isDirectory) {
    names.lock();
    try {
      MemoryNode parent = store.node(directory);
      if (parent == null) {
        return MemoryStore.missing(directory);
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
    store.freeIfGone(there);
  }

  int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) {
    names.lock();
    try {
      MemoryNode source = store.node(fromDirectory);
      MemoryNode target = store.node(toDirectory);
      if (source == null || target == null) {
        return MemoryStore.missing(source == null ? fromDirectory : toDirectory);
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

  int link(Handle file, Handle directory, Name name) {
    names.lock();
    try {
      MemoryNode node = store.node(file);
      MemoryNode parent = store.node(directory);
      if (node == null) {
        return MemoryStore.missing(file);
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
}
