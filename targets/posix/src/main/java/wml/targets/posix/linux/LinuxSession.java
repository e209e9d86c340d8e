package wml.targets.posix.linux;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.Counters;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/**
 * One thread's system calls. Paths that don't start with "/" start at the process's working
 * directory. Nothing allocates but failures, the first use of an object and a queue's making.
 */
final class LinuxSession
    implements FileSystemSession,
        Capability.DirectIo,
        Capability.SynchronousWrites,
        Capability.ReadAheadControl,
        Capability.AsyncIo {
  /** Before the umask, as cp and touch do. */
  private static final int FILE_MODE = 0666;

  private static final int DIRECTORY_MODE = 0755;

  private final String threadName;
  private final AsyncChoice async;
  private final CallState state = new CallState();
  private final DirectoryCache directories = new DirectoryCache(state);
  private final StatxBuffer statx = new StatxBuffer();
  private final LinuxNames names = new LinuxNames(this, state);
  private final LinuxRanges ranges = new LinuxRanges(state);
  private final LinuxListing listing = new LinuxListing(this, state);
  private final List<LinuxFile> files = new ArrayList<>();
  private final List<Capability.AsyncQueue> queues = new ArrayList<>();
  private final List<RingQueue> rings = new ArrayList<>();
  private @Nullable LinuxFile firstFree;
  private long openings;
  private @Nullable DirectoryReader directoryReader;

  /**
   * @param threadName of the session's thread; threads that the session starts are named after it
   */
  LinuxSession(String threadName, AsyncChoice async) {
    this.threadName = threadName;
    this.async = async;
  }

  @Override
  public FileHandle open(FilePath path, OpenMode mode) throws TargetException {
    int fd = openat(path, Abi.openFlags(mode));
    if (fd < 0) {
      int errno = state.errno();
      String how = mode.isDirect() && errno == Abi.EINVAL ? "open with O_DIRECT" : "open";
      throw TargetException.ofErrno(errno, how, path.toString(), -1);
    }
    if (mode.isNoReadAhead()) {
      int errno = LibC.fadvise(state, fd, Abi.FADV_RANDOM);
      if (errno != 0) {
        LibC.close(state, fd);
        throw TargetException.ofErrno(errno, "fadvise", path.toString(), -1);
      }
    }
    LinuxFile file = firstFree;
    if (file == null) {
      file = new LinuxFile(this, state, files.size());
      files.add(file);
    } else {
      firstFree = file.nextFree;
    }
    openings++;
    return file.opened(fd, path, openings);
  }

  private int openat(FilePath path, int flags) {
    int from = directories.of(path);
    try {
      while (true) {
        long address = DirectoryCache.address(path, from);
        int fd = LibC.openat(state, from, address, flags, FILE_MODE);
        if (fd >= 0) {
          return fd;
        }
        int errno = state.errno();
        if (directories.isStale(path, from, errno)) {
          from = Abi.AT_FDCWD;
        } else if (errno != Abi.EINTR) {
          return fd;
        }
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  /** Before its descriptor is closed. */
  void closing(LinuxFile file) {
    for (int i = 0; i < rings.size(); i++) { // without an iterator, which would be garbage
      rings.get(i).forget(file);
    }
  }

  void closed(LinuxFile file) {
    file.nextFree = firstFree;
    firstFree = file;
  }

  StatxBuffer statx() {
    return statx;
  }

  @Override
  public void createDirectory(FilePath path) throws TargetException {
    try {
      while (LibC.mkdirat(state, Abi.AT_FDCWD, path.memory().address(), DIRECTORY_MODE) < 0) {
        retryOrFail("mkdir", path);
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  @Override
  public void remove(FilePath path) throws TargetException {
    int from = directories.of(path);
    try {
      while (LibC.unlinkat(state, from, DirectoryCache.address(path, from), 0) < 0) {
        if (directories.isStale(path, from, state.errno())) {
          from = Abi.AT_FDCWD;
        } else {
          retryOrFail("remove", path);
        }
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  @Override
  public void removeDirectory(FilePath path) throws TargetException {
    try {
      while (LibC.unlinkat(state, Abi.AT_FDCWD, path.memory().address(), Abi.AT_REMOVEDIR) < 0) {
        retryOrFail("rmdir", path);
      }
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  @Override
  public void rename(FilePath from, FilePath to) throws TargetException {
    long source = from.memory().address();
    long destination = to.memory().address();
    try {
      while (LibC.renameat(state, Abi.AT_FDCWD, source, Abi.AT_FDCWD, destination) < 0) {
        retryOrFail("rename", from);
      }
    } finally {
      Reference.reachabilityFence(from);
      Reference.reachabilityFence(to);
    }
  }

  @Override
  public boolean stat(FilePath path, FileStat into) throws TargetException {
    int from = directories.of(path);
    try {
      while (statx.ofPath(state, from, DirectoryCache.address(path, from)) < 0) {
        if (directories.isStale(path, from, state.errno())) {
          from = Abi.AT_FDCWD;
        } else if (state.errno() == Abi.ENOENT) {
          return false;
        } else {
          retryOrFail("stat", path);
        }
      }
    } finally {
      Reference.reachabilityFence(path);
    }
    statx.copyTo(into);
    return true;
  }

  /** Refuses a symbolic link (ENOTDIR), so that removing a tree never leaves it. */
  @Override
  public int list(FilePath directory, NameSink sink) throws TargetException {
    int fd = openDirectory(directory, "list");
    try {
      if (directoryReader == null) {
        directoryReader = new DirectoryReader();
      }
      directoryReader.start(fd);
      int count = directoryReader.next(state, statx, Integer.MAX_VALUE, sink);
      if (count < 0) {
        throw failed("list", directory);
      }
      return count;
    } finally {
      LibC.close(state, fd);
    }
  }

  /** A descriptor of a directory, never of what a symbolic link points to. */
  int openDirectory(FilePath directory, String operation) throws TargetException {
    int fd = openat(directory, Abi.LIST_FLAGS);
    if (fd < 0) {
      throw failed(operation, directory);
    }
    return fd;
  }

  /** Returns if the call was only interrupted by a signal. */
  void retryOrFail(String operation, FilePath path) throws TargetException {
    if (state.errno() != Abi.EINTR) {
      throw failed(operation, path);
    }
  }

  TargetException failed(String operation, FilePath path) {
    return TargetException.ofErrno(state.errno(), operation, path.toString(), -1);
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    for (Object offered : List.of(this, names, ranges, listing)) {
      if (type.isInstance(offered)) {
        return type.cast(offered);
      }
    }
    return null;
  }

  @Override
  public Counters counters() {
    return state.counters;
  }

  /** What every device and file system accepts; some accept 512 as well. */
  @Override
  public int alignmentBytes() {
    return IoBuffer.ALIGNMENT_BYTES;
  }

  @Override
  public int alignmentBytes(FilePath file) {
    try {
      int says = statx.directAlignment(state, file.memory().address());
      return says > 0 ? says : Abi.SECTOR_BYTES;
    } finally {
      Reference.reachabilityFence(file);
    }
  }

  @Override
  public Capability.AsyncQueue queue(int depth) throws TargetException {
    return queue(depth, IoBuffer.allocate(0));
  }

  @Override
  public Capability.AsyncQueue queue(int depth, IoBuffer memory) throws TargetException {
    Capability.AsyncQueue queue = async.queue(state, threadName, depth, memory);
    queues.add(queue);
    if (queue instanceof RingQueue ring) {
      rings.add(ring);
    }
    return queue;
  }

  /** Closes what is still open; the first failure is thrown at the end. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    for (Capability.AsyncQueue queue : queues) {
      try {
        queue.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    for (LinuxFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    directories.close();
    try {
      listing.close();
    } catch (IOException e) {
      first = first == null ? e : first;
    }
    if (first != null) {
      throw first;
    }
  }
}
