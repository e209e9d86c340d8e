package wml.targets.nfs.store;

import wml.targets.nfs.linux.Abi;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.linux.NameCalls;
import wml.targets.nfs.policy.SipHash;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v3.Nfs3;

/**
 * The kernel's handles of an export, as callers get them: with a keyed hash, so that only what this
 * export has handed out is ever opened.
 *
 * <ol>
 *   <li>Who can write a handle by hand can name every file of the file system, also outside the
 *       export. Walking from a file to the export's root finds that out, but costs several system
 *       calls for each open, and files have no parent to walk to. A hash costs some 20 ns, and
 *       doesn't depend on what is in the kernel's caches.
 *   <li>A file that someone moves out of the export on the server's machine can still be reached by
 *       those who held its handle, as with other servers.
 * </ol>
 *
 * <pre>
 *   0  version: 1
 *   1  type of the file (ftype3): what it may be opened for
 *   2  type of the kernel's handle
 *   3  its length n
 *   4  the kernel's handle (n)
 * 4+n  SipHash of all before (8)
 * </pre>
 */
final class KernelHandles {
  private static final int VERSION = 1;
  private static final int HEAD = 4;
  private static final int HASH = 8;

  /** What fits into a handle of version 3. */
  static final int MOST_KERNEL_BYTES = Nfs3.NFS3_FHSIZE - HEAD - HASH;

  private final SipHash key;

  KernelHandles(SipHash key) {
    this.key = key;
  }

  /** Makes a handle of what the last {@code name_to_handle_at} has filled in. */
  void encode(CallState calls, int type, Handle into) {
    byte[] bytes = into.array();
    int length = calls.handleBytes();
    bytes[0] = VERSION;
    bytes[1] = (byte) type;
    bytes[2] = (byte) calls.handleType();
    bytes[3] = (byte) length;
    calls.copyHandle(bytes, HEAD);
    into.putLong(HEAD + length, key.of(bytes, 0, HEAD + length));
    into.length(HEAD + length + HASH);
  }

  /** Why something is no handle of this export; 0: it is one. */
  int refusal(Handle handle) {
    int length = handle.length();
    if (length < HEAD + HASH
        || handle.byteAt(0) != VERSION
        || handle.byteAt(3) != length - HEAD - HASH) {
      return Nfs3.NFS3ERR_BADHANDLE;
    }
    return hash(handle) == key.of(handle.array(), 0, length - HASH) ? 0 : Nfs3.NFS3ERR_STALE;
  }

  /** Evenly spread; of a handle that was not refused. */
  static long hash(Handle handle) {
    return handle.longAt(handle.length() - HASH);
  }

  /** As {@code ftype3}. */
  static int type(Handle handle) {
    return handle.byteAt(1);
  }

  /**
   * Opens what a handle names; a descriptor, or -1.
   *
   * @param anyOfFileSystem a descriptor of anything in the same mount
   */
  static int open(CallState calls, int anyOfFileSystem, Handle handle) {
    calls.handle(handle.byteAt(2) & 0xff, handle.array(), HEAD, handle.byteAt(3));
    int close = Abi.O_CLOEXEC;
    return switch (type(handle)) {
      case Nfs3.NF3DIR ->
          NameCalls.openHandle(calls, anyOfFileSystem, Abi.O_RDONLY | Abi.O_DIRECTORY | close);
      case Nfs3.NF3REG -> openFile(calls, anyOfFileSystem);
      default -> NameCalls.openHandle(calls, anyOfFileSystem, Abi.O_PATH | Abi.O_NOFOLLOW | close);
    };
  }

  private static int openFile(CallState calls, int anyOfFileSystem) {
    int flags = Abi.O_NOFOLLOW | Abi.O_NONBLOCK | Abi.O_CLOEXEC;
    int fd = NameCalls.openHandle(calls, anyOfFileSystem, Abi.O_RDWR | flags);
    if (fd >= 0) {
      return fd;
    }
    return switch (calls.errno()) {
      case Abi.EROFS, Abi.EACCES, Abi.EPERM, Abi.ETXTBSY ->
          NameCalls.openHandle(calls, anyOfFileSystem, Abi.O_RDONLY | flags);
      default -> -1;
    };
  }
}
