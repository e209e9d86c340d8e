package wml.targets.nfs.server;

import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** The calls of one connection that change attributes or names. */
final class Nfs3Changes {
  private static final int DEFAULT_FILE_MODE = 0644;
  private static final int DEFAULT_DIRECTORY_MODE = 0755;

  private final FileStore store;
  private final Handle directory = new Handle();
  private final Handle second = new Handle();
  private final Handle made = new Handle();
  private final Name name = new Name();
  private final Name secondName = new Name();
  private final FileAttributes ofDirectory = new FileAttributes();
  private final FileAttributes ofSecond = new FileAttributes();
  private final FileAttributes attributes = new FileAttributes();
  private final AttributeChange change = new AttributeChange();

  Nfs3Changes(FileStore store) {
    this.store = store;
  }

  void setAttributes(Caller caller, XdrReader in, XdrWriter out) throws XdrException {
    made.read(in, Nfs3.NFS3_FHSIZE);
    change.read(in);
    boolean guarded = in.getBoolean();
    long guard = guarded ? (in.getInt() & 0xffff_ffffL) * 1_000_000_000 + in.getInt() : 0;
    int status = store.attributes(made, attributes);
    boolean known = status == 0;
    if (known && guarded && guard != attributes.changedNanos) {
      status = Nfs3.NFS3ERR_NOT_SYNC;
    } else if (known) {
      status = refusal(caller);
    }
    if (status == 0) {
      status = store.change(made, change, attributes);
    }
    out.putInt(status);
    Replies.change(out, known ? attributes : null);
  }

  /** Whether a caller may change these attributes as asked. */
  private int refusal(Caller caller) {
    boolean owner = caller.owns(attributes);
    if (change.size != AttributeChange.KEEP && !owner && !caller.may(Caller.WRITE, attributes)) {
      return Nfs3.NFS3ERR_ACCES;
    }
    if (change.mode != AttributeChange.KEEP && !owner) {
      return Nfs3.NFS3ERR_PERM;
    }
    boolean uidChanges = change.uid != AttributeChange.KEEP && (int) change.uid != attributes.uid;
    if (uidChanges && !caller.isRoot()) {
      return Nfs3.NFS3ERR_PERM;
    }
    boolean gidChanges = change.gid != AttributeChange.KEEP && (int) change.gid != attributes.gid;
    if (gidChanges && !caller.isRoot() && !(owner && caller.isIn((int) change.gid))) {
      return Nfs3.NFS3ERR_PERM;
    }
    return timesRefusal(caller, owner);
  }

  private int timesRefusal(Caller caller, boolean owner) {
    if (owner || (isKept(change.accessedNanos) && isKept(change.modifiedNanos))) {
      return 0;
    }
    boolean toNow = isNowOrKept(change.accessedNanos) && isNowOrKept(change.modifiedNanos);
    return !toNow
        ? Nfs3.NFS3ERR_PERM
        : caller.may(Caller.WRITE, attributes) ? 0 : Nfs3.NFS3ERR_ACCES;
  }

  private static boolean isKept(long time) {
    return time == AttributeChange.KEEP;
  }

  private static boolean isNowOrKept(long time) {
    return isKept(time) || time == AttributeChange.NOW;
  }

  void create(Caller caller, XdrReader in, XdrWriter out) throws XdrException {
    place(in);
    int how = in.getInt();
    long verifier = 0;
    switch (how) {
      case Nfs3.UNCHECKED, Nfs3.GUARDED -> change.read(in);
      case Nfs3.EXCLUSIVE -> {
        verifier = Nfs3Conversation.verifier(in);
        change.clear();
      }
      default -> throw new XdrException("a file is to be made in way " + how);
    }
    int status = mayMake(caller);
    if (status == 0) {
      if (how == Nfs3.EXCLUSIVE) {
        // The times hold the verifier, so that a call that is sent again is known (section 3.3.8).
        change.accessedNanos = (verifier >>> 32 & 0x7fff_ffffL) * 1_000_000_000;
        change.modifiedNanos = (verifier & 0x7fff_ffffL) * 1_000_000_000;
      }
      own(caller, DEFAULT_FILE_MODE);
      long accessed = change.accessedNanos;
      long modified = change.modifiedNanos;
      status = store.create(directory, name, how != Nfs3.UNCHECKED, change, made, attributes);
      if (status == Nfs3.NFS3ERR_EXIST
          && how == Nfs3.EXCLUSIVE
          && store.lookup(directory, name, made, attributes) == 0
          && attributes.accessedNanos == accessed
          && attributes.modifiedNanos == modified) {
        status = 0;
      }
    }
    madeReply(out, status);
  }

  void makeDirectory(Caller caller, XdrReader in, XdrWriter out) throws XdrException {
    place(in);
    change.read(in);
    int status = mayMake(caller);
    if (status == 0) {
      own(caller, DEFAULT_DIRECTORY_MODE);
      status = store.makeDirectory(directory, name, change, made, attributes);
    }
    madeReply(out, status);
  }

  void symbolicLink(Caller caller, XdrReader in, XdrWriter out) throws XdrException {
    place(in);
    change.read(in);
    secondName.read(in, Nfs3.NFS3_PATHLEN);
    int status = mayMake(caller);
    if (status == 0) {
      own(caller, 0777);
      status =
          secondName.length() == 0
              ? Nfs3.NFS3ERR_INVAL
              : store.symbolicLink(directory, name, secondName, change, made, attributes);
    }
    madeReply(out, status);
  }

  void makeNode(Caller caller, XdrReader in, XdrWriter out) throws XdrException {
    place(in);
    int type = in.getInt();
    int major = 0;
    int minor = 0;
    change.clear();
    boolean device = type == Nfs3.NF3BLK || type == Nfs3.NF3CHR;
    boolean node = device || type == Nfs3.NF3SOCK || type == Nfs3.NF3FIFO;
    if (node) {
      change.read(in);
    }
    if (device) {
      major = in.getInt();
      minor = in.getInt();
    }
    int status = node ? mayMake(caller) : Nfs3.NFS3ERR_BADTYPE;
    if (status == 0 && device && !caller.isRoot()) {
      status = Nfs3.NFS3ERR_PERM;
    }
    if (status == 0) {
      own(caller, DEFAULT_FILE_MODE);
      status = store.makeNode(directory, name, type, major, minor, change, made, attributes);
    }
    madeReply(out, status);
  }

  void remove(Caller caller, XdrReader in, XdrWriter out, boolean isDirectory) throws XdrException {
    place(in);
    int status = mayChange(caller, directory, name, ofDirectory);
    if (status == 0) {
      status = mayUnlink(caller, directory, name, ofDirectory);
    }
    if (status == 0) {
      status = isDirectory ? store.removeDirectory(directory, name) : store.remove(directory, name);
    }
    out.putInt(status);
    Replies.change(out, after(directory, ofDirectory));
  }

  void rename(Caller caller, XdrReader in, XdrWriter out) throws XdrException {
    place(in);
    second.read(in, Nfs3.NFS3_FHSIZE);
    secondName.read(in, Nfs3.NFS3_PATHLEN);
    int status = mayChange(caller, directory, name, ofDirectory);
    if (status == 0) {
      status = mayChange(caller, second, secondName, ofSecond);
    }
    if (status == 0) {
      status = mayUnlink(caller, directory, name, ofDirectory);
    }
    if (status == 0) {
      int replaced = mayUnlink(caller, second, secondName, ofSecond);
      status = replaced == Nfs3.NFS3ERR_NOENT ? 0 : replaced;
    }
    if (status == 0) {
      status = store.rename(directory, name, second, secondName);
    }
    out.putInt(status);
    Replies.change(out, after(directory, ofDirectory));
    Replies.change(out, after(second, ofSecond));
  }

  void link(Caller caller, XdrReader in, XdrWriter out) throws XdrException {
    made.read(in, Nfs3.NFS3_FHSIZE);
    place(in);
    int status = store.attributes(made, attributes);
    if (status == 0) {
      status = mayChange(caller, directory, name, ofDirectory);
    }
    if (status == 0) {
      status = store.link(made, directory, name);
    }
    out.putInt(status);
    Replies.attributes(out, after(made, attributes));
    Replies.change(out, after(directory, ofDirectory));
  }

  /** {@code diropargs3}. */
  private void place(XdrReader in) throws XdrException {
    directory.read(in, Nfs3.NFS3_FHSIZE);
    name.read(in, Nfs3.NFS3_PATHLEN);
  }

  private int mayMake(Caller caller) {
    int status = mayChange(caller, directory, name, ofDirectory);
    return status == 0 && (name.isDot() || name.isDotDot()) ? Nfs3.NFS3ERR_EXIST : status;
  }

  private int mayChange(Caller caller, Handle where, Name what, FileAttributes of) {
    int status = store.attributes(where, of);
    if (status == 0) {
      status = Names.refusal(what, of);
    }
    return status == 0 && !caller.may(Caller.WRITE | Caller.EXECUTE, of)
        ? Nfs3.NFS3ERR_ACCES
        : status;
  }

  private int mayUnlink(Caller caller, Handle where, Name what, FileAttributes of) {
    int status = store.lookup(where, what, made, attributes);
    return status == 0 && !caller.mayUnlink(of, attributes) ? Nfs3.NFS3ERR_PERM : status;
  }

  /** What is made belongs to who makes it. */
  private void own(Caller caller, int mode) {
    if (change.mode == AttributeChange.KEEP) {
      change.mode = mode;
    }
    if (!caller.isRoot() || change.uid == AttributeChange.KEEP) {
      change.uid = caller.uid();
    }
    boolean inherits = (ofDirectory.mode & 02000) != 0;
    if (inherits) {
      change.gid = ofDirectory.gid;
    } else if (!caller.isRoot() || change.gid == AttributeChange.KEEP) {
      change.gid = caller.gid();
    }
  }

  private void madeReply(XdrWriter out, int status) {
    out.putInt(status);
    if (status == 0) {
      out.putBoolean(true);
      made.write(out);
      Replies.attributes(out, attributes);
    }
    Replies.change(out, after(directory, ofDirectory));
  }

  private @Nullable FileAttributes after(Handle of, FileAttributes into) {
    return store.attributes(of, into) == 0 ? into : null;
  }
}
