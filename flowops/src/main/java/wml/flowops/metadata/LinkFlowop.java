package wml.flowops.metadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Readiness;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryPath;

/**
 * Makes a link beside a file. Each thread and occurrence has names of its own, by a number that is
 * drawn from the run's seed, and one link at a time: the last one goes before the next one comes,
 * so that a tree grows by no more links than there are such flowops. Owned by one thread.
 */
final class LinkFlowop implements Flowop {
  /** The call that is measured. */
  @FunctionalInterface
  interface Maker {
    void make(FilePath file, FilePath link) throws IOException;
  }

  private final EntryPath entry;
  private final FileSystemSession session;
  private final byte[] suffix;
  private final Maker maker;
  private final FilePath link = new FilePath();
  private final FileStat stat = new FileStat();
  private final EntryPath.Preparation clearing = this::clear;
  private boolean made;

  LinkFlowop(Binding binding, String keyword, String suffix, Maker maker) throws BindException {
    entry = EntryPath.ofFile(binding, keyword);
    session = binding.session();
    String own = suffix + Long.toHexString(binding.random().nextLong());
    this.suffix = own.getBytes(StandardCharsets.UTF_8);
    this.maker = maker;
  }

  /** The last name of a path, for a link beside it: such a tree may be moved as a whole. */
  static FilePath nameOf(FilePath file, FilePath into) {
    return into.clear().append(file, file.nameStart());
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    if (made) {
      made = false;
      removeLink();
    }
    Readiness readiness = entry.find();
    if (readiness == Readiness.READY) {
      entry.orRelease(clearing);
    }
    return readiness;
  }

  /** Removes what an earlier run with the same seed has left. */
  private void clear(FilePath file) throws IOException {
    link.clear().append(file, 0).append(suffix, suffix.length);
    if (session.stat(link, stat)) {
      removeLink();
    }
  }

  private void removeLink() throws IOException {
    try {
      session.remove(link);
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.ENOENT) {
        throw e;
      }
    }
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    try {
      maker.make(entry.path(), link);
      made = true;
      return 0;
    } finally {
      entry.release();
    }
  }
}
