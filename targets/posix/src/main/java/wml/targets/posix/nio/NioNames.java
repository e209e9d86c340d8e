package wml.targets.posix.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.api.target.TargetException;

/** What java.nio.file does with names beyond the base session. Every call allocates. */
final class NioNames
    implements Capability.Links,
        Capability.Attributes,
        Capability.ExtendedAttributes,
        Capability.PagedListing {
  /** From bit 8, the owner's read, to bit 0. */
  private static final PosixFilePermission[] PERMISSIONS = PosixFilePermission.values();

  /** A call into java.nio.file. */
  private interface Call<T> {
    T on(Path path) throws IOException;
  }

  private static <T> T call(String operation, FilePath path, Call<T> call) throws TargetException {
    try {
      return call.on(Path.of(path.toString()));
    } catch (TargetException e) {
      throw e;
    } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
      throw Failures.of(e, operation, path.toString(), -1);
    }
  }

  @Override
  public void link(FilePath existing, FilePath name) throws TargetException {
    Path of = Path.of(existing.toString());
    if (!Files.exists(of, LinkOption.NOFOLLOW_LINKS)) {
      throw new TargetException(ErrorKind.ENOENT, "link", existing.toString());
    }
    call("link", name, path -> Files.createLink(path, of));
  }

  @Override
  public void symbolicLink(FilePath content, FilePath name) throws TargetException {
    call("symlink", name, path -> Files.createSymbolicLink(path, Path.of(content.toString())));
  }

  @Override
  public void readLink(FilePath name, FilePath into) throws TargetException {
    into.set(call("readlink", name, Files::readSymbolicLink).toString());
  }

  @Override
  public void changeMode(FilePath path, int mode) throws TargetException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < PERMISSIONS.length; i++) {
      if ((mode >> (PERMISSIONS.length - 1 - i) & 1) != 0) {
        permissions.add(PERMISSIONS[i]);
      }
    }
    call("chmod", path, file -> Files.setPosixFilePermissions(file, permissions));
  }

  @Override
  public void changeTimes(FilePath path, long accessedNanos, long modifiedNanos)
      throws TargetException {
    call(
        "utimes",
        path,
        file -> {
          Files.getFileAttributeView(file, BasicFileAttributeView.class)
              .setTimes(
                  FileTime.from(modifiedNanos, TimeUnit.NANOSECONDS),
                  FileTime.from(accessedNanos, TimeUnit.NANOSECONDS),
                  null);
          return file;
        });
  }

  @Override
  public boolean mayAccess(FilePath path, int rights) throws TargetException {
    return call(
        "access",
        path,
        file -> {
          if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
          }
          return ((rights & READ) == 0 || Files.isReadable(file))
              && ((rights & WRITE) == 0 || Files.isWritable(file))
              && ((rights & EXECUTE) == 0 || Files.isExecutable(file));
        });
  }

  private static UserDefinedFileAttributeView view(Path path) throws IOException {
    var view =
        Files.getFileAttributeView(
            path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      throw new TargetException(ErrorKind.ENOTSUP, "xattr", path.toString());
    }
    return view;
  }

  /** The view of a file that has an attribute: Java's own failure is only a sentence. */
  private static UserDefinedFileAttributeView holding(
      Path path, AttributeName name, String operation) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    if (!names(view, path, operation).contains(name.text())) {
      throw new TargetException(ErrorKind.ENODATA, operation, path.toString());
    }
    return view;
  }

  /** Java tells of a file that is not there in words only. */
  private static List<String> names(UserDefinedFileAttributeView view, Path path, String operation)
      throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new TargetException(ErrorKind.ENOENT, operation, path.toString());
    }
    return view.list();
  }

  private static ByteBuffer window(IoBuffer buffer, int length) {
    buffer.checkRoom(length);
    return buffer.memory().asSlice(buffer.start(), length).asByteBuffer();
  }

  @Override
  public int get(FilePath path, AttributeName name, IoBuffer into, int room)
      throws TargetException {
    ByteBuffer window = window(into, room);
    return call(
        "getxattr",
        path,
        file -> {
          UserDefinedFileAttributeView view = holding(file, name, "getxattr");
          if (view.size(name.text()) > room) {
            throw new TargetException(ErrorKind.ERANGE, "getxattr", path.toString());
          }
          return view.read(name.text(), window);
        });
  }

  @Override
  public void set(FilePath path, AttributeName name, IoBuffer from, int length)
      throws TargetException {
    ByteBuffer window = window(from, length);
    call(
        "setxattr",
        path,
        file -> {
          UserDefinedFileAttributeView view = view(file);
          names(view, file, "setxattr");
          return view.write(name.text(), window);
        });
  }

  @Override
  public int list(FilePath path, NameSink names) throws TargetException {
    List<String> all = call("listxattr", path, file -> names(view(file), file, "listxattr"));
    for (String name : all) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      names.name(utf8, utf8.length, false);
    }
    return all.size();
  }

  @Override
  public void remove(FilePath path, AttributeName name) throws TargetException {
    call(
        "removexattr",
        path,
        file -> {
          holding(file, name, "removexattr").delete(name.text());
          return file;
        });
  }

  @Override
  public Capability.DirectoryPages open(FilePath directory) throws TargetException {
    return call(
        "opendir",
        directory,
        path -> {
          if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .isDirectory()) {
            throw new TargetException(ErrorKind.ENOTDIR, "opendir", path.toString());
          }
          return new Pages(directory.toString(), stream(path));
        });
  }

  /** To be closed by {@link Pages#close}. */
  @SuppressWarnings("StreamResourceLeak")
  private static DirectoryStream<Path> stream(Path path) throws IOException {
    return Files.newDirectoryStream(path);
  }

  /** A DirectoryStream under way. */
  private static final class Pages implements Capability.DirectoryPages {
    private final String path;
    private final DirectoryStream<Path> stream;
    private final Iterator<Path> rest;

    Pages(String path, DirectoryStream<Path> stream) {
      this.path = path;
      this.stream = stream;
      rest = stream.iterator();
    }

    @Override
    public int next(int atMost, NameSink names) throws TargetException {
      int count = 0;
      try {
        while (count < atMost && rest.hasNext()) {
          NioSession.handOver(rest.next(), names);
          count++;
        }
        return count;
      } catch (DirectoryIteratorException e) {
        IOException cause = e.getCause();
        throw Failures.of(cause == null ? e : cause, "readdir", path, -1);
      }
    }

    @Override
    public void close() throws TargetException {
      try {
        stream.close();
      } catch (IOException e) {
        throw Failures.of(e, "closedir", path, -1);
      }
    }
  }
}
