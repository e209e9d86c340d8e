package wml.targets.nfs.server.v4;

import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;

/** Which file is the current one, and what its names lead to. */
final class HandleOperations {
  private static final int SECINFO_STYLE_CURRENT = 0;
  private static final int SECINFO_STYLE_PARENT = 1;
  private static final int AUTH_NONE = 0;
  private static final int AUTH_SYS = 1;

  private final Name parent = new Name().set("..");

  void addTo(Operations all) {
    all.add(Nfs4.OP_PUTFH, HandleOperations::put);
    all.add(Nfs4.OP_PUTROOTFH, HandleOperations::putRoot);
    all.add(Nfs4.OP_PUTPUBFH, HandleOperations::putRoot);
    all.add(Nfs4.OP_GETFH, HandleOperations::get);
    all.add(Nfs4.OP_SAVEFH, HandleOperations::save);
    all.add(Nfs4.OP_RESTOREFH, HandleOperations::restore);
    all.add(Nfs4.OP_LOOKUP, HandleOperations::lookup);
    all.add(Nfs4.OP_LOOKUPP, this::lookupParent);
    all.add(Nfs4.OP_READLINK, HandleOperations::readLink);
    all.add(Nfs4.OP_SECINFO, HandleOperations::security);
    all.add(Nfs4.OP_SECINFO_NO_NAME, this::securityWithoutName);
  }

  private static int put(Compound c) throws XdrException {
    Handle handle = c.found.read(c.in(), Nfs4.NFS4_FHSIZE);
    int status = Statuses.of(c.store.attributes(handle, c.attributes));
    if (status == 0) {
      c.setCurrent(handle);
    }
    return status;
  }

  private static int putRoot(Compound c) {
    c.store.root(c.found);
    c.setCurrent(c.found);
    return 0;
  }

  private static int get(Compound c) {
    int status = c.needsCurrent();
    if (status == 0) {
      c.current().write(c.out());
    }
    return status;
  }

  private static int save(Compound c) {
    int status = c.needsCurrent();
    if (status == 0) {
      c.save();
    }
    return status;
  }

  private static int restore(Compound c) {
    if (!c.hasSaved()) {
      return Nfs4.NFS4ERR_RESTOREFH;
    }
    c.restore();
    return 0;
  }

  private static int lookup(Compound c) throws XdrException {
    int named = c.readName(c.name);
    int status = walk(c, named, c.name);
    if (status == 0) {
      c.setCurrent(c.found);
    }
    return status;
  }

  /** Looks a name up in the current directory, into {@code c.found}. */
  private static int walk(Compound c, int named, Name name) {
    int status = c.readCurrent();
    if (status != 0) {
      return status;
    }
    if (c.attributes.type == Nfs3.NF3LNK) {
      return Nfs4.NFS4ERR_SYMLINK;
    }
    status = Statuses.unlessDirectory(c.attributes);
    if (status == 0) {
      status = named;
    }
    if (status == 0 && !c.caller().may(Caller.EXECUTE, c.attributes)) {
      status = Nfs4.NFS4ERR_ACCESS;
    }
    return status == 0
        ? Statuses.of(c.store.lookup(c.current(), name, c.found, c.attributes))
        : status;
  }

  private int lookupParent(Compound c) {
    c.store.root(c.found);
    if (c.hasCurrent() && c.current().is(c.found)) {
      return Nfs4.NFS4ERR_NOENT;
    }
    int status = walk(c, 0, parent);
    if (status == 0) {
      c.setCurrent(c.found);
    }
    return status == Nfs4.NFS4ERR_SYMLINK ? Nfs4.NFS4ERR_NOTDIR : status;
  }

  private static int readLink(Compound c) {
    int status = c.readCurrent();
    if (status != 0) {
      return status;
    }
    if (c.attributes.type != Nfs3.NF3LNK) {
      return Nfs4.NFS4ERR_WRONG_TYPE;
    }
    status = Statuses.of(c.store.readLink(c.current(), c.name));
    if (status == 0) {
      c.name.write(c.out());
    }
    return status;
  }

  private static int security(Compound c) throws XdrException {
    int named = c.readName(c.name);
    int status = walk(c, named, c.name);
    return status == 0 ? ways(c) : status;
  }

  private int securityWithoutName(Compound c) throws XdrException {
    int style = c.in().getInt();
    if (style != SECINFO_STYLE_CURRENT && style != SECINFO_STYLE_PARENT) {
      throw new XdrException("security of style " + style);
    }
    int status = c.readCurrent();
    if (status == 0 && style == SECINFO_STYLE_PARENT) {
      c.store.root(c.found);
      status = c.current().is(c.found) ? Nfs4.NFS4ERR_NOENT : walk(c, 0, parent);
    }
    return status == 0 ? ways(c) : status;
  }

  /** The current file is used up (RFC 8881, section 2.6.3.1.1.8). */
  private static int ways(Compound c) {
    c.out().putInt(2).putInt(AUTH_SYS).putInt(AUTH_NONE);
    c.forgetCurrent();
    return 0;
  }
}
