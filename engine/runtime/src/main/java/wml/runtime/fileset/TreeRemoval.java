package wml.runtime.fileset;

import java.io.IOException;
import java.util.Arrays;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.TargetException;

/**
 * Removes what a directory holds. Owned by one thread.
 *
 * <ol>
 *   <li>Names go to the target as the bytes that it gave, never through a shell: blanks and quotes
 *       are names like others.
 *   <li>A symbolic link is removed as a name. Whatever a listing says, only what a stat, which
 *       follows no link, calls a directory is descended into.
 *   <li>What vanished meanwhile is as good as removed.
 *   <li>Directories wait on a stack of its own; the length of a path limits its depth.
 * </ol>
 */
final class TreeRemoval {
  private final FileSystemSession session;
  private final FilePath path = new FilePath();
  private final FileStat stat = new FileStat();
  private final NameList names = new NameList();

  /** Per directory on the way down: the length of its path, and where its names start. */
  private int[] lengths = new int[16];

  private int[] starts = new int[16];
  private int depth;

  TreeRemoval(FileSystemSession session) {
    this.session = session;
  }

  /** Lists a directory without following a link that took its place. */
  static NameList list(FileSystemSession session, String directory) throws IOException {
    NameList names = new NameList();
    session.list(FilePath.of(directory), names);
    return names;
  }

  /** Removes one entry of a directory, with all that it holds. */
  void remove(String directory, NameList listing, int index) throws IOException {
    try {
      listing.append(index, path.set(directory));
      depth = 0;
      names.truncate(0);
      removeOrEnter(listing.isDirectory(index));
      while (depth > 0) {
        step();
      }
    } catch (IllegalArgumentException e) {
      throw new FilesetException(
          "can't remove '" + path + "/...': " + e.getMessage(), "remove it yourself", e);
    }
  }

  /** Removes the last name of the deepest directory, or the directory if it has none left. */
  private void step() throws IOException {
    int top = depth - 1;
    path.truncate(lengths[top]);
    int last = names.size() - 1;
    if (last < starts[top]) {
      depth--;
      tolerateGone(session::removeDirectory);
      return;
    }
    boolean directory = names.isDirectory(last);
    names.append(last, path);
    names.truncate(last);
    removeOrEnter(directory);
  }

  private void removeOrEnter(boolean listedAsDirectory) throws IOException {
    if (listedAsDirectory) {
      if (!session.stat(path, stat)) {
        return;
      }
      if (stat.isDirectory()) {
        enter();
        return;
      }
    }
    try {
      tolerateGone(session::remove);
    } catch (TargetException e) {
      boolean perhapsDirectory = e.kind() == ErrorKind.EISDIR || e.kind() == ErrorKind.EPERM;
      if (listedAsDirectory
          || !perhapsDirectory
          || !session.stat(path, stat)
          || !stat.isDirectory()) {
        throw e;
      }
      enter();
    }
  }

  private void enter() throws IOException {
    if (depth == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * depth);
      starts = Arrays.copyOf(starts, 2 * depth);
    }
    int start = names.size();
    tolerateGone(directory -> session.list(directory, names));
    lengths[depth] = path.length();
    starts[depth++] = start;
  }

  /** Something done to a path. */
  @FunctionalInterface
  private interface PathAction {
    void on(FilePath path) throws IOException;
  }

  private void tolerateGone(PathAction action) throws IOException {
    try {
      action.on(path);
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.ENOENT) {
        throw e;
      }
    }
  }
}
