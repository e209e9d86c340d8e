package wml.targets.nfs.server.v4;

import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.Delegation;
import wml.targets.nfs.state.OpenState;
import wml.targets.nfs.state.Opens;
import wml.targets.nfs.state.State;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** OPEN (RFC 8881, section 18.16). */
final class OpenOperations {
  private static final int DEFAULT_MODE = 0644;
  private static final int SHARE = 0x3;
  private static final int SIGNALS = 0x30000;
  private static final int NO_CREATION = -1;

  /** How often a file that appears and disappears is looked for. */
  private static final int MOST_TRIES = 8;

  private static final int ACE_READ = 0x1;

  private final FileStore store;
  private final int resultFlags;
  private final AttributeBits given = new AttributeBits();
  private final AttributeChange first = new AttributeChange();
  private final FileAttributes ofDirectory = new FileAttributes();
  private final StateId delegated = new StateId();
  private int access;
  private int deny;
  private int want;
  private int how;
  private long verifier;
  private int changes;
  private int claim;
  private boolean made;

  OpenOperations(Compound c) {
    store = c.store;
    resultFlags =
        Nfs4.OPEN4_RESULT_LOCKTYPE_POSIX
            | (store.keepsPinned() ? Nfs4.OPEN4_RESULT_PRESERVE_UNLINKED : 0);
  }

  void addTo(Operations all) {
    all.add(Nfs4.OP_OPEN, this::open);
  }

  private int open(Compound c) throws XdrException {
    XdrReader in = c.in();
    in.getInt();
    final int share = in.getInt();
    deny = in.getInt();
    in.getLong();
    final Opaque owner = Opaque.read(in, Nfs4.NFS4_OPAQUE_LIMIT);
    creation(in);
    final int named = claim(c);
    access = share & SHARE;
    want = share & Nfs4.OPEN4_SHARE_ACCESS_WANT_DELEG_MASK;
    made = false;
    int status = refusal(c, share);
    if (status == 0) {
      status = isByName() ? byName(c, named) : byHandle(c);
    }
    return status == 0 ? hold(c, owner) : status;
  }

  private void creation(XdrReader in) throws XdrException {
    int type = in.getInt();
    how = NO_CREATION;
    given.clear();
    first.clear();
    changes = 0;
    if (type == Nfs4.OPEN4_NOCREATE) {
      return;
    }
    if (type != Nfs4.OPEN4_CREATE) {
      throw new XdrException("a file is to be opened in way " + type);
    }
    how = in.getInt();
    switch (how) {
      case Nfs4.UNCHECKED4, Nfs4.GUARDED4 -> changes = Changes4.read(in, given, first);
      case Nfs4.EXCLUSIVE4 -> verifier = in.getLong();
      case Nfs4.EXCLUSIVE4_1 -> {
        verifier = in.getLong();
        changes = Changes4.read(in, given, first);
        if (changes == 0
            && (given.has(Nfs4.FATTR4_TIME_ACCESS_SET) || given.has(Nfs4.FATTR4_TIME_MODIFY_SET))) {
          changes = Nfs4.NFS4ERR_ATTRNOTSUPP;
        }
      }
      default -> throw new XdrException("a file is to be made in way " + how);
    }
  }

  /** Which file is meant; returns the status of its name. */
  private int claim(Compound c) throws XdrException {
    XdrReader in = c.in();
    claim = in.getInt();
    switch (claim) {
      case Nfs4.CLAIM_NULL, Nfs4.CLAIM_DELEGATE_PREV -> {
        return c.readName(c.name);
      }
      case Nfs4.CLAIM_PREVIOUS -> in.getInt();
      case Nfs4.CLAIM_DELEGATE_CUR -> {
        delegated.set(c.readStateId());
        return c.readName(c.name);
      }
      case Nfs4.CLAIM_DELEG_CUR_FH -> delegated.set(c.readStateId());
      case Nfs4.CLAIM_FH, Nfs4.CLAIM_DELEG_PREV_FH -> {}
      default -> throw new XdrException("an open claims " + claim);
    }
    return 0;
  }

  private boolean isByName() {
    return claim == Nfs4.CLAIM_NULL || claim == Nfs4.CLAIM_DELEGATE_CUR;
  }

  private boolean isReclaim() {
    return claim == Nfs4.CLAIM_PREVIOUS;
  }

  private int refusal(Compound c, int share) {
    int other = share & ~(SHARE | Nfs4.OPEN4_SHARE_ACCESS_WANT_DELEG_MASK | SIGNALS);
    if (access == 0
        || other != 0
        || (deny & ~SHARE) != 0
        || want > Nfs4.OPEN4_SHARE_ACCESS_WANT_CANCEL) {
      return Nfs4.NFS4ERR_INVAL;
    }
    if (!c.hasCurrent()) {
      return Nfs4.NFS4ERR_NOFILEHANDLE;
    }
    if (how != NO_CREATION && !isByName()) {
      return Nfs4.NFS4ERR_INVAL;
    }
    if (claim == Nfs4.CLAIM_DELEGATE_PREV || claim == Nfs4.CLAIM_DELEG_PREV_FH) {
      return Nfs4.NFS4ERR_NOTSUPP;
    }
    int status =
        isReclaim() ? c.state.refusalOfReclaim(c.client()) : c.state.refusalOfNew(c.client());
    return status == 0 ? changes : status;
  }

  /** The current file itself. */
  private int byHandle(Compound c) {
    c.found.set(c.current());
    int status = c.readCurrent();
    return status == 0 ? mayOpen(c) : status;
  }

  /** A file of the current directory, which may be made. */
  private int byName(Compound c, int named) {
    int status = Statuses.of(store.attributes(c.current(), ofDirectory));
    if (status == 0) {
      status = Statuses.unlessDirectory(ofDirectory);
    }
    if (status == 0) {
      status = named;
    }
    if (status == 0 && !c.caller().may(Caller.EXECUTE, ofDirectory)) {
      status = Nfs4.NFS4ERR_ACCESS;
    }
    for (int tries = 0; status == 0 && tries < MOST_TRIES; tries++) {
      int there = Statuses.of(store.lookup(c.current(), c.name, c.found, c.attributes));
      if (there == 0) {
        return how == NO_CREATION || how == Nfs4.UNCHECKED4 ? mayOpen(c) : again(c);
      }
      if (there != Nfs4.NFS4ERR_NOENT || how == NO_CREATION) {
        return there;
      }
      status = make(c);
      if (status == 0) {
        made = true;
        return 0;
      }
      status = status == Nfs4.NFS4ERR_EXIST ? 0 : status;
    }
    return status == 0 ? Nfs4.NFS4ERR_DELAY : status;
  }

  private int make(Compound c) {
    if (!c.caller().may(Caller.WRITE, ofDirectory)) {
      return Nfs4.NFS4ERR_ACCESS;
    }
    if (how == Nfs4.EXCLUSIVE4 || how == Nfs4.EXCLUSIVE4_1) {
      // The times hold the verifier, so that a call that is sent again is known.
      first.accessedNanos = accessedByVerifier();
      first.modifiedNanos = modifiedByVerifier();
    }
    NameOperations.own(c.caller(), first, ofDirectory, DEFAULT_MODE);
    return Statuses.of(store.create(c.current(), c.name, true, first, c.found, c.attributes));
  }

  private long accessedByVerifier() {
    return (verifier >>> 32 & 0x7fff_ffffL) * 1_000_000_000;
  }

  private long modifiedByVerifier() {
    return (verifier & 0x7fff_ffffL) * 1_000_000_000;
  }

  /** A file that was to be new is there: it may have been made by the same call, sent before. */
  private int again(Compound c) {
    boolean same =
        how != Nfs4.GUARDED4
            && c.attributes.accessedNanos == accessedByVerifier()
            && c.attributes.modifiedNanos == modifiedByVerifier();
    return same ? 0 : Nfs4.NFS4ERR_EXIST;
  }

  /** Whether the file that was found may be opened in this way. */
  private int mayOpen(Compound c) {
    int status = Statuses.unlessRegular(c.attributes);
    if (status != 0 || isReclaim()) {
      return status;
    }
    Caller caller = c.caller();
    boolean truncates = how == Nfs4.UNCHECKED4 && first.size != AttributeChange.KEEP;
    boolean writes = (access & Nfs4.OPEN4_SHARE_ACCESS_WRITE) != 0 || truncates;
    boolean reads = (access & Nfs4.OPEN4_SHARE_ACCESS_READ) != 0;
    boolean may =
        (!writes || caller.may(Caller.WRITE, c.attributes))
            && (!reads
                || caller.may(Caller.READ, c.attributes)
                || caller.may(Caller.EXECUTE, c.attributes));
    return may ? 0 : Nfs4.NFS4ERR_ACCESS;
  }

  private int hold(Compound c, Opaque owner) {
    if (claim == Nfs4.CLAIM_DELEGATE_CUR || claim == Nfs4.CLAIM_DELEG_CUR_FH) {
      State held = c.state.find(delegated);
      int status = c.state.check(held, delegated, c.client(), c.found);
      if (status != 0 || !(held instanceof Delegation)) {
        return status == 0 ? Nfs4.NFS4ERR_BAD_STATEID : status;
      }
    }
    Opens.Opened opened =
        c.state.opens().open(c.client(), owner, c.caller().uid(), c.keyOf(c.found), access, deny);
    OpenState open = opened.state();
    if (open == null) {
      return isReclaim() && opened.status() == Nfs4.NFS4ERR_SHARE_DENIED
          ? Nfs4.NFS4ERR_RECLAIM_CONFLICT
          : opened.status();
    }
    int status = truncate(c);
    if (status != 0) {
      if (open.seqid() == 1) {
        c.state.opens().close(open);
      }
      return status;
    }
    write(c, open);
    return 0;
  }

  /** An old file that was to be made anew is cut; all else that was given is for new files. */
  private int truncate(Compound c) {
    if (made || how != Nfs4.UNCHECKED4) {
      return 0;
    }
    long size = first.size;
    first.clear();
    given.clear();
    if (size == AttributeChange.KEEP) {
      return 0;
    }
    int status = c.state.delegations().beforeChange(c.keyOf(c.found), c.client());
    first.size = size;
    given.add(Nfs4.FATTR4_SIZE);
    return status == 0 ? Statuses.of(store.change(c.found, first, c.attributes)) : status;
  }

  private void write(Compound c, OpenState open) {
    XdrWriter out = c.out();
    StateId id = open.id(c.stateId);
    id.write(out);
    if (isByName()) {
      NameOperations.changed(c, c.current(), ofDirectory);
    } else {
      out.putBoolean(true).putLong(0).putLong(0);
    }
    out.putInt(resultFlags);
    if (made && (how == Nfs4.EXCLUSIVE4 || how == Nfs4.EXCLUSIVE4_1)) {
      // These hold the verifier: the client is to set them.
      given.add(Nfs4.FATTR4_TIME_ACCESS).add(Nfs4.FATTR4_TIME_MODIFY);
    }
    given.write(out);
    c.setCurrent(c.found);
    c.setCurrentState(id);
    delegate(c, open, out);
  }

  private void delegate(Compound c, OpenState open, XdrWriter out) {
    boolean wantsToRead =
        want == Nfs4.OPEN4_SHARE_ACCESS_WANT_READ_DELEG
            || want == Nfs4.OPEN4_SHARE_ACCESS_WANT_ANY_DELEG;
    @Nullable Delegation granted =
        wantsToRead && claim != Nfs4.CLAIM_PREVIOUS && open.allows(false)
            ? c.state.delegations().grant(c.client(), open, c.session())
            : null;
    if (granted != null) {
      out.putInt(Nfs4.OPEN_DELEGATE_READ);
      granted.id(c.stateId).write(out);
      out.putBoolean(false);
      out.putInt(0).putInt(0).putInt(ACE_READ).putString("EVERYONE@");
    } else if (want == 0) {
      out.putInt(Nfs4.OPEN_DELEGATE_NONE);
    } else {
      out.putInt(Nfs4.OPEN_DELEGATE_NONE_EXT);
      switch (want) {
        case Nfs4.OPEN4_SHARE_ACCESS_WANT_NO_DELEG -> out.putInt(Nfs4.WND4_NOT_WANTED);
        case Nfs4.OPEN4_SHARE_ACCESS_WANT_CANCEL -> out.putInt(Nfs4.WND4_CANCELLED);
        default -> out.putInt(Nfs4.WND4_RESOURCE).putBoolean(false);
      }
    }
  }
}
