package wml.targets.nfs.server.v4;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Attributes4;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.State;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** GETATTR, SETATTR, ACCESS, VERIFY and NVERIFY. */
final class AttributeOperations {
  private static final int MOST_ATTRIBUTE_BYTES = 4096;
  private static final int EVERYTHING = 0x1ff;

  private final AttributeBits wanted = new AttributeBits();
  private final AttributeChange change = new AttributeChange();
  private final Facts facts;
  private final XdrWriter scratch = new XdrWriter(1024, 1 << 16);

  AttributeOperations(Compound c) {
    facts = new Facts(c);
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_GETATTR, this::get);
    all.add(Nfs4.OP_SETATTR, this::set);
    all.add(Nfs4.OP_ACCESS, AttributeOperations::access);
    all.add(Nfs4.OP_VERIFY, c -> verify(c, true));
    all.add(Nfs4.OP_NVERIFY, c -> verify(c, false));
  }

  private int get(Compound c) throws XdrException {
    wanted.read(c.in());
    int status = c.readCurrent();
    if (status == 0 && wanted.meets(Attributes4.WRITE_ONLY)) {
      status = Nfs4.NFS4ERR_INVAL;
    }
    if (status == 0) {
      Attributes4.write(
          c.out(), wanted, c.attributes, c.current(), facts.forAttributes(wanted, c.store));
    }
    return status;
  }

  private int set(Compound c) throws XdrException {
    c.readStateId();
    int status = Changes4.read(c.in(), wanted, change);
    int there = c.readCurrent();
    status = there == 0 ? status : there;
    if (status == 0 && change.size != AttributeChange.KEEP) {
      status = refusalOfSize(c);
    }
    if (status == 0) {
      status = refusal(c.caller(), change, c.attributes);
    }
    if (status == 0 && !change.isEmpty()) {
      status = c.state.delegations().beforeChange(c.keyOf(c.current()), c.client());
      if (status == 0) {
        status = Statuses.of(c.store.change(c.current(), change, c.attributes));
      }
    }
    if (status == 0) {
      wanted.write(c.out());
      return 0;
    }
    c.out().putInt(0); // nothing was set: this stands behind every status
    return c.keepBody(status);
  }

  /** Whether a file may be cut or grown with a stateid. */
  private static int refusalOfSize(Compound c) {
    if (c.attributes.type != Nfs3.NF3REG) {
      return c.attributes.type == Nfs3.NF3DIR ? Nfs4.NFS4ERR_ISDIR : Nfs4.NFS4ERR_INVAL;
    }
    if (c.stateId.isAnonymous() || c.stateId.isBypass()) {
      return c.state.opens().anonymous(c.keyOf(c.current()), Nfs4.OPEN4_SHARE_ACCESS_WRITE);
    }
    @Nullable State state = c.findState();
    int status = c.checkState(state);
    if (status == 0 && state != null && !state.allows(true)) {
      status = Nfs4.NFS4ERR_OPENMODE;
    }
    return status;
  }

  /** Whether a caller may change these attributes as asked. */
  static int refusal(Caller caller, AttributeChange change, FileAttributes of) {
    boolean owner = caller.owns(of);
    if (change.size != AttributeChange.KEEP && !owner && !caller.may(Caller.WRITE, of)) {
      return Nfs4.NFS4ERR_ACCESS;
    }
    boolean uidChanges = change.uid != AttributeChange.KEEP && (int) change.uid != of.uid;
    boolean gidChanges = change.gid != AttributeChange.KEEP && (int) change.gid != of.gid;
    boolean mayGroup = caller.isRoot() || (owner && caller.isIn((int) change.gid));
    if ((change.mode != AttributeChange.KEEP && !owner)
        || (uidChanges && !caller.isRoot())
        || (gidChanges && !mayGroup)) {
      return Nfs4.NFS4ERR_PERM;
    }
    boolean times =
        change.accessedNanos != AttributeChange.KEEP
            || change.modifiedNanos != AttributeChange.KEEP;
    if (owner || !times) {
      return 0;
    }
    boolean toNow = isNowOrKept(change.accessedNanos) && isNowOrKept(change.modifiedNanos);
    return !toNow ? Nfs4.NFS4ERR_PERM : caller.may(Caller.WRITE, of) ? 0 : Nfs4.NFS4ERR_ACCESS;
  }

  private static boolean isNowOrKept(long time) {
    return time == AttributeChange.KEEP || time == AttributeChange.NOW;
  }

  private static int access(Compound c) throws XdrException {
    int asked = c.in().getInt();
    int status = c.readCurrent();
    if (status == 0) {
      int most = c.minor == 1 ? 0x3f : EVERYTHING;
      if ((asked & ~most) != 0) {
        return Nfs4.NFS4ERR_INVAL;
      }
      boolean directory = c.attributes.type == Nfs3.NF3DIR;
      int never = directory ? Nfs4.ACCESS4_EXECUTE : Nfs4.ACCESS4_LOOKUP | Nfs4.ACCESS4_DELETE;
      if (!c.store.hasNamedValues()) {
        never |= Nfs4.ACCESS4_XAREAD | Nfs4.ACCESS4_XAWRITE | Nfs4.ACCESS4_XALIST;
      }
      int known = asked & ~never;
      c.out().putInt(known).putInt(known & granted(c.caller(), c.attributes));
    }
    return status;
  }

  private static int granted(Caller caller, FileAttributes of) {
    int rights = caller.rights(of);
    int granted = 0;
    if ((rights & Caller.READ) != 0) {
      granted |= Nfs4.ACCESS4_READ | Nfs4.ACCESS4_XAREAD | Nfs4.ACCESS4_XALIST;
    }
    if ((rights & Caller.WRITE) != 0) {
      granted |= Nfs4.ACCESS4_MODIFY | Nfs4.ACCESS4_EXTEND | Nfs4.ACCESS4_XAWRITE;
      granted |= Nfs4.ACCESS4_DELETE;
    }
    if ((rights & Caller.EXECUTE) != 0) {
      granted |= Nfs4.ACCESS4_LOOKUP | Nfs4.ACCESS4_EXECUTE;
    }
    return granted;
  }

  /** Compares what the client thinks with what is, as both stand in XDR. */
  private int verify(Compound c, boolean same) throws XdrException {
    XdrReader in = c.in();
    wanted.read(in);
    int length = in.opaqueLength(MOST_ATTRIBUTE_BYTES);
    int begin = in.position();
    in.skip(length);
    int status = c.readCurrent();
    if (status != 0) {
      return status;
    }
    if (wanted.has(Nfs4.FATTR4_RDATTR_ERROR) || wanted.meets(Attributes4.WRITE_ONLY)) {
      return Nfs4.NFS4ERR_INVAL;
    }
    if (!wanted.isWithin(Attributes4.SUPPORTED)) {
      return Nfs4.NFS4ERR_ATTRNOTSUPP;
    }
    scratch.clear();
    Attributes4.write(
        scratch, wanted, c.attributes, c.current(), facts.forAttributes(wanted, c.store));
    ByteBuffer now = scratch.flip();
    int at = 4 + 4 * now.getInt(0);
    boolean equal = now.getInt(at) == length;
    for (int i = 0; i < length && equal; i++) {
      equal = now.get(at + 4 + i) == in.buffer().get(begin + i);
    }
    return equal == same ? 0 : same ? Nfs4.NFS4ERR_NOT_SAME : Nfs4.NFS4ERR_SAME;
  }
}
