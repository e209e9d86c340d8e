package wml.targets.nfs.server.v4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.pnfs.Layouts;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.pnfs.FfIoerr4;
import wml.targets.nfs.protocol.pnfs.FfLayoutreturn4;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.State;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Operations of a metadata server (RFC 8881, sections 18.40 to 18.44; RFC 7862, 15.6 and 15.7). */
final class LayoutOperations {
  private static final long TO_THE_END = -1;
  private static final int MOST_BODY = 64 << 10;
  private static final int MOST_ERRORS = 64;

  private final Layouts layouts;

  LayoutOperations(Layouts layouts) {
    this.layouts = layouts;
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_GETDEVICEINFO, this::device);
    all.add(Nfs4.OP_LAYOUTGET, this::get);
    all.add(Nfs4.OP_LAYOUTCOMMIT, this::commit);
    all.add(Nfs4.OP_LAYOUTRETURN, this::giveBack);
    all.add(Nfs4.OP_LAYOUTERROR, this::error);
    all.add(Nfs4.OP_LAYOUTSTATS, LayoutOperations::figures);
  }

  private int device(Compound c) throws XdrException {
    XdrReader in = c.in();
    byte[] id = in.fixed(Nfs4.NFS4_DEVICEID4_SIZE);
    final int type = in.getInt();
    final long most = in.getInt() & 0xffff_ffffL;
    in.skip(4 * in.count(64));
    if (type != layouts.type()) {
      return Nfs4.NFS4ERR_UNKNOWN_LAYOUTTYPE;
    }
    byte[] address = layouts.device(id, type);
    if (address == null) {
      return Nfs4.NFS4ERR_NOENT;
    }
    int needed = 12 + XdrWriter.padded(address.length);
    if (needed > most) {
      c.out().putInt(needed);
      return c.keepBody(Nfs4.NFS4ERR_TOOSMALL);
    }
    c.out().putInt(type).putOpaque(address).putInt(0); // changes of it are not told
    return 0;
  }

  private int get(Compound c) throws XdrException {
    XdrReader in = c.in();
    in.getBoolean(); // whether it wants to be told later
    final int type = in.getInt();
    final int mode = in.getInt();
    final long offset = in.getLong();
    final long length = in.getLong();
    final long least = in.getLong();
    byte[] layoutId = stateId(c);
    final long most = in.getInt() & 0xffff_ffffL;
    int status = c.needsCurrent();
    if (status == 0) {
      status = refusal(c, type, mode, offset, length, least);
    }
    boolean writes = mode == Nfs4.LAYOUTIOMODE4_RW;
    if (status == 0 && layoutId == null) {
      status = mayOpen(c, writes);
    }
    if (status != 0) {
      return status;
    }
    Layouts.Grant grant = layouts.get(c.client().id(), c.current(), type, writes, layoutId);
    if (grant.status() != 0) {
      if (grant.status() == Nfs4.NFS4ERR_LAYOUTTRYLATER) {
        c.out().putBoolean(false);
        return c.keepBody(grant.status());
      }
      return grant.status();
    }
    byte[] body = grant.body().bytes();
    if (body.length + 64L > most) {
      return Nfs4.NFS4ERR_TOOSMALL;
    }
    XdrWriter out = c.out().putBoolean(true).putFixed(grant.stateid().bytes());
    out.putInt(1).putLong(0).putLong(TO_THE_END);
    out.putInt(grant.writes() ? Nfs4.LAYOUTIOMODE4_RW : Nfs4.LAYOUTIOMODE4_READ);
    out.putInt(type).putOpaque(body);
    return 0;
  }

  private int refusal(Compound c, int type, int mode, long offset, long length, long least) {
    if (type != layouts.type()) {
      return Nfs4.NFS4ERR_UNKNOWN_LAYOUTTYPE;
    }
    boolean modeFits = mode == Nfs4.LAYOUTIOMODE4_READ || mode == Nfs4.LAYOUTIOMODE4_RW;
    if (!modeFits) {
      return Nfs4.NFS4ERR_BADIOMODE;
    }
    boolean overflows = length != TO_THE_END && offset + length < offset;
    if (length == 0 || overflows || Long.compareUnsigned(least, length) > 0) {
      return Nfs4.NFS4ERR_INVAL;
    }
    int status = c.readCurrent();
    return status == 0 && c.attributes.type != 1 ? Nfs4.NFS4ERR_WRONG_TYPE : status;
  }

  /** Whether an open allows what the layout would. */
  private static int mayOpen(Compound c, boolean writes) {
    if (c.stateId.isSpecial()) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    State state = c.findState();
    int status = c.checkState(state);
    if (status == 0 && state != null && !state.allows(writes)) {
      return Nfs4.NFS4ERR_OPENMODE;
    }
    int right = writes ? Caller.WRITE : Caller.READ;
    boolean may = c.caller().may(right, c.attributes) || c.caller().owns(c.attributes);
    return status != 0 || may ? status : Nfs4.NFS4ERR_ACCESS;
  }

  /** Reads a stateid; null if it is none of a layout, and then it is the compound's. */
  private static byte @Nullable [] stateId(Compound c) throws XdrException {
    StateId id = c.readStateId();
    byte[] bytes = new byte[StateId.BYTES];
    java.nio.ByteBuffer.wrap(bytes).putInt(id.seqid).putLong(id.otherHigh).putInt(id.otherLow);
    return Layouts.isLayout(bytes) ? bytes : null;
  }

  private int commit(Compound c) throws XdrException {
    XdrReader in = c.in();
    in.skip(16);
    final boolean reclaim = in.getBoolean();
    byte[] layoutId = stateId(c);
    final long end = in.getBoolean() ? in.getLong() + 1 : 0;
    long modified = AttributeChange.KEEP;
    if (in.getBoolean()) {
      long seconds = in.getLong();
      modified = seconds * 1_000_000_000 + (in.getInt() & 0xffff_ffffL);
    }
    in.getInt();
    in.skip(in.opaqueLength(MOST_BODY));
    int status = c.needsCurrent();
    if (status != 0) {
      return status;
    }
    if (reclaim) {
      return Nfs4.NFS4ERR_NO_GRACE;
    }
    if (layoutId == null) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    if (end < 0) {
      return Nfs4.NFS4ERR_INVAL;
    }
    long before = layouts.size(c.current());
    status = layouts.commit(c.client().id(), c.current(), layoutId, end, modified);
    if (status == 0) {
      c.out().putBoolean(end > before);
      if (end > before) {
        c.out().putLong(end);
      }
    }
    return status;
  }

  private int giveBack(Compound c) throws IOException {
    XdrReader in = c.in();
    final boolean reclaim = in.getBoolean();
    final int type = in.getInt();
    final int mode = in.getInt();
    final int what = in.getInt();
    if (mode < Nfs4.LAYOUTIOMODE4_READ || mode > Nfs4.LAYOUTIOMODE4_ANY) {
      return Nfs4.NFS4ERR_BADIOMODE;
    }
    if (type != layouts.type()) {
      return Nfs4.NFS4ERR_UNKNOWN_LAYOUTTYPE;
    }
    return switch (what) {
      case Nfs4.LAYOUTRETURN4_FILE -> giveFileBack(c, reclaim);
      case Nfs4.LAYOUTRETURN4_FSID, Nfs4.LAYOUTRETURN4_ALL -> {
        int status = what == Nfs4.LAYOUTRETURN4_FSID ? c.needsCurrent() : 0;
        if (status == 0) {
          layouts.giveBackAll(c.client().id(), true);
          c.out().putBoolean(false);
        }
        yield status;
      }
      default -> throw new XdrException("layouts are returned in way " + what);
    };
  }

  private int giveFileBack(Compound c, boolean reclaim) throws XdrException {
    XdrReader in = c.in();
    final long offset = in.getLong();
    final long length = in.getLong();
    byte[] layoutId = stateId(c);
    List<byte[]> failed = errors(in, in.opaqueLength(MOST_BODY));
    int status = c.needsCurrent();
    if (status != 0) {
      return status;
    }
    if (reclaim) {
      return Nfs4.NFS4ERR_NO_GRACE;
    }
    if (layoutId == null) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    long client = c.client().id();
    if (!failed.isEmpty()) {
      status = layouts.failed(client, c.current(), failed);
    }
    boolean whole = offset == 0 && length == TO_THE_END;
    if (status == 0) {
      status = layouts.giveBack(client, c.current(), layoutId, whole);
    }
    if (status == 0) {
      c.out().putBoolean(!whole);
      if (!whole) {
        c.out().putFixed(layoutId);
      }
    }
    return status;
  }

  /** Devices that a client could not use ({@code ff_layoutreturn4}); figures are passed over. */
  private List<byte[]> errors(XdrReader in, int length) throws XdrException {
    List<byte[]> out = new ArrayList<>();
    int end = in.position() + XdrWriter.padded(length);
    if (length > 0 && layouts.type() == Nfs4.LAYOUT4_FLEX_FILES) {
      for (FfIoerr4 report : FfLayoutreturn4.read(in).fflrIoerrReport()) {
        report.ffieErrors().forEach(e -> out.add(e.deDeviceid().bytes()));
      }
      if (in.position() > end) {
        throw new XdrException("a report is longer than it says");
      }
    }
    in.position(end);
    return out;
  }

  private int error(Compound c) throws XdrException {
    XdrReader in = c.in();
    in.skip(16);
    byte[] layoutId = stateId(c);
    List<byte[]> failed = new ArrayList<>();
    int count = in.count(MOST_ERRORS);
    for (int i = 0; i < count; i++) {
      failed.add(in.fixed(Nfs4.NFS4_DEVICEID4_SIZE));
      in.skip(8);
    }
    int status = c.needsCurrent();
    if (status == 0 && layoutId == null) {
      status = Nfs4.NFS4ERR_BAD_STATEID;
    }
    return status == 0 ? layouts.failed(c.client().id(), c.current(), failed) : status;
  }

  /** They are taken, and nobody asks for them. */
  private static int figures(Compound c) throws XdrException {
    XdrReader in = c.in();
    in.skip(16);
    stateId(c);
    in.skip(32 + Nfs4.NFS4_DEVICEID4_SIZE);
    in.getInt();
    in.skip(in.opaqueLength(MOST_BODY));
    return c.needsCurrent();
  }
}
