package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import wml.api.target.FilePath;
import wml.targets.nfs.client.Resolver;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Compounds that deal with names and attributes: each method is one round trip and returns the
 * server's status, 0 if all went well. Owned by one session.
 */
final class Tree4 implements Resolver {
  static final int DIRECTORY = 2;
  static final int LINK = 5;

  /** Names of a path that are looked up by one compound. */
  private static final int MOST_NAMES = 16;

  private static final int LIST_BYTES = 64 << 10;
  private static final int LIST_NAME_BYTES = 16 << 10;

  private static final AttributeBits TYPE = AttributeBits.of(Nfs4.FATTR4_TYPE);

  private final Calls4 calls;
  private final Asked asked = new Asked();
  private final StateId anonymous = new StateId().anonymous();
  private final FileAttributes ofDirectory = new FileAttributes();
  private final Name part = new Name();

  Tree4(Calls4 calls) {
    this.calls = calls;
  }

  /** Goes from a directory to a name in it; returns the operation that does, 0 if none need. */
  int step(Name name) {
    if (name.isDot() || name.length() == 0) {
      return 0;
    }
    if (name.isDotDot()) {
      calls.op(Nfs4.OP_LOOKUPP);
      return Nfs4.OP_LOOKUPP;
    }
    name.write(calls.op(Nfs4.OP_LOOKUP));
    return Nfs4.OP_LOOKUP;
  }

  @Override
  public int lookup(Handle directory, Name name, Handle into, FileAttributes of)
      throws IOException {
    int step;
    do {
      calls.begin(false).at(directory);
      step = step(name);
      calls.op(Nfs4.OP_GETFH);
      calls.askAttributes();
    } while (!calls.finish());
    int status = calls.status();
    if (status != 0) {
      return status;
    }
    calls.next(Nfs4.OP_PUTFH);
    if (step != 0) {
      calls.next(step);
    }
    into.read(calls.next(Nfs4.OP_GETFH), Nfs4.NFS4_FHSIZE);
    asked.read(calls.next(Nfs4.OP_GETATTR), of);
    return 0;
  }

  @Override
  public int descend(Handle from, FilePath path, int end, Handle into) throws IOException {
    int names;
    do {
      calls.begin(false).at(from);
      names = steps(path, end);
      if (names < 0) {
        calls.abandon();
        return NOT_AT_ONCE;
      }
      calls.op(Nfs4.OP_GETFH);
      calls.askAttributes();
    } while (!calls.finish());
    int status = calls.status();
    if (status == Nfs4.NFS4ERR_NOTDIR || status == Nfs4.NFS4ERR_SYMLINK) {
      return NOT_AT_ONCE;
    }
    if (status != 0) {
      return status;
    }
    calls.next(Nfs4.OP_PUTFH);
    for (int i = 0; i < names; i++) {
      calls.next(Nfs4.OP_LOOKUP);
    }
    into.read(calls.next(Nfs4.OP_GETFH), Nfs4.NFS4_FHSIZE);
    asked.read(calls.next(Nfs4.OP_GETATTR), ofDirectory);
    return ofDirectory.type == LINK ? NOT_AT_ONCE : 0;
  }

  /** Adds a LOOKUP of each name; how many, or -1 if that won't do. */
  private int steps(FilePath path, int end) {
    int names = 0;
    int begin = 0;
    while (begin < end) {
      int stop = begin;
      while (stop < end && path.byteAt(stop) != '/') {
        stop++;
      }
      int length = stop - begin;
      if (length > 0) {
        byte[] bytes = part.room(length);
        MemorySegment.copy(path.memory(), ValueLayout.JAVA_BYTE, begin, bytes, 0, length);
        part.length(length);
        if (part.isDot() || part.isDotDot() || names == MOST_NAMES) {
          return -1;
        }
        part.write(calls.op(Nfs4.OP_LOOKUP));
        names++;
      }
      begin = stop + 1;
    }
    return names;
  }

  @Override
  public int readLink(Handle link, Name into) throws IOException {
    do {
      calls.begin(false).at(link).op(Nfs4.OP_READLINK);
    } while (!calls.finish());
    if (calls.status() == 0) {
      calls.next(Nfs4.OP_PUTFH);
      into.read(calls.next(Nfs4.OP_READLINK), Name.MOST_PATH_BYTES);
    }
    return calls.status();
  }

  int getAttributes(Handle of, FileAttributes into) throws IOException {
    do {
      calls.begin(false).at(of).askAttributes();
    } while (!calls.finish());
    if (calls.status() == 0) {
      calls.next(Nfs4.OP_PUTFH);
      asked.read(calls.next(Nfs4.OP_GETATTR), into);
    }
    return calls.status();
  }

  int setAttributes(Handle of, AttributeChange change) throws IOException {
    do {
      XdrWriter out = calls.begin(true).at(of).op(Nfs4.OP_SETATTR);
      anonymous.write(out);
      Changes4.write(out, change);
    } while (!calls.finish());
    return calls.status();
  }

  /** Of {@code ACCESS4_*}, those that are granted; below 0: a status, negated. */
  int access(Handle of, int wanted) throws IOException {
    do {
      calls.begin(false).at(of).op(Nfs4.OP_ACCESS).putInt(wanted);
    } while (!calls.finish());
    if (calls.status() != 0) {
      return -calls.status();
    }
    calls.next(Nfs4.OP_PUTFH);
    XdrReader in = calls.next(Nfs4.OP_ACCESS);
    in.getInt();
    return in.getInt();
  }

  int makeDirectory(Handle directory, Name name, AttributeChange first) throws IOException {
    calls.freshCall();
    do {
      XdrWriter out = calls.begin(true).at(directory).op(Nfs4.OP_CREATE).putInt(DIRECTORY);
      name.write(out);
      Changes4.write(out, first);
    } while (!calls.finish());
    return already(Nfs4.NFS4ERR_EXIST);
  }

  int symbolicLink(Handle directory, Name name, AttributeChange first, Name content)
      throws IOException {
    calls.freshCall();
    do {
      XdrWriter out = calls.begin(true).at(directory).op(Nfs4.OP_CREATE).putInt(LINK);
      content.write(out);
      name.write(out);
      Changes4.write(out, first);
    } while (!calls.finish());
    return already(Nfs4.NFS4ERR_EXIST);
  }

  int link(Handle file, Handle directory, Name name) throws IOException {
    calls.freshCall();
    do {
      calls.begin(true).at(file).op(Nfs4.OP_SAVEFH);
      name.write(calls.at(directory).op(Nfs4.OP_LINK));
    } while (!calls.finish());
    return already(Nfs4.NFS4ERR_EXIST);
  }

  /**
   * Removes a name. Version 4 has one operation for files and directories, so that the type is
   * checked on the way.
   *
   * @param directories whether it must be one, or must be none
   */
  int remove(Handle directory, Name name, boolean directories) throws IOException {
    calls.freshCall();
    do {
      calls.begin(true).at(directory).op(Nfs4.OP_SAVEFH);
      name.write(calls.op(Nfs4.OP_LOOKUP));
      TYPE.write(calls.op(directories ? Nfs4.OP_VERIFY : Nfs4.OP_NVERIFY));
      calls.out().putInt(4).putInt(DIRECTORY);
      calls.op(Nfs4.OP_RESTOREFH);
      name.write(calls.op(Nfs4.OP_REMOVE));
    } while (!calls.finish());
    return switch (calls.status()) {
      case Nfs4.NFS4ERR_SAME -> Nfs4.NFS4ERR_ISDIR;
      case Nfs4.NFS4ERR_NOT_SAME -> Nfs4.NFS4ERR_NOTDIR;
      default -> already(Nfs4.NFS4ERR_NOENT);
    };
  }

  int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) throws IOException {
    calls.freshCall();
    do {
      calls.begin(true).at(fromDirectory).op(Nfs4.OP_SAVEFH);
      XdrWriter out = calls.at(toDirectory).op(Nfs4.OP_RENAME);
      from.write(out);
      to.write(out);
    } while (!calls.finish());
    return already(Nfs4.NFS4ERR_NOENT);
  }

  /**
   * The status of a compound that changes names.
   *
   * @param done the status if it was carried out before its session was lost
   */
  private int already(int done) {
    return calls.status() == done && calls.wasSentAgain() ? 0 : calls.status();
  }

  /** Asks for entries behind a cookie. */
  int list(Handle directory, Entries4 into) throws IOException {
    do {
      XdrWriter out = calls.begin(false).at(directory).op(Nfs4.OP_READDIR);
      out.putLong(into.cookie).putLong(into.verifier).putInt(LIST_NAME_BYTES).putInt(LIST_BYTES);
      Asked.ENTRY.write(out);
    } while (!calls.finish());
    if (calls.status() == 0) {
      calls.next(Nfs4.OP_PUTFH);
      into.take(calls.next(Nfs4.OP_READDIR));
    }
    return calls.status();
  }
}
