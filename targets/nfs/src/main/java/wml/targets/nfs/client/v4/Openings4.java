package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.targets.nfs.client.OpenNames;
import wml.targets.nfs.client.Status;
import wml.targets.nfs.client.Walk;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;

/** Opens files of a session, at the server or by what it has handed over; reuses their objects. */
final class Openings4 {
  private static final int FILE_MODE = 0644;

  private final Session4 session;
  private final Client4 client;
  private final Opens4 opens;
  private final Walk walk;
  private final OpenNames names;
  private final Delegations4 delegations;
  private final FileAttributes attributes;
  private final AttributeChange change = new AttributeChange();
  private final Handle handle = new Handle();
  private final Name last = new Name();
  private @Nullable File4 firstFree;

  Openings4(Session4 session, Client4 client) {
    this.session = session;
    this.client = client;
    opens = session.opens();
    walk = session.walk();
    names = client.names();
    delegations = client.delegations();
    attributes = session.attributes();
  }

  FileHandle open(FilePath path, OpenMode mode) throws IOException {
    if (mode.isDirect() || mode.isNoReadAhead()) {
      throw new TargetException(ErrorKind.ENOTSUP, "open", path.toString());
    }
    boolean changes = mode.writes() || mode.creates() || mode.truncates();
    Delegation4 by = changes ? null : delegations.find(path);
    if (by != null && by.enter()) {
      return openHere(by, path);
    }
    if (changes) {
      delegations.drop(path, opens);
    }
    File4 file = free();
    int status = open(path, mode, file);
    boolean linked = status == Nfs4.NFS4ERR_SYMLINK || status == Nfs4.NFS4ERR_WRONG_TYPE;
    if (linked) {
      status = openTarget(path, mode, file);
    }
    if (status != 0) {
      throw Status.failed(status, "open", path);
    }
    firstFree = file.nextFree;
    int bucket = OpenNames.bucket(walk.name());
    names.opened(bucket);
    file.opened(mode, path, bucket);
    if (changes) {
      delegations.drop(path, opens); // that of a thread which was faster
    }
    StateId delegated = opens.takeDelegated();
    return delegated == null ? file : keep(path, file, delegated, linked || changes);
  }

  /**
   * A file that was opened is handed over as well.
   *
   * @param otherNames whether it has, so that it may be changed by them unnoticed
   */
  private File4 keep(FilePath path, File4 file, StateId delegated, boolean otherNames)
      throws IOException {
    if (otherNames || attributes.links > 1) {
      opens.giveBack(file.handle(), delegated);
      return file;
    }
    FileAttributes known = new FileAttributes();
    known.set(attributes);
    byte[] text = path.memory().asSlice(0, path.length()).toArray(ValueLayout.JAVA_BYTE);
    Delegation4 made = new Delegation4(text, file, delegated, known);
    made.enter();
    delegations.add(path, made, opens);
    return openHere(made, path);
  }

  /** Without a word to the server. */
  private File4 openHere(Delegation4 by, FilePath path) {
    File4 file = free();
    firstFree = file.nextFree;
    Name name = last;
    int begin = path.nameStart();
    byte[] bytes = name.room(path.length() - begin);
    MemorySegment.copy(
        path.memory(), ValueLayout.JAVA_BYTE, begin, bytes, 0, path.length() - begin);
    name.length(path.length() - begin);
    int bucket = OpenNames.bucket(name);
    names.opened(bucket);
    return file.opened(by, path, bucket);
  }

  /** The first of the objects to reuse, which stays there. */
  private File4 free() {
    File4 file = firstFree;
    if (file == null) {
      file = new File4(session, client.nextOwner());
      client.add(file);
      firstFree = file;
    }
    return file;
  }

  private int open(FilePath path, OpenMode mode, File4 file) throws IOException {
    while (true) {
      int status = walk.to(path);
      Name name = walk.name();
      if (status == 0 && (!name.isProper() || name.isDot() || name.isDotDot())) {
        return Nfs4.NFS4ERR_ISDIR;
      }
      if (status == 0) {
        change.clear().mode = FILE_MODE;
        if (mode.truncates()) {
          change.size = 0;
        }
        status = opens.open(walk.directory(), name, mode, change, file, attributes);
      }
      if (!walk.isWorthAgain(status)) {
        return status;
      }
    }
  }

  /** Through a symbolic link. */
  private int openTarget(FilePath path, OpenMode mode, File4 file) throws IOException {
    if (mode.isExclusive()) {
      return Nfs4.NFS4ERR_EXIST;
    }
    int status = session.findTarget(path, handle);
    if (status == 0 && attributes.type == Tree4.DIRECTORY) {
      return Nfs4.NFS4ERR_ISDIR;
    }
    return status == 0 ? opens.open(handle, mode, file, attributes) : status;
  }

  void closed(File4 file) {
    file.nextFree = firstFree;
    firstFree = file;
  }
}
