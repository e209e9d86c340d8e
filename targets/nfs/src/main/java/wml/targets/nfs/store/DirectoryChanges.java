package wml.targets.nfs.store;

import wml.targets.nfs.linux.Abi;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.linux.FileCalls;
import wml.targets.nfs.linux.NameCalls;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.Export.Turn;

/**
 * What changes names and attributes in an export. All of it is on storage before it is answered
 * (RFC 1813, section 4.8): the directory is synced, and a new file before it.
 */
final class DirectoryChanges {
  private static final int FRESH_FILE_MODE = 0600;
  private static final int FRESH_DIRECTORY_MODE = 0700;

  private final Export export;

  DirectoryChanges(Export export) {
    this.export = export;
  }

  int change(Handle of, AttributeChange how, FileAttributes into) {
    Turn turn = export.turn();
    int type = KernelHandles.type(of);
    Descriptors.Held file = export.open(turn, of);
    if (file == null) {
      return turn.status;
    }
    try {
      if (how.size != AttributeChange.KEEP && type != Nfs3.NF3REG) {
        return type == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_INVAL;
      }
      int status = Applied.to(turn.calls, file.fd, type, how);
      export.changed(of);
      if (status == 0) {
        status = sync(turn, file.fd, type);
      }
      int filled = export.attributes(turn, file.fd, of, into);
      return status == 0 ? filled : status;
    } finally {
      export.release(turn, file);
    }
  }

  private int sync(Turn turn, int fd, int type) {
    return type == Nfs3.NF3REG || type == Nfs3.NF3DIR
        ? export.sync(turn, fd)
        : export.syncAll(turn);
  }

  /** Makes a name in a directory; then its descriptor is opened, or -1. */
  private interface Making {
    int make(CallState calls, int directory, long name);
  }

  int create(
      Handle directory,
      Name name,
      boolean exclusive,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    int status =
        make(
            directory,
            name,
            Nfs3.NF3REG,
            first,
            into,
            of,
            (calls, fd, path) ->
                NameCalls.open(
                    calls,
                    fd,
                    path,
                    Abi.O_RDWR | Abi.O_CREAT | Abi.O_EXCL | Abi.O_NOFOLLOW | Abi.O_CLOEXEC,
                    FRESH_FILE_MODE));
    if (status != Nfs3.NFS3ERR_EXIST || exclusive || name.isDot() || name.isDotDot()) {
      return status;
    }
    status = lookup(directory, name, into, of);
    if (status == 0 && of.type != Nfs3.NF3REG) {
      return of.type == Nfs3.NF3DIR ? Nfs3.NFS3ERR_ISDIR : Nfs3.NFS3ERR_EXIST;
    }
    if (status == 0 && first.size != AttributeChange.KEEP) {
      AttributeChange size = new AttributeChange();
      size.size = first.size;
      status = change(into, size, of);
    }
    return status;
  }

  private int lookup(Handle directory, Name name, Handle into, FileAttributes of) {
    Turn turn = export.turn();
    Descriptors.Held at = export.openDirectory(turn, directory);
    if (at == null) {
      return turn.status;
    }
    try {
      return export.child(turn, at.fd, name, into, of);
    } finally {
      export.release(turn, at);
    }
  }

  int makeDirectory(
      Handle directory, Name name, AttributeChange first, Handle into, FileAttributes of) {
    return make(
        directory,
        name,
        Nfs3.NF3DIR,
        first,
        into,
        of,
        (calls, fd, path) ->
            NameCalls.makeDirectory(calls, fd, path, FRESH_DIRECTORY_MODE) < 0
                ? -1
                : NameCalls.open(
                    calls,
                    fd,
                    path,
                    Abi.O_RDONLY | Abi.O_DIRECTORY | Abi.O_NOFOLLOW | Abi.O_CLOEXEC,
                    0));
  }

  int symbolicLink(
      Handle directory,
      Name name,
      Name content,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return make(
        directory,
        name,
        Nfs3.NF3LNK,
        first,
        into,
        of,
        (calls, fd, path) ->
            NameCalls.symbolicLink(calls, calls.secondPath(content), fd, path) < 0
                ? -1
                : node(calls, fd, path));
  }

  int makeNode(
      Handle directory,
      Name name,
      int type,
      int major,
      int minor,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return make(
        directory,
        name,
        type,
        first,
        into,
        of,
        (calls, fd, path) ->
            NameCalls.makeNode(
                        calls, fd, path, Abi.modeOf(type) | FRESH_FILE_MODE, device(major, minor))
                    < 0
                ? -1
                : node(calls, fd, path));
  }

  private static int node(CallState calls, int directory, long path) {
    return NameCalls.open(calls, directory, path, Abi.O_PATH | Abi.O_NOFOLLOW | Abi.O_CLOEXEC, 0);
  }

  /** As the C library's {@code makedev}. */
  private static long device(int major, int minor) {
    long high = major & 0xffff_ffffL;
    long low = minor & 0xffff_ffffL;
    return (high & 0xfff) << 8 | (high & ~0xfffL) << 32 | (low & 0xff) | (low & ~0xffL) << 12;
  }

  private int make(
      Handle directory,
      Name name,
      int type,
      AttributeChange first,
      Handle into,
      FileAttributes of,
      Making making) {
    Turn turn = export.turn();
    Descriptors.Held at = export.openDirectory(turn, directory);
    if (at == null) {
      return turn.status;
    }
    try {
      int refusal = refusal(name);
      if (refusal != 0) {
        return refusal;
      }
      CallState calls = turn.calls;
      int fd = making.make(calls, at.fd, calls.path(name));
      if (fd < 0) {
        return Statuses.of(calls);
      }
      int status = finish(turn, fd, type, first, into, of);
      FileCalls.close(calls, fd);
      if (status != 0) {
        int flags = type == Nfs3.NF3DIR ? Abi.AT_REMOVEDIR : 0;
        NameCalls.unlink(calls, at.fd, calls.path(name), flags);
        return status;
      }
      export.changed(directory);
      return export.sync(turn, at.fd);
    } finally {
      export.release(turn, at);
    }
  }

  private int finish(
      Turn turn, int fd, int type, AttributeChange first, Handle into, FileAttributes of) {
    int status = Applied.to(turn.calls, fd, type, first);
    if (status == 0 && (type == Nfs3.NF3REG || type == Nfs3.NF3DIR)) {
      status = export.sync(turn, fd);
    }
    return status == 0 ? export.describe(turn, fd, into, of) : status;
  }

  /** Why a name can't be made; 0: it can. */
  private static int refusal(Name name) {
    if (name.length() > Name.MOST_BYTES) {
      return Nfs3.NFS3ERR_NAMETOOLONG;
    }
    if (!name.isProper()) {
      return Nfs3.NFS3ERR_ACCES;
    }
    return name.isDot() || name.isDotDot() ? Nfs3.NFS3ERR_EXIST : 0;
  }

  int remove(Handle directory, Name name, boolean isDirectory) {
    if (name.isDot() || name.isDotDot()) {
      return !isDirectory
          ? Nfs3.NFS3ERR_ISDIR
          : name.isDot() ? Nfs3.NFS3ERR_INVAL : Nfs3.NFS3ERR_EXIST;
    }
    Turn turn = export.turn();
    Descriptors.Held at = export.openDirectory(turn, directory);
    if (at == null) {
      return turn.status;
    }
    try {
      int status = export.child(turn, at.fd, name, turn.child, turn.attributes);
      if (status != 0) {
        return status;
      }
      CallState calls = turn.calls;
      int flags = isDirectory ? Abi.AT_REMOVEDIR : 0;
      if (NameCalls.unlink(calls, at.fd, calls.path(name), flags) < 0) {
        return Statuses.of(calls);
      }
      gone(turn);
      export.changed(directory);
      return export.sync(turn, at.fd);
    } finally {
      export.release(turn, at);
    }
  }

  /** A name of the child was taken: space is free only when nobody has it open. */
  private void gone(Turn turn) {
    export.changed(turn.child);
    if (turn.attributes.links == 1 || turn.attributes.type == Nfs3.NF3DIR) {
      export.drop(turn, turn.child);
    }
  }

  int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) {
    if (from.isDot() || from.isDotDot() || to.isDot() || to.isDotDot()) {
      return Nfs3.NFS3ERR_INVAL;
    }
    if (refusal(from) != 0 || refusal(to) != 0) {
      return Math.max(refusal(from), refusal(to));
    }
    Turn turn = export.turn();
    Descriptors.Held source = export.openDirectory(turn, fromDirectory);
    if (source == null) {
      return turn.status;
    }
    try {
      Descriptors.Held target = export.openDirectory(turn, toDirectory);
      if (target == null) {
        return turn.status;
      }
      try {
        return rename(turn, source, from, target, to, fromDirectory, toDirectory);
      } finally {
        export.release(turn, target);
      }
    } finally {
      export.release(turn, source);
    }
  }

  private int rename(
      Turn turn,
      Descriptors.Held source,
      Name from,
      Descriptors.Held target,
      Name to,
      Handle fromDirectory,
      Handle toDirectory) {
    CallState calls = turn.calls;
    int there = export.child(turn, target.fd, to, turn.child, turn.attributes);
    if (NameCalls.rename(calls, source.fd, calls.path(from), target.fd, calls.secondPath(to)) < 0) {
      return Statuses.of(calls);
    }
    if (there == 0) {
      gone(turn);
    }
    export.changed(fromDirectory);
    export.changed(toDirectory);
    int status = export.sync(turn, target.fd);
    return status != 0 || target.fd == source.fd ? status : export.sync(turn, source.fd);
  }

  int link(Handle existing, Handle directory, Name name) {
    Turn turn = export.turn();
    Descriptors.Held file = export.open(turn, existing);
    if (file == null) {
      return turn.status;
    }
    try {
      if (KernelHandles.type(existing) == Nfs3.NF3DIR) {
        return Nfs3.NFS3ERR_ISDIR;
      }
      Descriptors.Held at = export.openDirectory(turn, directory);
      if (at == null) {
        return turn.status;
      }
      try {
        int refusal = refusal(name);
        if (refusal != 0) {
          return refusal;
        }
        CallState calls = turn.calls;
        if (NameCalls.link(calls, file.fd, at.fd, calls.path(name)) < 0) {
          return Statuses.of(calls);
        }
        export.changed(existing);
        export.changed(directory);
        return export.sync(turn, at.fd);
      } finally {
        export.release(turn, at);
      }
    } finally {
      export.release(turn, file);
    }
  }
}
