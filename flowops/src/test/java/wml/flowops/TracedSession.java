package wml.flowops;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;

/** Passes every call on and writes it down, in few words, before. */
final class TracedSession implements FileSystemSession {
  /** Whose calls take handles of any session and are traced there, or have none. */
  private static final Set<Class<?>> UNTRACED =
      Set.of(
          Capability.AsyncIo.class,
          Capability.RemoteCalls.class,
          Capability.DirectIo.class,
          Capability.SynchronousWrites.class,
          Capability.ReadAheadControl.class);

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
    C offered = session.capability(type);
    return offered == null || UNTRACED.contains(type) ? offered : traced(type, offered);
  }

  /** Something that passes every call on, to bare handles, and writes it down before. */
  private <T> T traced(Class<T> type, T offered) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object[] given = arguments == null ? new Object[0] : arguments;
          StringBuilder words = new StringBuilder(method.getName());
          Object[] bare = new Object[given.length];
          for (int i = 0; i < given.length; i++) {
            bare[i] = given[i] instanceof TracedHandle traced ? traced.handle : given[i];
            words.append(wordOf(given[i]));
          }
          trace.add(words.toString());
          try {
            Object result = method.invoke(offered, bare);
            if (result instanceof Capability.Mapping mapping) {
              return traced(Capability.Mapping.class, mapping);
            }
            return result instanceof Capability.DirectoryPages pages
                ? traced(Capability.DirectoryPages.class, pages)
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        };
    Class<?>[] types = {type};
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types, handler));
  }

  private static String wordOf(Object argument) {
    return switch (argument) {
      case IoVector vector -> " " + vector.length() + " in " + vector.parts();
      case IoBuffer buffer -> "";
      case NameSink sink -> "";
      case TracedHandle handle -> "";
      default -> " " + argument;
    };
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
