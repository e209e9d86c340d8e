package wml.targets.posix.nio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/**
 * One thread's files through java.nio.file. An interrupt of the thread closes the file it works on:
 * that is how FileChannel answers interrupts.
 */
final class NioSession implements FileSystemSession, Capability.SynchronousWrites {
  private static final boolean UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  private final List<NioFile> open = new ArrayList<>();
  private final NioNames names = new NioNames();
  private final NioRanges ranges = new NioRanges();

  @Override
  public FileHandle open(FilePath path, OpenMode mode) throws TargetException {
    if (mode.isDirect() || mode.isNoReadAhead()) {
      throw new TargetException(ErrorKind.ENOTSUP, "open", path.toString());
    }
    try {
      Path file = resolve(path);
      if (!mode.writes() && (mode.creates() || mode.truncates())) {
        // FileChannel neither creates nor truncates what is opened for reading only.
        FileChannel.open(file, options(mode, true)).close();
      }
      NioFile handle =
          new NioFile(this, FileChannel.open(file, options(mode, false)), path.toString(), mode);
      open.add(handle);
      return handle;
    } catch (IOException | InvalidPathException e) {
      throw Failures.of(e, "open", path.toString(), -1);
    }
  }

  private static Set<OpenOption> options(OpenMode mode, boolean first) {
    Set<OpenOption> options = new HashSet<>();
    if (mode.reads() && !first) {
      options.add(StandardOpenOption.READ);
    }
    if (mode.writes() || first) {
      options.add(StandardOpenOption.WRITE);
      if (mode.creates()) {
        options.add(mode.isExclusive() ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
      }
      if (mode.truncates()) {
        options.add(StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
    if (mode.isSync()) {
      options.add(StandardOpenOption.SYNC);
    }
    if (mode.isDataSync()) {
      options.add(StandardOpenOption.DSYNC);
    }
    return options;
  }

  private static Path resolve(FilePath path) {
    return Path.of(path.toString());
  }

  void closed(NioFile file) {
    open.remove(file);
  }

  @Override
  public void createDirectory(FilePath path) throws TargetException {
    try {
      Files.createDirectory(resolve(path));
    } catch (IOException | InvalidPathException e) {
      throw Failures.of(e, "mkdir", path.toString(), -1);
    }
  }

  @Override
  public void remove(FilePath path) throws TargetException {
    delete(path, "remove", false);
  }

  @Override
  public void removeDirectory(FilePath path) throws TargetException {
    delete(path, "rmdir", true);
  }

  /** Files.delete takes both kinds, so the kind is looked up first. */
  private static void delete(FilePath path, String operation, boolean directory)
      throws TargetException {
    try {
      Path file = resolve(path);
      if (attributes(file).isDirectory() != directory) {
        ErrorKind kind = directory ? ErrorKind.ENOTDIR : ErrorKind.EISDIR;
        throw new TargetException(kind, operation, path.toString());
      }
      Files.delete(file);
    } catch (TargetException e) {
      throw e;
    } catch (IOException | InvalidPathException e) {
      throw Failures.of(e, operation, path.toString(), -1);
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void rename(FilePath from, FilePath to) throws TargetException {
    try {
      Files.move(resolve(from), resolve(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | InvalidPathException e) {
      throw Failures.of(e, "rename", from.toString(), -1);
    }
  }

  @Override
  public boolean stat(FilePath path, FileStat into) throws TargetException {
    try {
      Path file = resolve(path);
      BasicFileAttributes basic = attributes(file);
      into.type = type(basic);
      into.sizeBytes = basic.size();
      into.inode = 0;
      into.links = 1;
      into.mode = basic.isDirectory() ? 0755 : 0644;
      into.accessedNanos = basic.lastAccessTime().to(TimeUnit.NANOSECONDS);
      into.modifiedNanos = basic.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      if (UNIX) {
        Map<String, Object> unix =
            Files.readAttributes(file, "unix:ino,nlink,mode", LinkOption.NOFOLLOW_LINKS);
        into.inode = number(unix, "ino");
        into.links = (int) number(unix, "nlink");
        into.mode = (int) number(unix, "mode") & 07777;
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException | InvalidPathException e) {
      throw Failures.of(e, "stat", path.toString(), -1);
    }
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static FileStat.Type type(BasicFileAttributes basic) {
    if (basic.isRegularFile()) {
      return FileStat.Type.FILE;
    }
    if (basic.isDirectory()) {
      return FileStat.Type.DIRECTORY;
    }
    return basic.isSymbolicLink() ? FileStat.Type.SYMBOLIC_LINK : FileStat.Type.OTHER;
  }

  /** Refuses a symbolic link (ENOTDIR), so that removing a tree never leaves it. */
  @Override
  public int list(FilePath directory, NameSink sink) throws TargetException {
    int count = 0;
    try {
      Path path = resolve(directory);
      if (!attributes(path).isDirectory()) {
        throw new TargetException(ErrorKind.ENOTDIR, "list", directory.toString());
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          handOver(entry, sink);
          count++;
        }
      }
      return count;
    } catch (TargetException e) {
      throw e;
    } catch (DirectoryIteratorException e) {
      IOException cause = e.getCause();
      throw Failures.of(cause == null ? e : cause, "list", directory.toString(), -1);
    } catch (IOException | InvalidPathException e) {
      throw Failures.of(e, "list", directory.toString(), -1);
    }
  }

  static void handOver(Path entry, NameSink names) {
    byte[] utf8 = String.valueOf(entry.getFileName()).getBytes(StandardCharsets.UTF_8);
    names.name(utf8, utf8.length, Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    for (Object offered : List.of(this, names, ranges)) {
      if (type.isInstance(offered)) {
        return type.cast(offered);
      }
    }
    return null;
  }

  /** Closes what is still open; the first failure is thrown at the end. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    for (NioFile file : List.copyOf(open)) {
      try {
        file.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
