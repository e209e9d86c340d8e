package wml.runtime.fileset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.api.verify.BlockLedger;

/**
 * Makes the directories and files of one tree below a root that stands, or brings a standing tree
 * to what it should be. Ranges of entries are done by a crew's threads; what a file holds does not
 * depend on which.
 */
final class TreeBuild {
  /** Nothing stands below the root, so that nothing need be looked at. */
  static final @Nullable Changes ANEW = null;

  /** Up to so many entries, starting threads and sessions costs more than they gain. */
  private static final int SERIAL_ENTRIES = 2000;

  /** From so many bytes on, threads gain whatever the number of files. */
  private static final long PARALLEL_BYTES = 256L << 20;

  /** Entries that a thread takes at once; 1 if files are large. */
  private static final int RANGE = 64;

  private static final long LARGE_FILE_BYTES = 1 << 20;

  private final LaidOutFileset fileset;
  private final Crew crew;
  private final FileSystemSession own;
  private final FilesetStore.Progress progress;
  private final @Nullable Changes changes;
  private final long total;
  private long done;
  private long bytes;

  /** Told, by any thread, before something of a standing tree is changed. */
  @FunctionalInterface
  interface Changes {
    void about(FileSystemSession changer) throws IOException;
  }

  TreeBuild(
      LaidOutFileset fileset,
      Crew crew,
      FileSystemSession own,
      FilesetStore.Progress progress,
      @Nullable Changes changes) {
    this.fileset = fileset;
    this.crew = crew;
    this.own = own;
    this.progress = progress;
    this.changes = changes;
    total = (long) fileset.fileCount() + fileset.leafDirectoryCount();
  }

  /** Takes it on trust that exactly the preallocated entries exist. */
  static void trust(LaidOutFileset fileset) {
    for (int file = 0; file < fileset.fileCount(); file++) {
      if (fileset.isPreallocated(file)) {
        fileset.files().found(file);
      }
    }
    for (int leaf = 0; leaf < fileset.leafDirectoryCount(); leaf++) {
      if (fileset.isLeafPreallocated(leaf)) {
        fileset.leafDirectories().found(leaf);
      }
    }
  }

  void run() throws IOException {
    crew.run(
        own, fileset.directoryCount(), RANGE, SERIAL_ENTRIES, s -> new Hand(s, 0)::directories);
    crew.run(own, fileset.leafDirectoryCount(), RANGE, SERIAL_ENTRIES, s -> new Hand(s, 0)::leaves);
    int files = fileset.fileCount();
    long total = fileset.totalBytes();
    boolean large = total / Math.max(1, files) >= LARGE_FILE_BYTES;
    long largest = fileset.maxFileBytes();
    crew.run(
        own,
        files,
        large ? 1 : RANGE,
        total >= PARALLEL_BYTES ? 1 : SERIAL_ENTRIES,
        s -> new Hand(s, largest)::files);
  }

  private synchronized void advance(int entries, long written) {
    done += entries;
    bytes += written;
    progress.made(done, total, bytes);
  }

  /** What one thread works with. */
  private final class Hand {
    private final FileSystemSession session;
    private final FilePath path = new FilePath();
    private final FileStat stat = new FileStat();
    private final FileContents contents;
    private final OpenMode create = OpenMode.WRITE.create();
    private long written;

    Hand(FileSystemSession session, long largestBytes) {
      this.session = session;
      contents = new FileContents(fileset, largestBytes, progress::cancelled);
    }

    /** Parents come first, but may be in a range that another thread has only begun. */
    void directories(int from, int to) throws IOException {
      for (int directory = Math.max(1, from); directory < to; directory++) {
        fileset.directories().path(directory, path);
        if (!stands(FileStat.Type.DIRECTORY)) {
          createDirectory();
        }
      }
    }

    void leaves(int from, int to) throws IOException {
      for (int leaf = from; leaf < to; leaf++) {
        fileset.leafDirectories().path(leaf, path);
        boolean exists = stands(FileStat.Type.DIRECTORY);
        if (!exists && fileset.isLeafPreallocated(leaf)) {
          createDirectory();
          exists = true;
        }
        if (exists) {
          fileset.leafDirectories().found(leaf);
        }
      }
      advance(to - from, 0);
    }

    void files(int from, int to) throws IOException {
      written = 0;
      for (int file = from; file < to; file++) {
        fileset.files().path(file, path);
        boolean exists = stands(FileStat.Type.FILE);
        if (exists) {
          bringToSize(file, fileset.sizeBytes(file));
        } else if (fileset.isPreallocated(file)) {
          change();
          write(file);
          exists = true;
        }
        if (exists) {
          fileset.files().found(file);
        }
      }
      advance(to - from, written);
    }

    /** Whether the entry at the path stands and is what it should be. */
    private boolean stands(FileStat.Type type) throws IOException {
      if (changes == null || !session.stat(path, stat)) {
        return false;
      }
      if (stat.type != type) {
        throw new FilesetException(
            "'%s' of fileset '%s' is not a %s any more"
                .formatted(path, fileset.name(), type == FileStat.Type.FILE ? "file" : "directory"),
            "remove '" + fileset.root() + "', or run without reuse",
            null);
      }
      return true;
    }

    private void bringToSize(int file, long sizeBytes) throws IOException {
      if (stat.sizeBytes > sizeBytes) {
        change();
        try (FileHandle handle = session.open(path, OpenMode.WRITE)) {
          handle.truncate(sizeBytes);
        }
      } else if (stat.sizeBytes < sizeBytes) {
        change();
        write(file);
      }
    }

    private void write(int file) throws IOException {
      long sizeBytes = fileset.sizeBytes(file);
      try (FileHandle handle = session.open(path, create)) {
        contents.write(handle, path, file, sizeBytes);
      }
      BlockLedger ledger = fileset.ledger();
      if (ledger != null) {
        ledger.laidOut(file);
      }
      written += sizeBytes;
    }

    private void createDirectory() throws IOException {
      change();
      try {
        session.createDirectory(path);
      } catch (TargetException e) {
        if (e.kind() != ErrorKind.ENOENT) {
          tolerateExisting(e);
          return;
        }
        createAncestors();
      }
    }

    private void createAncestors() throws IOException {
      int end = path.length();
      byte[] whole = path.toString().getBytes(StandardCharsets.UTF_8);
      int root = fileset.root().getBytes(StandardCharsets.UTF_8).length;
      for (int at = root + 1; at <= end; at++) {
        if (at == end || whole[at] == '/') {
          path.clear().append(whole, at);
          try {
            session.createDirectory(path);
          } catch (TargetException e) {
            tolerateExisting(e);
          }
        }
      }
    }

    private void tolerateExisting(TargetException e) throws IOException {
      if (e.kind() != ErrorKind.EEXIST) {
        throw e;
      }
    }

    private void change() throws IOException {
      if (changes != null) {
        changes.about(session);
      }
    }
  }
}
