package wml.targets.faulty;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.Counters;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.ImmediateQueue;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

/** The wrapped session, with faults before its operations. Opening a file allocates its handle. */
final class FaultySession
    implements FileSystemSession, Capability.SynchronousWrites, Capability.AsyncIo {
  private final FileSystemSession wrapped;
  private final Faults faults;
  private final boolean syncsItself;
  private final boolean controlsReadAhead;

  FaultySession(FileSystemSession wrapped, Faults faults) {
    this.wrapped = wrapped;
    this.faults = faults;
    syncsItself = wrapped.capability(Capability.SynchronousWrites.class) != null;
    controlsReadAhead = wrapped.capability(Capability.ReadAheadControl.class) != null;
  }

  @Override
  public FileHandle open(FilePath path, OpenMode mode) throws IOException {
    if (mode.isDirect() || (mode.isNoReadAhead() && !controlsReadAhead)) {
      throw new TargetException(ErrorKind.ENOTSUP, "open", path.toString());
    }
    faults.before(mode.creates() ? Operation.CREATE : Operation.OPEN, path);
    SyncMode afterWrite = null;
    OpenMode passedOn = mode;
    if (!syncsItself && (mode.isSync() || mode.isDataSync())) {
      afterWrite = mode.isSync() ? SyncMode.ALL : SyncMode.DATA;
      passedOn = withoutSync(mode);
    }
    return new FaultyFile(wrapped.open(path, passedOn), faults, path.toString(), afterWrite);
  }

  static OpenMode withoutSync(OpenMode mode) {
    OpenMode plain =
        mode.reads() && mode.writes()
            ? OpenMode.READ_WRITE
            : mode.writes() ? OpenMode.WRITE : OpenMode.READ;
    plain = mode.creates() ? plain.create() : plain;
    plain = mode.isExclusive() ? plain.exclusive() : plain;
    plain = mode.isNoReadAhead() ? plain.noReadAhead() : plain;
    return mode.truncates() ? plain.truncate() : plain;
  }

  @Override
  public void createDirectory(FilePath path) throws IOException {
    faults.before(Operation.MKDIR, path);
    wrapped.createDirectory(path);
  }

  @Override
  public void remove(FilePath path) throws IOException {
    faults.before(Operation.REMOVE, path);
    wrapped.remove(path);
  }

  @Override
  public void removeDirectory(FilePath path) throws IOException {
    faults.before(Operation.RMDIR, path);
    wrapped.removeDirectory(path);
  }

  @Override
  public void rename(FilePath from, FilePath to) throws IOException {
    faults.before(Operation.RENAME, from);
    wrapped.rename(from, to);
  }

  @Override
  public boolean stat(FilePath path, FileStat into) throws IOException {
    faults.before(Operation.STAT, path);
    return wrapped.stat(path, into);
  }

  @Override
  public int list(FilePath directory, NameSink names) throws IOException {
    faults.before(Operation.LIST, directory);
    return wrapped.list(directory, names);
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    return type.isInstance(this) ? type.cast(this) : FaultyCapabilities.of(type, wrapped, faults);
  }

  @Override
  public Capability.AsyncQueue queue(int depth) {
    return new ImmediateQueue(depth);
  }

  @Override
  public @Nullable Counters counters() {
    return wrapped.counters();
  }

  @Override
  public void close() throws IOException {
    wrapped.close();
  }
}
