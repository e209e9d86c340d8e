package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.Arrays;
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
import wml.targets.nfs.client.OpenNames;
import wml.targets.nfs.client.RemoteFiles;
import wml.targets.nfs.client.Status;
import wml.targets.nfs.client.Walk;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v4.Nfs4;

/** One thread's calls of NFS 4, over a connection of its own. Paths start at the export. */
final class Session4 implements FileSystemSession, RemoteFiles, Capability.SynchronousWrites {
  private static final int DIRECTORY_MODE = 0755;

  private final Client4 client;
  private final Calls4 calls;
  private final Tree4 tree;
  private final Opens4 opens;
  private final @Nullable LayoutIo layoutIo;
  private final Delegations4 delegations;
  private final OpenNames names;
  private final Walk walk;
  private final Openings4 openings;
  private final Capability[] more;
  private final Handle handle = new Handle();
  private final Handle otherDirectory = new Handle();
  private final Name otherName = new Name();
  private final FileAttributes attributes = new FileAttributes();
  private final AttributeChange change = new AttributeChange();
  private final Entries4 entries = new Entries4();

  Session4(Client4 client, Calls4 calls) {
    this.client = client;
    this.calls = calls;
    tree = new Tree4(calls);
    opens = new Opens4(client, calls);
    layoutIo = LayoutIo.of(client, calls, tree);
    names = client.names();
    delegations = client.delegations();
    walk = new Walk(tree, names, client.root());
    openings = new Openings4(this, client);
    Space4 space = new Space4(calls);
    Capability[] all = {
      this,
      new Names4(this),
      new Locks4(this),
      new Async4(this),
      new Remote4(this, client),
      space,
      new NamedValues4(this)
    };
    more = client.server().minor() == 1 ? Arrays.copyOf(all, 5) : all; // the rest is of 4.2
  }

  Server4 server() {
    return client.server();
  }

  Calls4 calls() {
    return calls;
  }

  Tree4 tree() {
    return tree;
  }

  Opens4 opens() {
    return opens;
  }

  /** Null: all data goes through this session's server. */
  @Nullable LayoutIo layoutIo() {
    return layoutIo;
  }

  @Override
  public int readBytes() {
    return client.readBytes();
  }

  @Override
  public Handle handleOf(FileHandle open) {
    return File4.of(open).handle();
  }

  @Override
  public void renamed(FilePath from) {
    names.moved(Walk.hash(from, from.length()));
  }

  @Override
  public int writeBytes() {
    return client.writeBytes();
  }

  FileAttributes attributes() {
    return attributes;
  }

  /** Where the last path led. */
  @Override
  public Walk walk() {
    return walk;
  }

  /** What is at a path, a symbolic link itself; returns a status. */
  @Override
  public int find(FilePath path, Handle into) throws IOException {
    while (true) {
      int status = walk.to(path);
      if (status == 0) {
        status =
            walk.name().length() == 0
                ? tree.getAttributes(into.set(walk.directory()), attributes)
                : tree.lookup(walk.directory(), walk.name(), into, attributes);
      }
      if (!walk.isWorthAgain(status)) {
        return status;
      }
    }
  }

  /** The same, through a symbolic link. */
  int findTarget(FilePath path, Handle into) throws IOException {
    int status = find(path, into);
    if (status == 0 && attributes.type == Tree4.LINK) {
      status = walk.throughLink(into);
      if (status == 0) {
        status = tree.getAttributes(into.set(walk.directory()), attributes);
      }
    }
    return status;
  }

  @Override
  public FileHandle open(FilePath path, OpenMode mode) throws IOException {
    return openings.open(path, mode);
  }

  void closed(File4 file, int bucket) throws IOException {
    openings.closed(file);
    if (names.closed(bucket)) {
      tidy();
    }
  }

  /** A file that was open by a delegation is closed. */
  int leave(Delegation4 by, File4 file) throws IOException {
    int status = file.locks().any() ? opens.unlock(file, 0, Opens4.TO_THE_END) : 0;
    by.leave(client, opens);
    return status;
  }

  /** What is at a path, or below it, is about to be changed. */
  void changes(FilePath path) throws IOException {
    delegations.drop(path, opens);
  }

  /** Removes what was removed while it was open, and is not open any more. */
  private void tidy() throws IOException {
    for (OpenNames.Leftover each = names.take(false); each != null; each = names.take(false)) {
      Handle directory = new Handle().set(each.directory().bytes());
      tree.remove(directory, new Name().set(each.name()), false);
    }
  }

  @Override
  public void createDirectory(FilePath path) throws IOException {
    int status;
    do {
      status = walk.to(path);
      if (status == 0 && walk.name().length() == 0) {
        status = Nfs4.NFS4ERR_EXIST;
      }
      if (status == 0) {
        change.clear().mode = DIRECTORY_MODE;
        status = tree.makeDirectory(walk.directory(), walk.name(), change);
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
    changes(path);
    int status;
    do {
      status = walk.to(path);
      if (status == 0) {
        status = walk.name().length() == 0 ? Nfs4.NFS4ERR_ISDIR : remove();
      }
    } while (walk.isWorthAgain(status));
    changes(path); // that of a thread which was faster
    check(status, "remove", path);
  }

  /** A server that does not keep what is removed while it is open is given another name first. */
  private int remove() throws IOException {
    int bucket = OpenNames.bucket(walk.name());
    if (opens.preservesUnlinked() || !names.isOpen(bucket)) {
      return tree.remove(walk.directory(), walk.name(), false);
    }
    int status = tree.lookup(walk.directory(), walk.name(), handle, attributes);
    if (status != 0) {
      return status;
    }
    if (attributes.type == Tree4.DIRECTORY) {
      return Nfs4.NFS4ERR_ISDIR;
    }
    String hidden = names.nextName();
    status = tree.rename(walk.directory(), walk.name(), walk.directory(), otherName.set(hidden));
    if (status == 0) {
      names.left(bucket, walk.directory(), hidden);
      if (!names.isOpen(bucket)) {
        tidy();
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
                ? Nfs4.NFS4ERR_INVAL
                : tree.remove(walk.directory(), walk.name(), true);
      }
    } while (walk.isWorthAgain(status));
    check(status, "rmdir", path);
  }

  @Override
  public void rename(FilePath from, FilePath to) throws IOException {
    changes(from);
    changes(to);
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
    changes(from);
    changes(to);
    check(status, "rename", from);
    renamed(from);
  }

  /** To where the walk stands; what is open there is kept. */
  private int renameOver(Handle directory, Name name) throws IOException {
    if (name.length() == 0 || walk.name().length() == 0) {
      return Nfs4.NFS4ERR_INVAL;
    }
    if (names.isOpen(OpenNames.bucket(name))) {
      names.opened(OpenNames.bucket(walk.name())); // it is open under that name from now on
    }
    return tree.rename(directory, name, walk.directory(), walk.name());
  }

  @Override
  public boolean stat(FilePath path, FileStat into) throws IOException {
    Delegation4 by = delegations.find(path);
    if (by != null) {
      fill(by.attributes(), into);
      return true;
    }
    int status = find(path, handle);
    if (status == Nfs4.NFS4ERR_NOENT) {
      return false;
    }
    check(status, "stat", path);
    fill(attributes, into);
    if (layoutIo != null) {
      into.sizeBytes = Math.max(into.sizeBytes, layoutIo.layouts().end(handle));
    }
    return true;
  }

  static void fill(FileAttributes attributes, FileStat into) {
    into.type =
        switch (attributes.type) {
          case 1 -> FileStat.Type.FILE;
          case Tree4.DIRECTORY -> FileStat.Type.DIRECTORY;
          case Tree4.LINK -> FileStat.Type.SYMBOLIC_LINK;
          case 3 -> FileStat.Type.BLOCK_DEVICE;
          default -> FileStat.Type.OTHER;
        };
    into.sizeBytes = attributes.size;
    into.inode = attributes.fileid;
    into.links = attributes.links;
    into.mode = attributes.mode & 07777;
    into.accessedNanos = attributes.accessedNanos;
    into.modifiedNanos = attributes.modifiedNanos;
  }

  @Override
  public int list(FilePath directory, NameSink sink) throws IOException {
    int status = find(directory, handle);
    if (status == 0 && attributes.type != Tree4.DIRECTORY) {
      status = Nfs4.NFS4ERR_NOTDIR;
    }
    int count = 0;
    entries.rewind();
    while (status == 0 && !entries.eof) {
      status = tree.list(handle, entries);
      while (status == 0 && entries.next()) {
        sink.name(entries.name.array(), entries.name.length(), entries.isDirectory);
        count++;
      }
    }
    check(status, "list", directory);
    return count;
  }

  @Override
  public <C extends Capability> @Nullable C capability(Class<C> type) {
    for (Capability each : more) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }

  @Override
  public Counters counters() {
    return calls.counters();
  }

  @Override
  public void close() throws IOException {
    try {
      tidy();
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.ECONNRESET && e.kind() != ErrorKind.ETIMEDOUT) {
        throw e;
      }
    } finally {
      if (layoutIo != null) {
        layoutIo.close();
      }
      calls.close();
    }
  }
}
