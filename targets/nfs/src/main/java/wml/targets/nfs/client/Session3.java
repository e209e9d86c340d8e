package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.Counters;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/** One thread's calls of NFS 3, over a connection of its own. Paths start at the export. */
final class Session3 implements FileSystemSession, RemoteFiles, Capability.SynchronousWrites {
  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;

  private final Calls3 calls;
  private final OpenNames names;
  private final Walk walk;
  private final Names3 more;
  private final Async3 async;
  private final Remote3 remote;
  private final int readBytes;
  private final int writeBytes;
  private final Handle handle = new Handle();
  private final Handle otherDirectory = new Handle();
  private final Name otherName = new Name();
  private final FileAttributes attributes = new FileAttributes();
  private final AttributeChange change = new AttributeChange();
  private final ListAnswer entries = new ListAnswer();
  private @Nullable File3 firstFree;

  Session3(Calls3 calls, OpenNames names, Mounted mounted) {
    this.calls = calls;
    this.names = names;
    walk = new Walk(calls, names, mounted.root());
    more = new Names3(this);
    async = new Async3(this);
    remote = new Remote3(this);
    readBytes = mounted.readBytes();
    writeBytes = mounted.writeBytes();
  }

  Calls3 calls() {
    return calls;
  }

  @Override
  public int readBytes() {
    return readBytes;
  }

  @Override
  public Handle handleOf(FileHandle open) {
    return File3.of(open).handle();
  }

  @Override
  public int writeBytes() {
    return writeBytes;
  }

  FileAttributes attributes() {
    return attributes;
  }

  AttributeChange change() {
    return change;
  }

  /** What is at a path, a symbolic link itself; returns a status. */
  @Override
  public int find(FilePath path, Handle into) throws IOException {
    while (true) {
      int status = walk.to(path);
      if (status == 0) {
        status =
            walk.name().length() == 0
                ? calls.getAttributes(into.set(walk.directory()), attributes)
                : calls.lookup(walk.directory(), walk.name(), into, attributes);
      }
      if (!walk.isWorthAgain(status)) {
        return status;
      }
    }
  }

  /** The same, through a symbolic link. */
  int findTarget(FilePath path, Handle into) throws IOException {
    int status = find(path, into);
    if (status == 0 && attributes.type == Nfs3.NF3LNK) {
      status = walk.throughLink(into);
      if (status == 0) {
        status = calls.getAttributes(into.set(walk.directory()), attributes);
      }
    }
    return status;
  }

  @Override
  public FileHandle open(FilePath path, OpenMode mode) throws IOException {
    if (mode.isDirect() || mode.isNoReadAhead()) {
      throw new TargetException(ErrorKind.ENOTSUP, "open", path.toString());
    }
    int status = mode.creates() ? create(path, mode) : findTarget(path, handle);
    if (status == 0 && !mode.creates() && attributes.type == Nfs3.NF3DIR) {
      status = Nfs3.NFS3ERR_ISDIR;
    }
    if (status == 0 && mode.truncates() && !mode.creates()) {
      change.clear().size = 0;
      status = calls.setAttributes(handle, change);
    }
    if (status != 0) {
      throw Status.failed(status, "open", path);
    }
    File3 file = firstFree;
    if (file == null) {
      file = new File3(this);
    } else {
      firstFree = file.nextFree;
    }
    int bucket = OpenNames.bucket(walk.name());
    names.opened(bucket);
    return file.opened(handle, mode, path, bucket);
  }

  private int create(FilePath path, OpenMode mode) throws IOException {
    while (true) {
      int status = walk.to(path);
      if (status == 0 && walk.name().length() == 0) {
        status = Nfs3.NFS3ERR_ISDIR;
      }
      if (status == 0) {
        change.clear().mode = FILE_MODE;
        if (mode.truncates()) {
          change.size = 0;
        }
        int how = mode.isExclusive() ? Nfs3.GUARDED : Nfs3.UNCHECKED;
        status = calls.names().create(walk.directory(), walk.name(), how, change, handle);
      }
      if (!walk.isWorthAgain(status)) {
        return status;
      }
    }
  }

  void closed(File3 file, int bucket) throws IOException {
    file.nextFree = firstFree;
    firstFree = file;
    if (names.closed(bucket)) {
      tidy(false);
    }
  }

  /** Removes what was removed while it was open, and is not open any more. */
  private void tidy(boolean all) throws IOException {
    for (OpenNames.Leftover each = names.take(all); each != null; each = names.take(all)) {
      Handle directory = new Handle().set(each.directory().bytes());
      calls.names().remove(Nfs3.NFSPROC3_REMOVE, directory, new Name().set(each.name()));
    }
  }

  @Override
  public void createDirectory(FilePath path) throws IOException {
    int status;
    do {
      status = walk.to(path);
      if (status == 0 && walk.name().length() == 0) {
        status = Nfs3.NFS3ERR_EXIST;
      }
      if (status == 0) {
        change.clear().mode = DIRECTORY_MODE;
        status = calls.names().makeDirectory(walk.directory(), walk.name(), change);
      }
    } while (walk.isWorthAgain(status));
    check(status, "mkdir", path);
  }

  static void check(int status, String operation, FilePath path) throws TargetException {
    if (status != 0) {
      throw Status.failed(status, operation, path);
    }
  }

  @Override
  public void remove(FilePath path) throws IOException {
    int status;
    do {
      status = walk.to(path);
      if (status == 0) {
        status = walk.name().length() == 0 ? Nfs3.NFS3ERR_ISDIR : remove();
      }
    } while (walk.isWorthAgain(status));
    check(status, "remove", path);
  }

  private int remove() throws IOException {
    int bucket = OpenNames.bucket(walk.name());
    if (!names.isOpen(bucket)) {
      return calls.names().remove(Nfs3.NFSPROC3_REMOVE, walk.directory(), walk.name());
    }
    int status = calls.lookup(walk.directory(), walk.name(), handle, attributes);
    if (status != 0) {
      return status;
    }
    if (attributes.type == Nfs3.NF3DIR) {
      return Nfs3.NFS3ERR_ISDIR;
    }
    String hidden = names.nextName();
    status =
        calls
            .names()
            .rename(walk.directory(), walk.name(), walk.directory(), otherName.set(hidden));
    if (status == 0) {
      names.left(bucket, walk.directory(), hidden);
      if (!names.isOpen(bucket)) {
        tidy(false);
      }
    }
    return status;
  }

  @Override
  public void removeDirectory(FilePath path) throws IOException {
    int status;
    do {
      status = walk.to(path);
      if (status == 0) {
        status =
            walk.name().length() == 0
                ? Nfs3.NFS3ERR_INVAL
                : calls.names().remove(Nfs3.NFSPROC3_RMDIR, walk.directory(), walk.name());
      }
    } while (walk.isWorthAgain(status));
    check(status, "rmdir", path);
  }

  @Override
  public void rename(FilePath from, FilePath to) throws IOException {
    int status;
    do {
      status = walk.to(from);
      otherDirectory.set(walk.directory());
      otherName.set(walk.name().array(), walk.name().length());
      if (status == 0) {
        status = walk.to(to);
      }
      if (status == 0) {
        status = renameOver(otherDirectory, otherName);
      }
    } while (walk.isWorthAgain(status));
    check(status, "rename", from);
    renamed(from);
  }

  @Override
  public void renamed(FilePath from) {
    names.moved(Walk.hash(from, from.length()));
  }

  /** To where the walk stands; what is open there is kept. */
  private int renameOver(Handle directory, Name name) throws IOException {
    if (name.length() == 0 || walk.name().length() == 0) {
      return Nfs3.NFS3ERR_INVAL;
    }
    int bucket = OpenNames.bucket(name);
    if (names.isOpen(bucket)) {
      names.opened(OpenNames.bucket(walk.name())); // it is open under that name from now on
    }
    return calls.names().rename(directory, name, walk.directory(), walk.name());
  }

  @Override
  public boolean stat(FilePath path, FileStat into) throws IOException {
    int status = find(path, handle);
    if (status == Nfs3.NFS3ERR_NOENT) {
      return false;
    }
    check(status, "stat", path);
    fill(into);
    return true;
  }

  /** From the attributes that were last received. */
  void fill(FileStat into) {
    into.type =
        switch (attributes.type) {
          case Nfs3.NF3REG -> FileStat.Type.FILE;
          case Nfs3.NF3DIR -> FileStat.Type.DIRECTORY;
          case Nfs3.NF3LNK -> FileStat.Type.SYMBOLIC_LINK;
          case Nfs3.NF3BLK -> FileStat.Type.BLOCK_DEVICE;
          default -> FileStat.Type.OTHER;
        };
    into.sizeBytes = attributes.size;
    into.inode = attributes.fileid;
    into.links = attributes.links;
    into.mode = attributes.mode;
    into.accessedNanos = attributes.accessedNanos;
    into.modifiedNanos = attributes.modifiedNanos;
  }

  @Override
  public int list(FilePath directory, NameSink sink) throws IOException {
    int status = find(directory, handle);
    int count = 0;
    entries.cookie = 0;
    entries.verifier = 0;
    entries.eof = false;
    while (status == 0 && !entries.eof) {
      status = calls.list(handle, entries.cookie, entries.verifier, entries);
      while (status == 0 && entries.next()) {
        Name name = entries.name;
        if (!name.isDot() && !name.isDotDot()) {
          sink.name(name.array(), name.length(), entries.isDirectory);
          count++;
        }
      }
    }
    check(status, "list", directory);
    return count;
  }

  /** Where the last path led. */
  @Override
  public Walk walk() {
    return walk;
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    if (type.isInstance(async)) {
      return type.cast(async);
    }
    if (type.isInstance(remote)) {
      return type.cast(remote);
    }
    return type.isInstance(more) ? type.cast(more) : null;
  }

  @Override
  public Counters counters() {
    return calls.counters();
  }

  @Override
  public void close() throws IOException {
    try {
      tidy(false);
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.ECONNRESET && e.kind() != ErrorKind.ETIMEDOUT) {
        throw e;
      }
    } finally {
      calls.rpc().close();
    }
  }
}
