package wml.targets.nfs.server;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.oncrpc.Rpc.AcceptStatus;
import wml.targets.wire.oncrpc.RpcCall;
import wml.targets.wire.oncrpc.RpcProgram;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Carries out the calls of one connection. Weak cache consistency data (RFC 1813, section 2.6)
 * holds the attributes after a call; those before it only where they were read anyway.
 */
final class Nfs3Conversation implements RpcProgram.Conversation {
  private static final int VERIFIER_BYTES = 8;

  private final FileStore store;
  private final Caller.Squash squash;
  private final int dataBytes;
  private final Nfs3Changes changes;
  private final Nfs3Listing listing;
  private final Handle file = new Handle();
  private final Handle found = new Handle();
  private final Name name = new Name();
  private final FileAttributes attributes = new FileAttributes();
  private final FileAttributes other = new FileAttributes();
  private final FileStore.Space space = new FileStore.Space();
  private @Nullable Credential known;
  private Caller caller = Caller.of(new Credential.None(), Caller.Squash.ALL);

  Nfs3Conversation(FileStore store, Caller.Squash squash, int dataBytes) {
    this.store = store;
    this.squash = squash;
    this.dataBytes = dataBytes;
    changes = new Nfs3Changes(store);
    listing = new Nfs3Listing(store);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the connection hands over the same one until it changes
  public AcceptStatus call(RpcCall call, XdrReader in, XdrWriter out) throws XdrException {
    if (call.credential() != known) {
      known = call.credential();
      caller = Caller.of(call.credential(), squash);
    }
    switch (call.procedure()) {
      case Nfs3.NFSPROC3_NULL -> {}
      case Nfs3.NFSPROC3_GETATTR -> getAttributes(in, out);
      case Nfs3.NFSPROC3_SETATTR -> changes.setAttributes(caller, in, out);
      case Nfs3.NFSPROC3_LOOKUP -> lookup(in, out);
      case Nfs3.NFSPROC3_ACCESS -> access(in, out);
      case Nfs3.NFSPROC3_READLINK -> readLink(in, out);
      case Nfs3.NFSPROC3_READ -> read(in, out);
      case Nfs3.NFSPROC3_WRITE -> write(in, out);
      case Nfs3.NFSPROC3_CREATE -> changes.create(caller, in, out);
      case Nfs3.NFSPROC3_MKDIR -> changes.makeDirectory(caller, in, out);
      case Nfs3.NFSPROC3_SYMLINK -> changes.symbolicLink(caller, in, out);
      case Nfs3.NFSPROC3_MKNOD -> changes.makeNode(caller, in, out);
      case Nfs3.NFSPROC3_REMOVE -> changes.remove(caller, in, out, false);
      case Nfs3.NFSPROC3_RMDIR -> changes.remove(caller, in, out, true);
      case Nfs3.NFSPROC3_RENAME -> changes.rename(caller, in, out);
      case Nfs3.NFSPROC3_LINK -> changes.link(caller, in, out);
      case Nfs3.NFSPROC3_READDIR -> listing.list(caller, in, out, false);
      case Nfs3.NFSPROC3_READDIRPLUS -> listing.list(caller, in, out, true);
      case Nfs3.NFSPROC3_FSSTAT -> space(in, out);
      case Nfs3.NFSPROC3_FSINFO -> limits(in, out);
      case Nfs3.NFSPROC3_PATHCONF -> pathLimits(in, out);
      case Nfs3.NFSPROC3_COMMIT -> commit(in, out);
      default -> {
        return AcceptStatus.PROC_UNAVAIL;
      }
    }
    return AcceptStatus.SUCCESS;
  }

  private void getAttributes(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    int status = store.attributes(file, attributes);
    out.putInt(status);
    if (status == 0) {
      attributes.write(out);
    }
  }

  private void lookup(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    name.read(in, Nfs3.NFS3_PATHLEN);
    int status = store.attributes(file, other);
    boolean known = status == 0;
    if (status == 0) {
      status = Names.refusal(name, other);
    }
    if (status == 0 && !caller.may(Caller.EXECUTE, other)) {
      status = Nfs3.NFS3ERR_ACCES;
    }
    if (status == 0) {
      status = store.lookup(file, name, found, attributes);
    }
    out.putInt(status);
    if (status == 0) {
      found.write(out);
      Replies.attributes(out, attributes);
    }
    Replies.attributes(out, known ? other : null);
  }

  private void access(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    int asked = in.getInt();
    int status = store.attributes(file, attributes);
    out.putInt(status);
    Replies.attributes(out, status == 0 ? attributes : null);
    if (status == 0) {
      out.putInt(asked & granted(attributes));
    }
  }

  private int granted(FileAttributes of) {
    int rights = caller.rights(of);
    boolean directory = of.type == Nfs3.NF3DIR;
    int granted = (rights & Caller.READ) != 0 ? Nfs3.ACCESS3_READ : 0;
    if ((rights & Caller.WRITE) != 0) {
      granted |= Nfs3.ACCESS3_MODIFY | Nfs3.ACCESS3_EXTEND;
      granted |= directory ? Nfs3.ACCESS3_DELETE : 0;
    }
    if ((rights & Caller.EXECUTE) != 0) {
      granted |= directory ? Nfs3.ACCESS3_LOOKUP : Nfs3.ACCESS3_EXECUTE;
    }
    return granted;
  }

  private void readLink(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    int status = store.attributes(file, attributes);
    boolean known = status == 0;
    if (known) {
      status = store.readLink(file, name);
    }
    out.putInt(status);
    Replies.attributes(out, known ? attributes : null);
    if (status == 0) {
      name.write(out);
    }
  }

  private void read(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    long offset = in.getLong();
    int length = Math.min(in.getInt() & 0x7fff_ffff, dataBytes);
    int status = store.attributes(file, attributes);
    boolean known = status == 0;
    // A server lets the owner read what the mode forbids: it was opened before (section 4.4).
    if (known && !caller.may(Caller.READ, attributes) && !caller.owns(attributes)) {
      boolean runs = caller.may(Caller.EXECUTE, attributes);
      status = runs ? 0 : Nfs3.NFS3ERR_ACCES;
    }
    int begin = out.position();
    out.putInt(status);
    Replies.attributes(out, known ? attributes : null);
    if (status != 0) {
      return;
    }
    int counts = out.position();
    out.putInt(0).putInt(0).putInt(0);
    ByteBuffer room = out.room(XdrWriter.padded(length));
    int limit = room.limit();
    room.limit(room.position() + length);
    int n = store.read(file, offset, room);
    room.limit(limit);
    if (n < 0) {
      out.position(begin);
      out.putInt(-n);
      Replies.attributes(out, attributes);
      return;
    }
    out.pad(n);
    out.putIntAt(counts, n);
    out.putIntAt(counts + 4, offset + n >= attributes.size ? 1 : 0);
    out.putIntAt(counts + 8, n);
  }

  private void write(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    long offset = in.getLong();
    int count = in.getInt();
    int stable = in.getInt();
    int length = in.opaqueLength(dataBytes);
    if (count != length || stable < 0 || stable > Nfs3.FILE_SYNC) {
      throw new XdrException("a write of %d bytes that holds %d".formatted(count, length));
    }
    int status = store.attributes(file, attributes);
    boolean known = status == 0;
    if (known && !caller.may(Caller.WRITE, attributes) && !caller.owns(attributes)) {
      status = Nfs3.NFS3ERR_ACCES;
    }
    if (status == 0) {
      ByteBuffer data = in.buffer();
      int limit = data.limit();
      int position = data.position();
      data.limit(in.position() + length).position(in.position());
      status = store.write(file, offset, data, stable);
      data.limit(limit).position(position);
    }
    known = known && store.attributes(file, attributes) == 0;
    out.putInt(status);
    Replies.change(out, known ? attributes : null);
    if (status == 0) {
      out.putInt(length).putInt(stable).putLong(store.writeVerifier());
    }
  }

  private void commit(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    in.getLong();
    in.getInt();
    int status = store.commit(file);
    boolean known = store.attributes(file, attributes) == 0;
    out.putInt(status);
    Replies.change(out, known ? attributes : null);
    if (status == 0) {
      out.putLong(store.writeVerifier());
    }
  }

  private void space(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    int status = store.attributes(file, attributes);
    out.putInt(status);
    Replies.attributes(out, status == 0 ? attributes : null);
    if (status == 0) {
      store.space(space);
      out.putLong(space.totalBytes).putLong(space.freeBytes).putLong(space.freeBytes);
      out.putLong(space.totalFiles).putLong(space.freeFiles).putLong(space.freeFiles).putInt(0);
    }
  }

  private void limits(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    int status = store.attributes(file, attributes);
    out.putInt(status);
    Replies.attributes(out, status == 0 ? attributes : null);
    if (status == 0) {
      out.putInt(dataBytes).putInt(dataBytes).putInt(1);
      out.putInt(dataBytes).putInt(dataBytes).putInt(1);
      out.putInt(dataBytes).putLong(Long.MAX_VALUE).putInt(0).putInt(1);
      out.putInt(Nfs3.FSF3_LINK | Nfs3.FSF3_SYMLINK | Nfs3.FSF3_HOMOGENEOUS | Nfs3.FSF3_CANSETTIME);
    }
  }

  private void pathLimits(XdrReader in, XdrWriter out) throws XdrException {
    file.read(in, Nfs3.NFS3_FHSIZE);
    int status = store.attributes(file, attributes);
    out.putInt(status);
    Replies.attributes(out, status == 0 ? attributes : null);
    if (status == 0) {
      out.putInt(32_000).putInt(Name.MOST_BYTES);
      out.putBoolean(true).putBoolean(true).putBoolean(false).putBoolean(true);
    }
  }

  /** The bytes of a verifier stand for themselves. */
  static long verifier(XdrReader in) throws XdrException {
    if (in.remaining() < VERIFIER_BYTES) {
      throw new XdrException("a verifier is cut short");
    }
    return in.getLong();
  }
}
