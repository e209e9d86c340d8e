package wml.targets.nfs.pnfs;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.Handle;

/**
 * A file that is in use on the metadata server. Its lock is shared by reads, and by writes that no
 * mirror needs in one order; all else has it alone. Its monitor guards what shared holders change.
 */
final class StripedFile {
  final Handle handle = new Handle();
  final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Who has a layout: added with the lock held alone. */
  final List<LayoutHolder> holders = new CopyOnWriteArrayList<>();

  private @Nullable FileRecord record;
  private @Nullable Part[][] parts = new Part[0][];

  /** By the table of files. */
  int users;

  /** Whether somebody could have written to the data servers by himself since this was loaded. */
  boolean written;

  /** No name leads to it: its data goes with its last user. */
  volatile boolean gone;

  StripedFile(Handle of) {
    handle.set(of);
  }

  /** One data file. */
  static final class Part {
    final Handle handle;

    /** Whether something written is not on storage, and the server's verifier then. */
    boolean dirty;

    long verifier;

    Part(Handle handle) {
      this.handle = handle;
    }
  }

  boolean isLoaded() {
    return record != null;
  }

  FileRecord record() {
    return Objects.requireNonNull(record, "the file is not loaded");
  }

  void loaded(FileRecord found) {
    record = found;
    parts = new Part[found.mirrors][found.width];
  }

  synchronized @Nullable Part part(int mirror, int column) {
    return parts[mirror][column];
  }

  synchronized void found(int mirror, int column, Handle at) {
    parts[mirror][column] = new Part(at);
  }

  synchronized void forget(int mirror, int column) {
    parts[mirror][column] = null;
  }

  synchronized void forget(int mirror) {
    parts[mirror] = new Part[record().width];
  }

  synchronized boolean isIdle() {
    for (@Nullable Part[] mirror : parts) {
      for (Part part : mirror) {
        if (part != null && part.dirty) {
          return false;
        }
      }
    }
    return holders.isEmpty();
  }
}
