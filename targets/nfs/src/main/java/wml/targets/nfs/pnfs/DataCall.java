package wml.targets.nfs.pnfs;

import java.lang.foreign.MemorySegment;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** One call of NFS 3 to a data server, and what came of it. */
abstract class DataCall {
  /** Status of a call that was not answered: the server is not there. */
  static final int DEAD = -1;

  final int server;
  final int procedure;

  /** Mirror and column that the call is about. */
  int mirror;

  int column;
  int status = DEAD;

  DataCall(int server, int procedure) {
    this.server = server;
    this.procedure = procedure;
  }

  DataCall at(int ofMirror, int ofColumn) {
    mirror = ofMirror;
    column = ofColumn;
    return this;
  }

  /**
   * @param directory that holds the data files of this server
   */
  abstract void arguments(XdrWriter out, Handle directory);

  /** Behind the status. */
  void results(XdrReader in) throws XdrException {}

  private static boolean skipAttributes(XdrReader in) throws XdrException {
    boolean known = in.getBoolean();
    if (known) {
      in.skip(FileAttributes.BYTES);
    }
    return known;
  }

  private static void skipChange(XdrReader in) throws XdrException {
    if (in.getBoolean()) {
      in.skip(24);
    }
    skipAttributes(in);
  }

  /** Some bytes of a file. */
  static final class Read extends DataCall {
    private final Handle file;
    private final long offset;
    private final int length;
    private final MemorySegment into;
    private final long position;
    int count;

    Read(int server, Handle file, long offset, int length, MemorySegment into, long position) {
      super(server, Nfs3.NFSPROC3_READ);
      this.file = file;
      this.offset = offset;
      this.length = length;
      this.into = into;
      this.position = position;
    }

    @Override
    void arguments(XdrWriter out, Handle directory) {
      file.write(out);
      out.putLong(offset).putInt(length);
    }

    @Override
    void results(XdrReader in) throws XdrException {
      skipAttributes(in);
      in.getInt();
      in.getBoolean();
      count = in.opaqueLength(length);
      in.fixed(into, position, count);
      into.asSlice(position + count, length - count).fill((byte) 0); // a hole, or behind the end
    }
  }

  /** Some bytes for a file. */
  static final class Write extends DataCall {
    private final Handle file;
    private final long offset;
    private final int length;
    private final MemorySegment from;
    private final long position;
    private final int stable;
    int committed;
    long verifier;

    Write(
        int server,
        Handle file,
        long offset,
        int length,
        MemorySegment from,
        long position,
        int stable) {
      super(server, Nfs3.NFSPROC3_WRITE);
      this.file = file;
      this.offset = offset;
      this.length = length;
      this.from = from;
      this.position = position;
      this.stable = stable;
    }

    @Override
    void arguments(XdrWriter out, Handle directory) {
      file.write(out);
      out.putLong(offset).putInt(length).putInt(stable);
      out.putOpaque(from, position, length);
    }

    @Override
    void results(XdrReader in) throws XdrException {
      skipChange(in);
      int count = in.getInt();
      committed = in.getInt();
      verifier = in.getLong();
      if (count != length) {
        status = Nfs3.NFS3ERR_IO;
      }
    }
  }

  /** What was written is to be on storage. */
  static final class Commit extends DataCall {
    private final Handle file;
    long verifier;

    Commit(int server, Handle file) {
      super(server, Nfs3.NFSPROC3_COMMIT);
      this.file = file;
    }

    @Override
    void arguments(XdrWriter out, Handle directory) {
      file.write(out);
      out.putLong(0).putInt(0);
    }

    @Override
    void results(XdrReader in) throws XdrException {
      skipChange(in);
      verifier = in.getLong();
    }
  }

  /** Finds a data file; makes it if there are attributes for a new one. */
  static final class Find extends DataCall {
    private final Name name;
    private final @org.jspecify.annotations.Nullable AttributeChange first;
    final Handle found = new Handle();

    Find(int server, String name, @org.jspecify.annotations.Nullable AttributeChange first) {
      super(server, first == null ? Nfs3.NFSPROC3_LOOKUP : Nfs3.NFSPROC3_CREATE);
      this.name = new Name().set(name);
      this.first = first;
    }

    @Override
    void arguments(XdrWriter out, Handle directory) {
      directory.write(out);
      name.write(out);
      if (first != null) {
        out.putInt(Nfs3.UNCHECKED);
        first.write(out);
      }
    }

    @Override
    void results(XdrReader in) throws XdrException {
      if (first != null && !in.getBoolean()) {
        throw new XdrException("a data server made a file without saying its handle");
      }
      found.read(in, Nfs3.NFS3_FHSIZE);
    }
  }

  /** Changes size, mode or owner of a data file. */
  static final class Change extends DataCall {
    private final Handle file;
    private final AttributeChange change;

    Change(int server, Handle file, AttributeChange change) {
      super(server, Nfs3.NFSPROC3_SETATTR);
      this.file = file;
      this.change = change;
    }

    @Override
    void arguments(XdrWriter out, Handle directory) {
      file.write(out);
      change.write(out);
      out.putBoolean(false);
    }
  }

  /** Removes a data file. */
  static final class Remove extends DataCall {
    private final Name name;

    Remove(int server, String name) {
      super(server, Nfs3.NFSPROC3_REMOVE);
      this.name = new Name().set(name);
    }

    @Override
    void arguments(XdrWriter out, Handle directory) {
      directory.write(out);
      name.write(out);
    }
  }

  /** Asks how much room there is. */
  static final class Room extends DataCall {
    long totalBytes;
    long freeBytes;

    Room(int server) {
      super(server, Nfs3.NFSPROC3_FSSTAT);
    }

    @Override
    void arguments(XdrWriter out, Handle directory) {
      directory.write(out);
    }

    @Override
    void results(XdrReader in) throws XdrException {
      skipAttributes(in);
      totalBytes = in.getLong();
      freeBytes = in.getLong();
    }
  }
}
