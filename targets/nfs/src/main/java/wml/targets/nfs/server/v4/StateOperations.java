package wml.targets.nfs.server.v4;

import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.Delegation;
import wml.targets.nfs.state.OpenState;
import wml.targets.nfs.state.State;
import wml.targets.wire.xdr.XdrException;

/** What becomes of opens and delegations: CLOSE, OPEN_DOWNGRADE, DELEGRETURN and stateids. */
final class StateOperations {
  private static final int MOST_TESTED = 4096;
  private static final int SHARE = 0x3;

  private final StateId result = new StateId();

  void addTo(Operations all) {
    all.add(Nfs4.OP_CLOSE, this::close);
    all.add(Nfs4.OP_OPEN_DOWNGRADE, this::downgrade);
    all.add(Nfs4.OP_DELEGRETURN, StateOperations::giveBack);
    all.add(Nfs4.OP_TEST_STATEID, StateOperations::test);
    all.add(Nfs4.OP_FREE_STATEID, StateOperations::free);
  }

  private int close(Compound c) throws XdrException {
    c.in().getInt();
    c.readStateId();
    int status = c.needsCurrent();
    if (status != 0) {
      return status;
    }
    State state = c.findState();
    status = c.checkState(state);
    if (status != 0) {
      return status;
    }
    if (!(state instanceof OpenState open)) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    c.state.opens().close(open);
    result.invalid().write(c.out());
    c.setCurrentState(result);
    return 0;
  }

  private int downgrade(Compound c) throws XdrException {
    c.readStateId();
    c.in().getInt();
    final int share = c.in().getInt();
    final int deny = c.in().getInt();
    int status = c.needsCurrent();
    if (status != 0) {
      return status;
    }
    State state = c.findState();
    status = c.checkState(state);
    if (status != 0) {
      return status;
    }
    int access = share & ~Nfs4.OPEN4_SHARE_ACCESS_WANT_DELEG_MASK;
    if (access == 0 || (access & ~SHARE) != 0 || (deny & ~SHARE) != 0) {
      return Nfs4.NFS4ERR_INVAL;
    }
    if (!(state instanceof OpenState open)) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    status = c.state.opens().downgrade(open, access, deny);
    if (status == 0) {
      open.id(result).write(c.out());
      c.setCurrentState(result);
    }
    return status;
  }

  private static int giveBack(Compound c) throws XdrException {
    c.readStateId();
    int status = c.needsCurrent();
    if (status != 0) {
      return status;
    }
    State state = c.findState();
    status = c.checkState(state);
    if (status != 0) {
      return status;
    }
    if (!(state instanceof Delegation delegation)) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    c.state.delegations().giveBack(delegation);
    return 0;
  }

  private static int test(Compound c) throws XdrException {
    int count = c.in().count(MOST_TESTED);
    c.out().putInt(count);
    for (int i = 0; i < count; i++) {
      c.stateId.read(c.in());
      c.out().putInt(c.state.check(c.findState(), c.stateId, c.client(), null));
    }
    return 0;
  }

  private static int free(Compound c) throws XdrException {
    c.readStateId();
    State state = c.findState();
    int status = c.state.check(state, c.stateId, c.client(), null);
    boolean revoked = status == Nfs4.NFS4ERR_DELEG_REVOKED || status == Nfs4.NFS4ERR_EXPIRED;
    if (state == null || (status != 0 && !revoked)) {
      return status;
    }
    return c.state.locks().free(state);
  }
}
