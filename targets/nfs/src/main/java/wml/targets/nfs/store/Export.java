package wml.targets.nfs.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.linux.Abi;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.linux.FileCalls;
import wml.targets.nfs.linux.NameCalls;
import wml.targets.nfs.linux.Statx;
import wml.targets.nfs.policy.SipHash;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/**
 * A directory of this machine that is served: one mount of one file system, entered at one
 * directory. Opens what handles name, makes handles of names, and never leaves.
 */
final class Export implements AutoCloseable {
  private static final int CHANGES = 1 << 16;

  /** More directories than any path can have. */
  private static final int MOST_STEPS = 4096;

  private final int root;
  private final Handle rootHandle = new Handle();
  private final long rootInode;
  private final long mount;
  private final KernelHandles handles;
  private final Descriptors descriptors = new Descriptors();
  private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);
  private final WriteVerifier verifier;

  /**
   * How often files were changed here, by their handle's hash: the kernel's times alone may be the
   * same before and after a change. That files share a number does no harm.
   */
  private final AtomicIntegerArray changes = new AtomicIntegerArray(CHANGES);

  /** What one thread's calls need. */
  static final class Turn {
    final CallState calls = new CallState();
    final Handle child = new Handle();
    final FileAttributes attributes = new FileAttributes();
    final byte[] name = new byte[Name.MOST_BYTES + 1];

    /** Why the last {@link Export#open} failed. */
    int status;
  }

  /**
   * @param state where the key of its handles is kept; null: they are good for this time
   * @throws IOException saying what this directory or this process lacks, and what to do
   */
  Export(Path directory, @Nullable Path state) throws IOException {
    CallState calls = new Turn().calls;
    root =
        NameCalls.open(
            calls,
            Abi.AT_FDCWD,
            calls.path(directory.toAbsolutePath().toString()),
            Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_CLOEXEC,
            0);
    if (root < 0) {
      throw new IOException("open " + directory + ": " + reason(calls.errno()));
    }
    try {
      if (NameCalls.statx(calls, root, calls.empty()) < 0) {
        throw new IOException("stat " + directory + ": " + reason(calls.errno()));
      }
      rootInode = Statx.inode(calls);
      mount = Statx.mount(calls);
      if (handleOf(calls, root, calls.empty()) < 0) {
        throw new IOException(
            "%s: its file system has no handles (%s); serve a directory of ext4, xfs, btrfs or tmpfs"
                .formatted(directory, reason(calls.errno())));
      }
      byte[] bytes = new byte[Handle.MOST_BYTES];
      calls.copyHandle(bytes, 0);
      SipHash key = HandleKey.of(HandleKey.of(state), bytes, calls.handleBytes());
      handles = new KernelHandles(key);
      verifier = new WriteVerifier(state, key);
      handles.encode(calls, Nfs3.NF3DIR, rootHandle);
      int again = KernelHandles.open(calls, root, rootHandle);
      if (again < 0) {
        throw new IOException(
            "%s: its files can't be opened by handle (%s): that needs root, or CAP_DAC_READ_SEARCH"
                .formatted(directory, reason(calls.errno())));
      }
      FileCalls.close(calls, again);
    } catch (IOException e) {
      FileCalls.close(calls, root);
      throw e;
    }
  }

  private static String reason(int errno) {
    return switch (errno) {
      case Abi.EPERM -> "operation not permitted";
      case Abi.ENOENT -> "there is no such directory";
      case Abi.EACCES -> "permission denied";
      case Nfs3.NFS3ERR_NOTDIR -> "it is no directory";
      case Abi.EOPNOTSUPP -> "not supported";
      case Abi.EOVERFLOW -> "they are longer than NFS allows";
      default -> "error " + errno;
    };
  }

  private static int handleOf(CallState calls, int directory, long name) {
    return NameCalls.handleOf(calls, directory, name, KernelHandles.MOST_KERNEL_BYTES);
  }

  Turn turn() {
    return turns.get();
  }

  /** A descriptor of the export's root. */
  int root() {
    return root;
  }

  long rootInode() {
    return rootInode;
  }

  Handle rootHandle() {
    return rootHandle;
  }

  long writeVerifier() {
    return verifier.value();
  }

  /** Opens what a handle names, to be given back; null: {@code turn.status} says why. */
  Descriptors.@Nullable Held open(Turn turn, Handle handle) {
    turn.status = handles.refusal(handle);
    if (turn.status != 0) {
      return null;
    }
    long hash = KernelHandles.hash(handle);
    Descriptors.Held there = descriptors.find(handle, hash);
    if (there != null) {
      return there;
    }
    CallState calls = turn.calls;
    int fd = KernelHandles.open(calls, root, handle);
    if (fd < 0) {
      turn.status = Statuses.of(calls);
      return null;
    }
    // A number may have become that of another file, where the file system doesn't count.
    if (NameCalls.statx(calls, fd, calls.empty()) < 0
        || Abi.typeOf(Statx.mode(calls)) != KernelHandles.type(handle)) {
      FileCalls.close(calls, fd);
      turn.status = Nfs3.NFS3ERR_STALE;
      return null;
    }
    return descriptors.add(calls, handle, hash, fd);
  }

  /** The same for a directory. */
  Descriptors.@Nullable Held openDirectory(Turn turn, Handle handle) {
    Descriptors.Held held = open(turn, handle);
    if (held != null && KernelHandles.type(handle) != Nfs3.NF3DIR) {
      release(turn, held);
      turn.status = Nfs3.NFS3ERR_NOTDIR;
      return null;
    }
    return held;
  }

  void release(Turn turn, Descriptors.Held held) {
    descriptors.release(turn.calls, held);
  }

  /** No name leads there any more. */
  void drop(Turn turn, Handle handle) {
    descriptors.drop(turn.calls, handle);
  }

  /** Attributes of an open file. */
  int attributes(Turn turn, int fd, Handle handle, FileAttributes into) {
    CallState calls = turn.calls;
    if (NameCalls.statx(calls, fd, calls.empty()) < 0) {
      return Statuses.of(calls);
    }
    fill(calls, handle, into);
    if (into.links == 0) {
      drop(turn, handle);
      return Nfs3.NFS3ERR_STALE;
    }
    return 0;
  }

  private void fill(CallState calls, Handle handle, FileAttributes into) {
    Statx.fill(calls, into);
    into.change = into.changedNanos + changes.get((int) KernelHandles.hash(handle) & CHANGES - 1);
  }

  /** It was changed here. */
  void changed(Handle handle) {
    changes.incrementAndGet((int) KernelHandles.hash(handle) & CHANGES - 1);
  }

  /** What a name in a directory stands for; the name is neither "." nor "..". */
  int child(Turn turn, int directory, Name name, Handle into, FileAttributes of) {
    if (name.length() > Name.MOST_BYTES) {
      return Nfs3.NFS3ERR_NAMETOOLONG;
    }
    if (!name.isProper()) {
      return Nfs3.NFS3ERR_ACCES;
    }
    return describe(turn, directory, turn.calls.path(name), into, of);
  }

  /** Handle and attributes of what a descriptor names. */
  int describe(Turn turn, int fd, Handle into, FileAttributes of) {
    return describe(turn, fd, turn.calls.empty(), into, of);
  }

  private int describe(Turn turn, int directory, long name, Handle into, FileAttributes of) {
    CallState calls = turn.calls;
    if (handleOf(calls, directory, name) < 0 || NameCalls.statx(calls, directory, name) < 0) {
      return Statuses.of(calls);
    }
    if (Statx.mount(calls) != mount) {
      return Nfs3.NFS3ERR_ACCES; // something else is mounted there: it is not exported
    }
    handles.encode(calls, Abi.typeOf(Statx.mode(calls)), into);
    fill(calls, into, of);
    return 0;
  }

  /** The directory above, if it is in the export; the root is above itself. */
  int parent(Turn turn, Handle directory, int fd, Handle into, FileAttributes of) {
    if (directory.is(rootHandle)) {
      into.set(rootHandle);
      return attributes(turn, root, rootHandle, of);
    }
    CallState calls = turn.calls;
    int up = above(calls, fd);
    if (up < 0) {
      return Statuses.of(calls);
    }
    try {
      // It may have been moved out of the export meanwhile.
      return leadsToRoot(calls, up) ? describe(turn, up, into, of) : Nfs3.NFS3ERR_STALE;
    } finally {
      FileCalls.close(calls, up);
    }
  }

  private static int above(CallState calls, int fd) {
    return NameCalls.open(
        calls, fd, calls.path(".."), Abi.O_PATH | Abi.O_DIRECTORY | Abi.O_CLOEXEC, 0);
  }

  private boolean leadsToRoot(CallState calls, int fd) {
    int at = fd;
    long before = -1;
    try {
      for (int steps = 0; steps < MOST_STEPS; steps++) {
        if (NameCalls.statx(calls, at, calls.empty()) < 0 || Statx.mount(calls) != mount) {
          return false;
        }
        long inode = Statx.inode(calls);
        if (inode == rootInode || inode == before) {
          return inode == rootInode;
        }
        before = inode;
        int up = above(calls, at);
        if (at != fd) {
          FileCalls.close(calls, at);
        }
        at = up;
        if (up < 0) {
          return false;
        }
      }
      return false;
    } finally {
      if (at != fd && at >= 0) {
        FileCalls.close(calls, at);
      }
    }
  }

  /**
   * What was written of a file is on storage when it returns. If not, what was acknowledged before
   * is in doubt: the verifier changes, and who has written writes again.
   */
  int sync(Turn turn, int fd) {
    return synced(turn, FileCalls.fsync(turn.calls, fd));
  }

  /** Without what need not be there to read it, such as times. */
  int syncContent(Turn turn, int fd) {
    return synced(turn, FileCalls.fdatasync(turn.calls, fd));
  }

  /** For what can't be synced by itself: links and devices. */
  int syncAll(Turn turn) {
    return synced(turn, FileCalls.syncfs(turn.calls, root));
  }

  private int synced(Turn turn, int result) {
    if (result == 0) {
      return 0;
    }
    int status = Statuses.of(turn.calls);
    verifier.failed();
    return status;
  }

  @Override
  public void close() {
    CallState calls = turn().calls;
    descriptors.close(calls);
    FileCalls.close(calls, root);
  }
}
