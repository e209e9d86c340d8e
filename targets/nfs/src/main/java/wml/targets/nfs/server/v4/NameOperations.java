package wml.targets.nfs.server.v4;

import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** CREATE, REMOVE, RENAME and LINK: what changes directories, but for OPEN. */
final class NameOperations {
  private static final int DEFAULT_DIRECTORY_MODE = 0755;
  private static final int DEFAULT_LINK_MODE = 0777;
  private static final int DEFAULT_MODE = 0644;

  private final FileStore store;
  private final AttributeBits given = new AttributeBits();
  private final AttributeChange first = new AttributeChange();
  private final Name content = new Name();
  private final FileAttributes ofDirectory = new FileAttributes();
  private final FileAttributes ofSecond = new FileAttributes();
  private final FileAttributes ofFile = new FileAttributes();

  NameOperations(Compound c) {
    store = c.store;
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_CREATE, this::create);
    all.add(Nfs4.OP_REMOVE, this::remove);
    all.add(Nfs4.OP_RENAME, this::rename);
    all.add(Nfs4.OP_LINK, this::link);
  }

  private int create(Compound c) throws XdrException {
    XdrReader in = c.in();
    final int type = in.getInt();
    int major = 0;
    int minor = 0;
    content.length(0);
    if (type == Nfs3.NF3LNK) {
      content.read(in, Name.MOST_PATH_BYTES);
    } else if (type == Nfs3.NF3BLK || type == Nfs3.NF3CHR) {
      major = in.getInt();
      minor = in.getInt();
    }
    final int named = c.readName(c.name);
    final int changes = Changes4.read(in, given, first);
    int status = c.needsCurrent();
    if (status == 0 && !isMade(type)) {
      status = Nfs4.NFS4ERR_BADTYPE;
    }
    if (status == 0) {
      status = mayChange(c, c.current(), named, ofDirectory);
    }
    if (status == 0) {
      status = changes;
    }
    if (status == 0 && (type == Nfs3.NF3BLK || type == Nfs3.NF3CHR) && !c.caller().isRoot()) {
      status = Nfs4.NFS4ERR_PERM;
    }
    if (status == 0) {
      status = make(c, type, major, minor);
    }
    if (status == 0) {
      changed(c.out(), c.current(), ofDirectory);
      given.write(c.out());
      c.setCurrent(c.found);
    }
    return status;
  }

  private static boolean isMade(int type) {
    return switch (type) {
      case Nfs3.NF3DIR, Nfs3.NF3LNK, Nfs3.NF3BLK, Nfs3.NF3CHR, Nfs3.NF3SOCK, Nfs3.NF3FIFO -> true;
      default -> false;
    };
  }

  private int make(Compound c, int type, int major, int minor) {
    first.size = AttributeChange.KEEP;
    int status =
        switch (type) {
          case Nfs3.NF3DIR -> {
            own(c.caller(), first, ofDirectory, DEFAULT_DIRECTORY_MODE);
            yield store.makeDirectory(c.current(), c.name, first, c.found, c.attributes);
          }
          case Nfs3.NF3LNK -> {
            own(c.caller(), first, ofDirectory, DEFAULT_LINK_MODE);
            yield content.length() == 0
                ? Nfs4.NFS4ERR_INVAL
                : store.symbolicLink(c.current(), c.name, content, first, c.found, c.attributes);
          }
          default -> {
            own(c.caller(), first, ofDirectory, DEFAULT_MODE);
            yield store.makeNode(
                c.current(), c.name, type, major, minor, first, c.found, c.attributes);
          }
        };
    return Statuses.of(status);
  }

  /** What is made belongs to who makes it. */
  static void own(Caller caller, AttributeChange first, FileAttributes directory, int mode) {
    if (first.mode == AttributeChange.KEEP) {
      first.mode = mode;
    }
    if (!caller.isRoot() || first.uid == AttributeChange.KEEP) {
      first.uid = caller.uid();
    }
    if ((directory.mode & 02000) != 0) {
      first.gid = directory.gid;
    } else if (!caller.isRoot() || first.gid == AttributeChange.KEEP) {
      first.gid = caller.gid();
    }
  }

  /**
   * Whether a caller may change what a name means in a directory, whose attributes are read.
   *
   * @param named status of the name itself
   */
  static int mayChange(Compound c, Handle where, int named, FileAttributes of) {
    int status = Statuses.of(c.store.attributes(where, of));
    if (status == 0) {
      status = Statuses.unlessDirectory(of);
    }
    if (status == 0) {
      status = named;
    }
    return status == 0 && !c.caller().may(Caller.WRITE | Caller.EXECUTE, of)
        ? Nfs4.NFS4ERR_ACCESS
        : status;
  }

  /** {@code change_info4} of a directory whose attributes were read before. */
  static void changed(Compound c, Handle directory, FileAttributes of) {
    changed(c.store, c.out(), directory, of);
  }

  private void changed(XdrWriter out, Handle directory, FileAttributes of) {
    changed(store, out, directory, of);
  }

  private static void changed(FileStore store, XdrWriter out, Handle directory, FileAttributes of) {
    long before = of.change;
    boolean known = store.attributes(directory, of) == 0;
    out.putBoolean(false).putLong(before).putLong(known ? of.change : before + 1);
  }

  private int remove(Compound c) throws XdrException {
    int named = c.readName(c.name);
    int status = c.needsCurrent();
    if (status == 0) {
      status = mayChange(c, c.current(), named, ofDirectory);
    }
    if (status == 0) {
      status = mayUnlink(c, c.current(), c.name, ofDirectory);
    }
    if (status == 0) {
      boolean isDirectory = ofFile.type == Nfs3.NF3DIR;
      status =
          Statuses.of(
              isDirectory
                  ? store.removeDirectory(c.current(), c.name)
                  : store.remove(c.current(), c.name));
    }
    if (status == 0) {
      changed(c.out(), c.current(), ofDirectory);
    }
    return status;
  }

  /** Whether a name may be taken from a file now; its attributes are in {@link #ofFile}. */
  private int mayUnlink(Compound c, Handle where, Name what, FileAttributes of) {
    int status = Statuses.of(store.lookup(where, what, c.found, ofFile));
    if (status == 0 && !c.caller().mayUnlink(of, ofFile)) {
      status = Nfs4.NFS4ERR_ACCESS;
    }
    return status == 0 ? c.state.delegations().beforeChange(c.keyOf(c.found), c.client()) : status;
  }

  private int rename(Compound c) throws XdrException {
    final int from = c.readName(c.name);
    final int to = c.readName(c.secondName);
    if (!c.hasCurrent() || !c.hasSaved()) {
      return Nfs4.NFS4ERR_NOFILEHANDLE;
    }
    int status = mayChange(c, c.saved(), from, ofDirectory);
    if (status == 0) {
      status = mayChange(c, c.current(), to, ofSecond);
    }
    if (status == 0) {
      status = mayUnlink(c, c.saved(), c.name, ofDirectory);
    }
    if (status == 0) {
      int replaced = mayUnlink(c, c.current(), c.secondName, ofSecond);
      status = replaced == Nfs4.NFS4ERR_NOENT ? 0 : replaced;
    }
    if (status == 0) {
      status = Statuses.of(store.rename(c.saved(), c.name, c.current(), c.secondName));
      // What stands in the way is no matter of its kind here (RFC 8881, section 18.26.3).
      status =
          switch (status) {
            case Nfs4.NFS4ERR_NOTEMPTY, Nfs4.NFS4ERR_ISDIR, Nfs4.NFS4ERR_NOTDIR ->
                Nfs4.NFS4ERR_EXIST;
            default -> status;
          };
    }
    if (status == 0) {
      changed(c.out(), c.saved(), ofDirectory);
      changed(c.out(), c.current(), ofSecond);
    }
    return status;
  }

  private int link(Compound c) throws XdrException {
    final int named = c.readName(c.name);
    if (!c.hasCurrent() || !c.hasSaved()) {
      return Nfs4.NFS4ERR_NOFILEHANDLE;
    }
    int status = Statuses.of(store.attributes(c.saved(), ofFile));
    if (status == 0 && ofFile.type == Nfs3.NF3DIR) {
      status = Nfs4.NFS4ERR_ISDIR;
    }
    if (status == 0) {
      status = mayChange(c, c.current(), named, ofDirectory);
    }
    if (status == 0) {
      status = c.state.delegations().beforeChange(c.keyOf(c.saved()), c.client());
    }
    if (status == 0) {
      status = Statuses.of(store.link(c.saved(), c.current(), c.name));
    }
    if (status == 0) {
      changed(c.out(), c.current(), ofDirectory);
    }
    return status;
  }
}
