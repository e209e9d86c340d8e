package wml.flowops;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;

/** Passes every call on and writes it down, in few words, before. */
final class TracedSession implements FileSystemSession {
  private final FileSystemSession session;
  private final List<String> trace;

  /** The most that one write accepts. */
  int writeLimit = Integer.MAX_VALUE;

  TracedSession(FileSystemSession session, List<String> trace) {
    this.session = session;
    this.trace = trace;
  }

  @Override
  public FileHandle open(FilePath path, OpenMode mode) throws IOException {
    trace.add("open " + path + " " + mode);
    return new TracedHandle(session.open(path, mode));
  }

  @Override
  public void createDirectory(FilePath path) throws IOException {
    trace.add("mkdir " + path);
    session.createDirectory(path);
  }

  @Override
  public void remove(FilePath path) throws IOException {
    trace.add("remove " + path);
    session.remove(path);
  }

  @Override
  public void removeDirectory(FilePath path) throws IOException {
    trace.add("rmdir " + path);
    session.removeDirectory(path);
  }

  @Override
  public void rename(FilePath from, FilePath to) throws IOException {
    trace.add("rename " + from + " " + to);
    session.rename(from, to);
  }

  @Override
  public boolean stat(FilePath path, FileStat into) throws IOException {
    trace.add("stat " + path);
    return session.stat(path, into);
  }

  @Override
  public int list(FilePath directory, NameSink names) throws IOException {
    trace.add("list " + directory);
    return session.list(directory, names);
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    return session.capability(type);
  }

  @Override
  public void close() throws IOException {
    session.close();
  }

  private final class TracedHandle implements FileHandle {
    private final FileHandle handle;

    TracedHandle(FileHandle handle) {
      this.handle = handle;
    }

    @Override
    public int read(IoBuffer into, int length, long offset) throws IOException {
      trace.add("read " + length + "@" + offset);
      return handle.read(into, length, offset);
    }

    @Override
    public int write(IoBuffer from, int length, long offset) throws IOException {
      trace.add("write " + length + "@" + offset);
      return handle.write(from, Math.min(length, writeLimit), offset);
    }

    @Override
    public void sync(SyncMode mode) throws IOException {
      trace.add("sync " + mode);
      handle.sync(mode);
    }

    @Override
    public void stat(FileStat into) throws IOException {
      trace.add("fstat");
      handle.stat(into);
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
      trace.add("truncate " + sizeBytes);
      handle.truncate(sizeBytes);
    }

    @Override
    public void close() throws IOException {
      trace.add("close");
      handle.close();
    }
  }
}
