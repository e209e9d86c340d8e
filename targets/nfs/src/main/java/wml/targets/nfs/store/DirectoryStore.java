package wml.targets.nfs.store;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.linux.Abi;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.linux.FileCalls;
import wml.targets.nfs.linux.NameCalls;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.Export.Turn;

/**
 * A directory of this machine, by system calls. Handles are the kernel's ({@link KernelHandles}),
 * so they survive renames and restarts, and no path is ever made of what a caller sends: names are
 * looked up one by one from a directory's descriptor, and symbolic links are never followed.
 *
 * <ol>
 *   <li>Needs CAP_DAC_READ_SEARCH, and to give files to their owners, CAP_CHOWN and CAP_FOWNER:
 *       root has them.
 *   <li>Calls wait in the kernel, fsync for long: callers should be platform threads.
 *   <li>What is open stays open for a while ({@link Descriptors}): a read or a write is one system
 *       call.
 *   <li>Other mounts below the directory are not exported.
 * </ol>
 */
public final class DirectoryStore implements FileStore {
  private static final int NAME = 19;

  private final Export export;
  private final DirectoryChanges changes;
  private final DirectoryValues values;

  private DirectoryStore(Export export) {
    this.export = export;
    changes = new DirectoryChanges(export);
    values = new DirectoryValues(export);
  }

  /**
   * @param state directory that keeps the key of the handles, so that they are good after a
   *     restart; null: they are not
   * @throws IOException saying what is missing, and what to do
   */
  public static DirectoryStore open(Path directory, @Nullable Path state) throws IOException {
    return new DirectoryStore(new Export(directory, state));
  }

  @Override
  public void root(Handle into) {
    into.set(export.rootHandle());
  }

  @Override
  public int attributes(Handle of, FileAttributes into) {
    Turn turn = export.turn();
    Descriptors.Held file = export.open(turn, of);
    if (file == null) {
      return turn.status;
    }
    try {
      return export.attributes(turn, file.fd, of, into);
    } finally {
      export.release(turn, file);
    }
  }

  @Override
  public int change(Handle of, AttributeChange how, FileAttributes into) {
    return changes.change(of, how, into);
  }

  @Override
  public int lookup(Handle directory, Name name, Handle into, FileAttributes of) {
    Turn turn = export.turn();
    Descriptors.Held at = export.openDirectory(turn, directory);
    if (at == null) {
      return turn.status;
    }
    try {
      if (name.isDot()) {
        into.set(directory);
        return export.attributes(turn, at.fd, into, of);
      }
      return name.isDotDot()
          ? export.parent(turn, directory, at.fd, into, of)
          : export.child(turn, at.fd, name, into, of);
    } finally {
      export.release(turn, at);
    }
  }

  @Override
  public int readLink(Handle link, Name into) {
    Turn turn = export.turn();
    Descriptors.Held file = export.open(turn, link);
    if (file == null) {
      return turn.status;
    }
    try {
      if (KernelHandles.type(link) != Nfs3.NF3LNK) {
        return Nfs3.NFS3ERR_INVAL;
      }
      int length = (int) NameCalls.readLink(turn.calls, file.fd);
      if (length < 0) {
        return Statuses.of(turn.calls);
      }
      byte[] bytes = into.room(length);
      MemorySegment.copy(turn.calls.pathRoom(), JAVA_BYTE, 0, bytes, 0, length);
      into.length(length);
      return 0;
    } finally {
      export.release(turn, file);
    }
  }

  @Override
  public int read(Handle file, long offset, ByteBuffer into) {
    Turn turn = export.turn();
    Descriptors.Held held = export.open(turn, file);
    if (held == null) {
      return -turn.status;
    }
    try {
      if (KernelHandles.type(file) != Nfs3.NF3REG) {
        return -notFile(file);
      }
      if (offset < 0) {
        return -Nfs3.NFS3ERR_INVAL;
      }
      int length = (int) Math.min(into.remaining(), Long.MAX_VALUE - offset);
      long address = CallState.address(into);
      int done = 0;
      while (done < length) {
        long n = FileCalls.pread(turn.calls, held.fd, address + done, length - done, offset + done);
        if (n < 0 && turn.calls.errno() == Abi.EINTR) {
          continue;
        }
        if (n < 0) {
          return -Statuses.of(turn.calls);
        }
        if (n == 0) {
          break;
        }
        done += (int) n;
      }
      into.position(into.position() + done);
      return done;
    } finally {
      export.release(turn, held);
    }
  }

  private static int notFile(Handle handle) {
    return KernelHandles.type(handle) == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_INVAL;
  }

  @Override
  public int write(Handle file, long offset, ByteBuffer from, int stable) {
    Turn turn = export.turn();
    Descriptors.Held held = export.open(turn, file);
    if (held == null) {
      return turn.status;
    }
    try {
      if (KernelHandles.type(file) != Nfs3.NF3REG) {
        return notFile(file);
      }
      if (offset < 0 || offset > Long.MAX_VALUE - from.remaining()) {
        return Nfs3.NFS3ERR_FBIG;
      }
      int status = write(turn.calls, held.fd, offset, from);
      export.changed(file);
      if (status != 0 || stable == Nfs3.UNSTABLE) {
        return status;
      }
      return stable == Nfs3.DATA_SYNC
          ? export.syncContent(turn, held.fd)
          : export.sync(turn, held.fd);
    } finally {
      export.release(turn, held);
    }
  }

  private static int write(CallState calls, int fd, long offset, ByteBuffer from) {
    int length = from.remaining();
    long address = CallState.address(from);
    int done = 0;
    while (done < length) {
      long n = FileCalls.pwrite(calls, fd, address + done, length - done, offset + done);
      if (n >= 0) {
        done += (int) n;
      } else if (calls.errno() != Abi.EINTR) {
        return Statuses.of(calls);
      }
    }
    from.position(from.position() + done);
    return 0;
  }

  @Override
  public int commit(Handle file) {
    Turn turn = export.turn();
    Descriptors.Held held = export.open(turn, file);
    if (held == null) {
      return turn.status;
    }
    try {
      return KernelHandles.type(file) == Nfs3.NF3REG || KernelHandles.type(file) == Nfs3.NF3DIR
          ? export.sync(turn, held.fd)
          : Nfs3.NFS3ERR_INVAL;
    } finally {
      export.release(turn, held);
    }
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
    return changes.makeDirectory(directory, name, first, into, of);
  }

  @Override
  public int symbolicLink(
      Handle directory,
      Name name,
      Name content,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return changes.symbolicLink(directory, name, content, first, into, of);
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
    return changes.makeNode(directory, name, type, major, minor, first, into, of);
  }

  @Override
  public int remove(Handle directory, Name name) {
    return changes.remove(directory, name, false);
  }

  @Override
  public int removeDirectory(Handle directory, Name name) {
    return changes.remove(directory, name, true);
  }

  @Override
  public int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) {
    return changes.rename(fromDirectory, from, toDirectory, to);
  }

  @Override
  public int link(Handle file, Handle directory, Name name) {
    return changes.link(file, directory, name);
  }

  @Override
  public int list(Handle directory, long after, EntrySink entries) {
    Turn turn = export.turn();
    CallState calls = turn.calls;
    Descriptors.Held at = export.openDirectory(turn, directory);
    if (at == null) {
      return turn.status;
    }
    try {
      // A descriptor of its own: its position is nobody else's.
      int fd =
          NameCalls.open(
              calls, at.fd, calls.path("."), Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_CLOEXEC, 0);
      if (fd < 0) {
        return Statuses.of(calls);
      }
      try {
        if (after != 0 && FileCalls.lseek(calls, fd, after, Abi.SEEK_SET) < 0) {
          return Nfs3.NFS3ERR_BAD_COOKIE;
        }
        return list(turn, fd, directory.is(export.rootHandle()), entries);
      } finally {
        FileCalls.close(calls, fd);
      }
    } finally {
      export.release(turn, at);
    }
  }

  /** The kernel's offsets are the cookies: they stay while names come and go. */
  private int list(Turn turn, int fd, boolean isRoot, EntrySink entries) {
    MemorySegment list = turn.calls.list();
    while (true) {
      int filled = (int) FileCalls.getdents(turn.calls, fd);
      if (filled <= 0) {
        return filled == 0 ? 0 : Statuses.of(turn.calls);
      }
      for (int at = 0; at < filled; at += list.get(JAVA_SHORT, at + 16) & 0xffff) {
        int length = 0;
        for (byte c = list.get(JAVA_BYTE, at + NAME); c != 0; ) {
          turn.name[length++] = c;
          c = list.get(JAVA_BYTE, at + NAME + length);
        }
        long inode = list.get(JAVA_LONG, at);
        if (isRoot && length == 2 && turn.name[0] == '.' && turn.name[1] == '.') {
          inode = export.rootInode(); // what is above is nobody's business
        }
        if (!entries.entry(inode, turn.name, length, list.get(JAVA_LONG, at + 8))) {
          return 0;
        }
      }
    }
  }

  @Override
  public void space(Space into) {
    values.space(into);
  }

  @Override
  public int allocate(Handle file, long offset, long length, boolean reserve) {
    return values.allocate(file, offset, length, reserve);
  }

  @Override
  public long seek(Handle file, long offset, boolean data) {
    return values.seek(file, offset, data);
  }

  @Override
  public boolean hasNamedValues() {
    return values.isOffered();
  }

  @Override
  public int namedValue(Handle of, Name name, ByteBuffer into) {
    return values.get(of, name, into);
  }

  @Override
  public int setNamedValue(Handle of, Name name, ByteBuffer value, NamedValueMode mode) {
    return values.set(of, name, value, mode);
  }

  @Override
  public int removeNamedValue(Handle of, Name name) {
    return values.remove(of, name);
  }

  @Override
  public int listNamedValues(Handle of, long after, EntrySink names) {
    return values.list(of, after, names);
  }

  @Override
  public long writeVerifier() {
    return export.writeVerifier();
  }

  @Override
  public void close() {
    export.close();
  }
}
