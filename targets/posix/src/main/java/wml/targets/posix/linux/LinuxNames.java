package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.api.target.TargetException;

/**
 * What Linux does with names beyond the base session: links, attributes, directory syncs. Owned by
 * one session; allocates nothing after its first use.
 */
final class LinuxNames
    implements Capability.Links,
        Capability.Attributes,
        Capability.ExtendedAttributes,
        Capability.DirectorySync {
  /** Linux's XATTR_LIST_MAX. */
  private static final int LIST_BYTES = 64 * 1024;

  private static final int MAX_NAME_BYTES = 255;
  private static final byte[] NAME_SPACE = {'u', 's', 'e', 'r', '.'};
  private static final long SECOND = 1_000_000_000;

  private final LinuxSession session;
  private final CallState state;

  /** Two {@code struct timespec}. */
  private final MemorySegment times = Arena.ofAuto().allocate(32, 8);

  private final MemorySegment content = Arena.ofAuto().allocate(FilePath.MAX_BYTES);
  private final MemorySegment attribute = Arena.ofAuto().allocate(MAX_NAME_BYTES + 1);
  private final byte[] bytes = new byte[FilePath.MAX_BYTES];
  private @Nullable MemorySegment list;

  LinuxNames(LinuxSession session, CallState state) {
    this.session = session;
    this.state = state;
    MemorySegment.copy(NAME_SPACE, 0, attribute, JAVA_BYTE, 0, NAME_SPACE.length);
  }

  private static long address(FilePath path) {
    return path.memory().address();
  }

  @Override
  public void link(FilePath existing, FilePath name) throws TargetException {
    try {
      while (NameCalls.link(state, address(existing), address(name)) < 0) {
        boolean taken = state.errno() == Abi.EEXIST;
        session.retryOrFail("link", taken ? name : existing);
      }
    } finally {
      Reference.reachabilityFence(existing);
      Reference.reachabilityFence(name);
    }
  }

  @Override
  public void symbolicLink(FilePath holds, FilePath name) throws TargetException {
    try {
      while (NameCalls.symlink(state, address(holds), address(name)) < 0) {
        session.retryOrFail("symlink", name);
      }
    } finally {
      Reference.reachabilityFence(holds);
      Reference.reachabilityFence(name);
    }
  }

  @Override
  public void readLink(FilePath name, FilePath into) throws TargetException {
    int length;
    try {
      while (true) {
        length =
            (int) NameCalls.readlink(state, address(name), content.address(), content.byteSize());
        if (length >= 0) {
          break;
        }
        session.retryOrFail("readlink", name);
      }
    } finally {
      Reference.reachabilityFence(name);
    }
    MemorySegment.copy(content, JAVA_BYTE, 0, bytes, 0, length);
    into.clear().append(bytes, length);
  }

  @Override
  public void changeMode(FilePath path, int mode) throws TargetException {
    try {
      while (NameCalls.chmod(state, address(path), mode) < 0) {
        session.retryOrFail("chmod", path);
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  @Override
  public void changeTimes(FilePath path, long accessedNanos, long modifiedNanos)
      throws TargetException {
    setTime(0, accessedNanos);
    setTime(16, modifiedNanos);
    try {
      while (NameCalls.utimens(state, address(path), times.address()) < 0) {
        session.retryOrFail("utimes", path);
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  private void setTime(int at, long nanos) {
    times.set(JAVA_LONG, at, Math.floorDiv(nanos, SECOND));
    times.set(JAVA_LONG, at + 8, Math.floorMod(nanos, SECOND));
  }

  @Override
  public boolean mayAccess(FilePath path, int rights) throws TargetException {
    try {
      while (NameCalls.access(state, address(path), rights) < 0) {
        int errno = state.errno();
        if (errno == Abi.EACCES || errno == Abi.EROFS) {
          return false;
        }
        session.retryOrFail("access", path);
      }
      return true;
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  /** The attribute's name with its name space. */
  private long address(AttributeName name) {
    MemorySegment text = name.memory();
    MemorySegment.copy(text, 0, attribute, NAME_SPACE.length, text.byteSize());
    return attribute.address();
  }

  @Override
  public int get(FilePath path, AttributeName name, IoBuffer into, int room)
      throws TargetException {
    into.checkRoom(room);
    long attributeName = address(name);
    try {
      while (true) {
        int length =
            (int) NameCalls.getxattr(state, address(path), attributeName, into.address(), room);
        if (length > room) { // with no room at all Linux only tells the length
          throw new TargetException(ErrorKind.ERANGE, "getxattr", path.toString());
        }
        if (length >= 0) {
          return length;
        }
        session.retryOrFail("getxattr", path);
      }
    } finally {
      Reference.reachabilityFence(path);
      Reference.reachabilityFence(into);
    }
  }

  @Override
  public void set(FilePath path, AttributeName name, IoBuffer from, int length)
      throws TargetException {
    from.checkRoom(length);
    long attributeName = address(name);
    try {
      while (NameCalls.setxattr(state, address(path), attributeName, from.address(), length) < 0) {
        session.retryOrFail("setxattr", path);
      }
    } finally {
      Reference.reachabilityFence(path);
      Reference.reachabilityFence(from);
    }
  }

  @Override
  public int list(FilePath path, NameSink names) throws TargetException {
    MemorySegment into = list;
    if (into == null) {
      into = Arena.ofAuto().allocate(LIST_BYTES);
      list = into;
    }
    try {
      while (true) {
        int length = (int) NameCalls.listxattr(state, address(path), into.address(), LIST_BYTES);
        if (length >= 0) {
          return handOver(into, length, names);
        }
        session.retryOrFail("listxattr", path);
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  /** Hands over the names of the users' name space, of a list of names that end in NUL. */
  private int handOver(MemorySegment from, int length, NameSink names) {
    int count = 0;
    int start = 0;
    for (int at = 0; at < length; at++) {
      byte next = from.get(JAVA_BYTE, at);
      if (next != 0) {
        bytes[at - start] = next;
        continue;
      }
      int nameBytes = at - start - NAME_SPACE.length;
      if (nameBytes > 0 && isOfUsers()) {
        System.arraycopy(bytes, NAME_SPACE.length, bytes, 0, nameBytes);
        names.name(bytes, nameBytes, false);
        count++;
      }
      start = at + 1;
    }
    return count;
  }

  private boolean isOfUsers() {
    for (int i = 0; i < NAME_SPACE.length; i++) {
      if (bytes[i] != NAME_SPACE[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void remove(FilePath path, AttributeName name) throws TargetException {
    long attributeName = address(name);
    try {
      while (NameCalls.removexattr(state, address(path), attributeName) < 0) {
        session.retryOrFail("removexattr", path);
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  @Override
  public void syncDirectory(FilePath directory) throws TargetException {
    int fd = session.openDirectory(directory, "fsync");
    try {
      while (LibC.fsync(state, fd) < 0) {
        session.retryOrFail("fsync", directory);
      }
    } finally {
      LibC.close(state, fd);
    }
  }
}
