package wml.targets.posix.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.FilePath;
import wml.api.target.NameSink;
import wml.api.target.TargetException;

/**
 * Directories that are read page by page. Owned by one session; what is closed is used again, so
 * that nothing is allocated once as many were open as ever are.
 */
final class LinuxListing implements Capability.PagedListing {
  private final LinuxSession session;
  private final CallState state;
  private final List<Pages> all = new ArrayList<>();
  private @Nullable Pages firstFree;

  LinuxListing(LinuxSession session, CallState state) {
    this.session = session;
    this.state = state;
  }

  @Override
  public Capability.DirectoryPages open(FilePath directory) throws TargetException {
    int fd = session.openDirectory(directory, "opendir");
    Pages pages = firstFree;
    if (pages == null) {
      pages = new Pages();
      all.add(pages);
    } else {
      firstFree = pages.nextFree;
    }
    return pages.opened(fd, directory);
  }

  /** Closes what is still open; the first failure is thrown at the end. */
  void close() throws IOException {
    IOException first = null;
    for (Pages pages : all) {
      try {
        pages.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** An open directory, or one to be used again. */
  private final class Pages implements Capability.DirectoryPages {
    private static final int CLOSED = -1;

    private final DirectoryReader reader = new DirectoryReader();
    private final FilePath path = new FilePath();
    private int fd = CLOSED;
    private @Nullable Pages nextFree;

    private Pages opened(int newFd, FilePath directory) {
      fd = newFd;
      path.clear().append(directory, 0);
      reader.start(newFd);
      return this;
    }

    @Override
    public int next(int atMost, NameSink names) throws TargetException {
      int count = reader.next(state, session.statx(), atMost, names);
      if (count < 0) {
        throw session.failed("readdir", path);
      }
      return count;
    }

    @Override
    public void close() throws TargetException {
      if (fd != CLOSED) {
        int closing = fd;
        fd = CLOSED;
        nextFree = firstFree;
        firstFree = this;
        if (LibC.close(state, closing) < 0 && state.errno() != Abi.EINTR) {
          throw session.failed("closedir", path);
        }
      }
    }
  }
}
