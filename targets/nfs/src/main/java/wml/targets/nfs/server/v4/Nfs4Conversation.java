package wml.targets.nfs.server.v4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.ServerState;
import wml.targets.nfs.state.Session;
import wml.targets.nfs.state.Slot;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.oncrpc.Rpc.AcceptStatus;
import wml.targets.wire.oncrpc.RpcCall;
import wml.targets.wire.oncrpc.RpcProgram;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Carries out the COMPOUNDs of one connection (RFC 8881, section 16.2): operation after operation,
 * until one fails. Each writes its result behind the one before.
 */
public final class Nfs4Conversation implements RpcProgram.Conversation {
  private static final int LOWEST_MINOR = 1;
  private static final int HIGHEST_MINOR = 2;

  /** Record mark, xid, kind, status, verifier, status of acceptance. */
  private static final int REPLY_HEADER_BYTES = 24;

  /** The least that stands before the arguments of a call: its header and an empty credential. */
  private static final int CALL_HEADER_BYTES = 40;

  /** Room that an operation that changes something must have for its result. */
  private static final int RESULT_BYTES = 128;

  private final Caller.Squash squash;
  private final Compound compound;
  private final Operations operations;
  private final Name tag = new Name();
  private @Nullable Credential known;
  private Caller caller = Caller.of(new Credential.None(), Caller.Squash.ALL);

  public Nfs4Conversation(FileStore store, ServerState state, Caller.Squash squash, int dataBytes) {
    this.squash = squash;
    compound = new Compound(store, state, dataBytes);
    operations = new Operations(compound);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the connection hands over the same one until it changes
  public AcceptStatus call(RpcCall call, XdrReader in, XdrWriter out) throws IOException {
    if (call.credential() != known) {
      known = call.credential();
      caller = Caller.of(call.credential(), squash);
    }
    return switch (call.procedure()) {
      case Nfs4.NFSPROC4_NULL -> AcceptStatus.SUCCESS;
      case Nfs4.NFSPROC4_COMPOUND -> {
        compound.begin(call, caller, in, out);
        compound(in, out);
        yield AcceptStatus.SUCCESS;
      }
      default -> AcceptStatus.PROC_UNAVAIL;
    };
  }

  private void compound(XdrReader in, XdrWriter out) throws IOException {
    compound.requestBytes = CALL_HEADER_BYTES + in.remaining();
    compound.requestBegin = in.position();
    compound.requestEnd = in.position() + in.remaining();
    int length = in.opaqueLength(in.remaining());
    in.fixed(tag.room(length), length);
    tag.length(length);
    compound.minor = in.getInt();
    compound.count = in.count(Integer.MAX_VALUE);
    final int begin = out.position();
    out.putInt(0);
    tag.write(out);
    final int counted = out.position();
    out.putInt(0);
    compound.replyBytes = REPLY_HEADER_BYTES + out.position() - begin;
    if (compound.minor < LOWEST_MINOR || compound.minor > HIGHEST_MINOR) {
      out.putIntAt(begin, Nfs4.NFS4ERR_MINOR_VERS_MISMATCH);
      return;
    }
    if (!Names4.isUtf8(tag.array(), length)) {
      out.putIntAt(begin, Nfs4.NFS4ERR_INVAL);
      return;
    }
    int second = 0;
    int done = 0;
    try {
      int status = 0;
      while (status == 0 && done < compound.count) {
        compound.index = done++;
        int at = out.position();
        status = operation(in, out, begin);
        if (status == Sequencing.REPLAYED) {
          replay(out, begin, counted, at);
          return;
        }
        second = done == 2 ? out.room(0).getInt(at) : second;
      }
      out.putIntAt(begin, status);
      out.putIntAt(counted, done);
    } finally {
      Slot slot = compound.slot();
      if (slot != null) {
        if (compound.cacheThis || done == 1) {
          slot.end(out, begin);
        } else {
          slot.end(second);
        }
      }
    }
  }

  /** One operation: its number, its status, its result. */
  private int operation(XdrReader in, XdrWriter out, int begin) throws IOException {
    int number;
    try {
      number = in.getInt();
    } catch (XdrException e) {
      out.putInt(Nfs4.OP_ILLEGAL).putInt(Nfs4.NFS4ERR_BADXDR);
      return Nfs4.NFS4ERR_BADXDR;
    }
    boolean isKnown = Operations.isKnown(number, compound.minor);
    final int at = out.position();
    out.putInt(isKnown ? number : Nfs4.OP_ILLEGAL).putInt(0);
    final int body = out.position();
    int status = isKnown ? refusal(number, out, begin) : Nfs4.NFS4ERR_OP_ILLEGAL;
    if (status == 0) {
      status = run(number);
      if (status == 0 && isTooLong(out, begin)) {
        status = tooLong();
      }
    }
    if (status != 0 && compound.takesBodyBack()) {
      out.position(body);
    }
    compound.takesBodyBack();
    if (status == Sequencing.REPLAYED) {
      return status;
    }
    out.putIntAt(at + 4, status);
    return status;
  }

  private int run(int number) throws IOException {
    Operation operation = operations.get(number);
    if (operation == null) {
      return Nfs4.NFS4ERR_NOTSUPP;
    }
    try {
      return operation.run(compound);
    } catch (XdrException e) {
      return Nfs4.NFS4ERR_BADXDR;
    } catch (IOException e) {
      return Nfs4.NFS4ERR_IO;
    } catch (RuntimeException e) {
      return Nfs4.NFS4ERR_SERVERFAULT; // of this operation: what was done before it stays
    }
  }

  /** Whether an operation may stand here (section 2.10.2). */
  private int refusal(int number, XdrWriter out, int begin) {
    boolean first = compound.index == 0;
    switch (number) {
      case Nfs4.OP_SEQUENCE -> {
        return first ? 0 : Nfs4.NFS4ERR_SEQUENCE_POS;
      }
      case Nfs4.OP_EXCHANGE_ID, Nfs4.OP_CREATE_SESSION, Nfs4.OP_DESTROY_CLIENTID -> {
        return first && compound.count > 1 ? Nfs4.NFS4ERR_NOT_ONLY_OP : 0;
      }
      case Nfs4.OP_DESTROY_SESSION, Nfs4.OP_BIND_CONN_TO_SESSION -> {
        boolean bind = number == Nfs4.OP_BIND_CONN_TO_SESSION;
        return (first || bind) && compound.count > 1 ? Nfs4.NFS4ERR_NOT_ONLY_OP : 0;
      }
      default -> {}
    }
    Session session = compound.sessionOrNull();
    if (session == null) {
      return Nfs4.NFS4ERR_OP_NOT_IN_SESSION;
    }
    int used = REPLY_HEADER_BYTES + out.position() - begin;
    return used + (changes(number) ? RESULT_BYTES : 0) > limit(session) ? tooLong() : 0;
  }

  private static boolean changes(int number) {
    return switch (number) {
      case Nfs4.OP_CREATE,
          Nfs4.OP_LINK,
          Nfs4.OP_OPEN,
          Nfs4.OP_REMOVE,
          Nfs4.OP_RENAME,
          Nfs4.OP_SETATTR,
          Nfs4.OP_WRITE,
          Nfs4.OP_LOCK ->
          true;
      default -> false;
    };
  }

  private int limit(Session session) {
    return compound.cacheThis
        ? Math.min(session.fore().cached(), session.fore().response())
        : session.fore().response();
  }

  private boolean isTooLong(XdrWriter out, int begin) {
    Session session = compound.sessionOrNull();
    return session != null && REPLY_HEADER_BYTES + out.position() - begin > limit(session);
  }

  private int tooLong() {
    return compound.cacheThis ? Nfs4.NFS4ERR_REP_TOO_BIG_TO_CACHE : Nfs4.NFS4ERR_REP_TOO_BIG;
  }

  /** The answer of an earlier call with the same slot and number, or that it was not kept. */
  private void replay(XdrWriter out, int begin, int counted, int at) {
    int body = out.position();
    out.position(begin);
    int second = compound.repeated().replay(out);
    if (second == 0) {
      return;
    }
    out.position(body);
    out.putIntAt(at + 4, 0);
    out.putInt(second).putInt(Nfs4.NFS4ERR_RETRY_UNCACHED_REP);
    out.putIntAt(begin, Nfs4.NFS4ERR_RETRY_UNCACHED_REP);
    out.putIntAt(counted, 2);
  }
}
