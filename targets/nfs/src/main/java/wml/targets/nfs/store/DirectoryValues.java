package wml.targets.nfs.store;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.linux.Abi;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.linux.FileCalls;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.Export.Turn;
import wml.targets.nfs.store.FileStore.EntrySink;
import wml.targets.nfs.store.FileStore.NamedValueMode;
import wml.targets.nfs.store.FileStore.Space;

/**
 * Space and named values of an export's files: values are the kernel's, of the users' name space.
 */
final class DirectoryValues {
  private static final String PREFIX = "user.";

  private final Export export;
  private final boolean offered;

  DirectoryValues(Export export) {
    this.export = export;
    CallState calls = export.turn().calls;
    long n = FileCalls.getValue(calls, export.root(), calls.path(PREFIX + "wml"), 0, 0);
    offered = n >= 0 || calls.errno() == Abi.ENODATA;
  }

  void space(Space into) {
    CallState calls = export.turn().calls;
    if (FileCalls.fstatvfs(calls, export.root()) < 0) {
      return;
    }
    MemorySegment in = calls.list();
    long blockBytes = in.get(JAVA_LONG, 8);
    into.totalBytes = in.get(JAVA_LONG, 16) * blockBytes;
    into.freeBytes = in.get(JAVA_LONG, 32) * blockBytes;
    into.totalFiles = in.get(JAVA_LONG, 40);
    into.freeFiles = in.get(JAVA_LONG, 48);
  }

  /** Holds a regular file; null: {@code turn.status} says why. */
  private Descriptors.@Nullable Held openFile(Turn turn, Handle file) {
    Descriptors.Held held = export.open(turn, file);
    int type = KernelHandles.type(file);
    if (held != null && type != Nfs3.NF3REG) {
      export.release(turn, held);
      turn.status = type == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_INVAL;
      return null;
    }
    return held;
  }

  int allocate(Handle file, long offset, long length, boolean reserve) {
    Turn turn = export.turn();
    Descriptors.Held held = openFile(turn, file);
    if (held == null) {
      return turn.status;
    }
    try {
      int mode = reserve ? 0 : Abi.FALLOC_PUNCH_HOLE | Abi.FALLOC_KEEP_SIZE;
      if (FileCalls.fallocate(turn.calls, held.fd, mode, offset, length) < 0) {
        return Statuses.of(turn.calls);
      }
      export.changed(file);
      return 0;
    } finally {
      export.release(turn, held);
    }
  }

  long seek(Handle file, long offset, boolean data) {
    Turn turn = export.turn();
    Descriptors.Held held = openFile(turn, file);
    if (held == null) {
      return -turn.status;
    }
    try {
      long found =
          FileCalls.lseek(turn.calls, held.fd, offset, data ? Abi.SEEK_DATA : Abi.SEEK_HOLE);
      return found < 0 ? -Statuses.of(turn.calls) : found;
    } finally {
      export.release(turn, held);
    }
  }

  boolean isOffered() {
    return offered;
  }

  /** What a call on a file that can have values does. */
  private interface Step {
    int on(Turn turn, int fd);
  }

  private int with(Handle of, Step step) {
    Turn turn = export.turn();
    Descriptors.Held held = export.open(turn, of);
    if (held == null) {
      return turn.status;
    }
    try {
      int type = KernelHandles.type(of);
      return type == Nfs3.NF3REG || type == Nfs3.NF3DIR
          ? step.on(turn, held.fd)
          : FileStore.NOT_SUPPORTED;
    } finally {
      export.release(turn, held);
    }
  }

  private static long named(CallState calls, Name name) {
    return calls.path(PREFIX, name);
  }

  private static boolean isTooLong(Name name) {
    return name.length() > Name.MOST_BYTES - PREFIX.length();
  }

  int get(Handle of, Name name, ByteBuffer into) {
    if (isTooLong(name)) {
      return Nfs3.NFS3ERR_NAMETOOLONG;
    }
    return with(
        of,
        (turn, fd) -> {
          CallState calls = turn.calls;
          int room = into.remaining();
          long address = CallState.address(into);
          long n = FileCalls.getValue(calls, fd, named(calls, name), address, room);
          if (n < 0) {
            return Statuses.of(calls);
          }
          if (n > room) { // without any room Linux tells the length
            return Nfs3.NFS3ERR_TOOSMALL;
          }
          into.position(into.position() + (int) n);
          return 0;
        });
  }

  int set(Handle of, Name name, ByteBuffer value, NamedValueMode mode) {
    if (isTooLong(name)) {
      return Nfs3.NFS3ERR_NAMETOOLONG;
    }
    int flags =
        switch (mode) {
          case ANY -> 0;
          case NEW -> Abi.XATTR_CREATE;
          case THERE -> Abi.XATTR_REPLACE;
        };
    return with(
        of,
        (turn, fd) -> {
          CallState calls = turn.calls;
          long address = CallState.address(value);
          int length = value.remaining();
          if (FileCalls.setValue(calls, fd, named(calls, name), address, length, flags) < 0) {
            return Statuses.of(calls);
          }
          export.changed(of);
          return export.sync(turn, fd);
        });
  }

  int remove(Handle of, Name name) {
    if (isTooLong(name)) {
      return Nfs3.NFS3ERR_NAMETOOLONG;
    }
    return with(
        of,
        (turn, fd) -> {
          if (FileCalls.removeValue(turn.calls, fd, named(turn.calls, name)) < 0) {
            return Statuses.of(turn.calls);
          }
          export.changed(of);
          return export.sync(turn, fd);
        });
  }

  int list(Handle of, long after, EntrySink names) {
    return with(
        of,
        (turn, fd) -> {
          MemorySegment room = turn.calls.list();
          long n = FileCalls.listValues(turn.calls, fd, room.address(), room.byteSize());
          if (n < 0) {
            return Statuses.of(turn.calls);
          }
          handOver(room, (int) n, after, turn.name, names);
          return 0;
        });
  }

  /** Of a list of names that end in NUL, those of users; a cookie is a name's place. */
  private static void handOver(
      MemorySegment from, int length, long after, byte[] name, EntrySink names) {
    int start = 0;
    long place = 0;
    for (int at = 0; at < length; at++) {
      if (from.get(JAVA_BYTE, at) != 0) {
        continue;
      }
      int count = at - start - PREFIX.length();
      if (count > 0 && isOfUsers(from, start) && ++place > after) {
        MemorySegment.copy(from, JAVA_BYTE, start + PREFIX.length(), name, 0, count);
        if (!names.entry(0, name, count, place)) {
          return;
        }
      }
      start = at + 1;
    }
  }

  private static boolean isOfUsers(MemorySegment from, int start) {
    for (int i = 0; i < PREFIX.length(); i++) {
      if (from.get(JAVA_BYTE, start + i) != PREFIX.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
