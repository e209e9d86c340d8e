package wml.targets.nfs.client.v4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.Counters;
import wml.targets.nfs.client.TracedCalls;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.SessionId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Compounds in a session of NFS 4.1 (RFC 8881, section 2.10) over one connection, one at a time.
 * Owned by one thread; allocates nothing once warm.
 *
 * <ol>
 *   <li>A caller writes its operations between {@link #begin} and {@link #finish}, and writes them
 *       anew for as long as that returns false.
 *   <li>A call whose connection is lost is sent again over a new one, in the same slot with the
 *       same number: the server answers from its memory if it has carried it out (exactly once).
 *   <li>If the session is gone, a new one is made, and with it what the server has forgotten
 *       ({@link Client4#renew}). The call is a new one then: {@link #wasSentAgain} says that the
 *       server may have carried it out before.
 * </ol>
 */
final class Calls4 implements AutoCloseable {
  /** Longest message either way: data and what stands around it. */
  static final int RECORD_BYTES = (1 << 20) + (64 << 10);

  /** What stands around the data of a READ or WRITE, generously. */
  static final int HEAD_BYTES = 4 << 10;

  static final long TIMEOUT_NANOS = 30_000_000_000L;

  private final Client4 client;
  private final RpcClient rpc;
  private final Slots slots = new Slots();
  private final Establishment establishment;
  private final Patience patience;
  private final Counters counters = new Counters();
  private final Answer4 answer;
  private final SessionId session = new SessionId();
  private XdrWriter out = new XdrWriter(4, 4);
  private XdrReader in = new XdrReader();
  private int countAt;
  private int operations;
  private int slot = -1;
  private int slotEra;
  private int status;
  private int broken;
  private boolean sentAgain;

  /** Connects; {@link Client4#renew} makes the session. */
  Calls4(Client4 client) throws IOException {
    this.client = client;
    Server4 server = client.server();
    int depth = Integer.highestOneBit(Math.max(1, server.depth())) << 1;
    rpc =
        new RpcClient(
            server.nfs(), Math.min(RpcClient.MOST_DEPTH, depth), RECORD_BYTES, TIMEOUT_NANOS);
    rpc.credential(server.credential());
    TracedCalls.on(rpc, client.trace());
    answer = new Answer4(rpc);
    patience = new Patience(server);
    establishment = new Establishment(client, this);
  }

  Counters counters() {
    return counters;
  }

  RpcClient rpc() {
    return rpc;
  }

  Slots slots() {
    return slots;
  }

  Establishment establishment() {
    return establishment;
  }

  SessionId session() {
    return session;
  }

  /**
   * Begins a compound of this session.
   *
   * @param keeps whether the server is to keep its answer: of what must not be done twice
   */
  Calls4 begin(boolean keeps) throws IOException {
    if (slot >= 0 && slotEra != slots.era()) {
      slot = -1;
    }
    while (slot < 0) {
      repair();
      slot = slots.take();
      slotEra = slots.era();
      if (slot < 0) {
        receiveOne();
      }
    }
    open();
    sequence(slot, keeps);
    return this;
  }

  /** Begins a compound without a session. */
  XdrWriter open() {
    counters.remoteCalls++;
    out = rpc.begin(Nfs4.NFS4_PROGRAM, Nfs4.NFS_V4, Nfs4.NFSPROC4_COMPOUND);
    out.putInt(0).putInt(client.server().minor());
    countAt = out.position();
    out.putInt(0);
    operations = 0;
    return out;
  }

  /** For a compound that somebody else sends, in a slot of his. */
  void sequence(int inSlot, boolean keeps) {
    session.write(op(Nfs4.OP_SEQUENCE));
    out.putInt(slots.sequence(inSlot)).putInt(inSlot).putInt(slots.count() - 1).putBoolean(keeps);
  }

  /** Adds an operation, whose arguments are to be written. */
  XdrWriter op(int number) {
    operations++;
    return out.putInt(number);
  }

  XdrWriter out() {
    return out;
  }

  /** Takes back the compound that was begun, and keeps its slot. */
  void abandon() {
    rpc.abandon();
    slots.release(slot, slotEra);
    slot = -1;
  }

  /** Goes to a file or directory. */
  Calls4 at(Handle handle) {
    handle.write(op(Nfs4.OP_PUTFH));
    return this;
  }

  Calls4 askAttributes() {
    Asked.FILE.write(op(Nfs4.OP_GETATTR));
    return this;
  }

  /** All operations are written. */
  void end(ReplyHandler handler, long tag) throws IOException {
    out.putIntAt(countAt, operations);
    rpc.end(handler, tag);
  }

  boolean finish() throws IOException {
    return finish(answer);
  }

  /**
   * Sends the compound and waits for its answer, which {@link #status} and {@link #next} read.
   *
   * @return false: it is to be written and sent again
   */
  boolean finish(Answer4 to) throws IOException {
    IOException lost = exchange(to);
    if (lost == null) {
      in = to.results;
      return took();
    }
    reconnect(lost);
    return false;
  }

  /** Sends a compound that has no slot; false if the connection was lost and there is a new one. */
  boolean finishPlain() throws IOException {
    IOException lost = exchange(answer);
    if (lost == null) {
      in = answer.results;
      status = head(in);
      return true;
    }
    reconnect(lost);
    return false;
  }

  /** The same for what is said at the end: a lost connection is a failure then. */
  void finishOnce() throws IOException {
    IOException lost = exchange(answer);
    if (lost != null) {
      throw lost;
    }
  }

  /** Null once the answer is there; else how the connection was lost. */
  private @Nullable IOException exchange(Answer4 to) throws IOException {
    try {
      end(to.expect(), 0);
      while (!to.done) {
        rpc.receive(1, TIMEOUT_NANOS);
      }
    } catch (XdrException | RpcException e) {
      throw giveUp(e);
    } catch (IOException e) {
      return e;
    }
    RpcException failure = to.failure;
    if (failure != null && failure.reason() != RpcException.Reason.DISCONNECTED) {
      throw giveUp(failure);
    }
    return failure;
  }

  /** The slot's call is not answered and never sent again: the slot can't be used any more. */
  private <E extends IOException> E giveUp(E e) {
    slot = -1;
    patience.reset();
    return e;
  }

  /** Waits for answers to others' calls. */
  void receiveOne() throws IOException {
    try {
      rpc.receive(1, TIMEOUT_NANOS);
    } catch (XdrException | RpcException e) {
      throw e;
    } catch (IOException e) {
      reconnect(e);
    }
  }

  /** Until the server answers, or patience ends. */
  void reconnect(IOException lost) throws IOException {
    while (!patience.isOver()) {
      try {
        rpc.reconnect();
        return;
      } catch (IOException e) {
        patience.pause();
      }
    }
    throw giveUp(lost);
  }

  /** The server asks to come later: waits, unless patience ends. */
  void waitAWhile(int why) throws IOException {
    if (patience.isOver()) {
      throw giveUp(patience.ended(why));
    }
    patience.pause();
  }

  /** {@code status | tag | count}. */
  private static int head(XdrReader results) throws XdrException {
    int its = results.getInt();
    results.skip(results.opaqueLength(Nfs4.NFS4_OPAQUE_LIMIT));
    results.getInt();
    return its;
  }

  /** Reads an answer up to the first operation after SEQUENCE; {@link #status} is its then. */
  Verdict judge(XdrReader results, int inSlot, int era) throws XdrException {
    status = head(results);
    if (status != 0 && results.remaining() < 8) {
      return Verdict.REFUSED;
    }
    if (results.getInt() != Nfs4.OP_SEQUENCE) {
      throw new XdrException("the answer does not begin with that to SEQUENCE");
    }
    int sequenceStatus = results.getInt();
    if (era != slots.era()) {
      return Verdict.AGAIN; // of a session that is gone, and repaired
    }
    if (sequenceStatus != 0) {
      return judgeSequence(sequenceStatus, inSlot);
    }
    results.skip(Nfs4.NFS4_SESSIONID_SIZE + 20); // flags: they show at what they concern
    slots.answered(inSlot);
    return switch (status) {
      case Nfs4.NFS4ERR_DELAY, Nfs4.NFS4ERR_GRACE -> Verdict.LATER;
      case Nfs4.NFS4ERR_RETRY_UNCACHED_REP -> Verdict.AGAIN;
      default -> {
        patience.reset();
        yield Verdict.DONE;
      }
    };
  }

  private Verdict judgeSequence(int failure, int inSlot) {
    status = failure;
    if (failure == Nfs4.NFS4ERR_RETRY_UNCACHED_REP) {
      slots.answered(inSlot);
    }
    Verdict verdict = Verdict.ofSequence(failure);
    if (verdict == Verdict.AFTER_REPAIR) {
      broken = failure;
    }
    return verdict;
  }

  /** Whether the answer is for the caller; if not, all is ready to send the call again. */
  private boolean took() throws IOException {
    switch (judge(in, slot, slotEra)) {
      case DONE -> {
        slots.release(slot, slotEra);
        slot = -1;
        return true;
      }
      case AGAIN -> {}
      case LATER -> waitAWhile(status);
      case AFTER_REPAIR -> repair();
      case REFUSED -> throw giveUp(States.refused(client.server(), status));
    }
    return false;
  }

  /** Whether an answer said that the session must be repaired. */
  boolean isBroken() {
    return broken != 0;
  }

  /** Makes the session usable again if an answer said that it is not. */
  void repair() throws IOException {
    int why = broken;
    broken = 0;
    if (why == 0) {
      return;
    }
    if (why == Nfs4.NFS4ERR_CONN_NOT_BOUND_TO_SESSION) {
      establishment.bind();
      return;
    }
    if (patience.isOver()) {
      throw giveUp(States.refused(client.server(), why));
    }
    slot = -1;
    client.renew(this);
    sentAgain = true;
  }

  /** Before a call that must not be done twice. */
  void freshCall() {
    sentAgain = false;
  }

  /** Whether the server may have carried out the call in a session that is gone. */
  boolean wasSentAgain() {
    return sentAgain;
  }

  /** Of the compound: that of the operation that failed, or 0. */
  int status() {
    return status;
  }

  XdrReader in() {
    return in;
  }

  /** Goes to the results of the next operation, which has succeeded. */
  XdrReader next(int operation) throws XdrException {
    expectOperation(operation);
    int its = in.getInt();
    if (its != 0) {
      throw new XdrException(
          "operation %d fails with %d in a compound that does not".formatted(operation, its));
    }
    return in;
  }

  private void expectOperation(int operation) throws XdrException {
    int there = in.getInt();
    if (there != operation) {
      throw new XdrException("the answer to operation %d is of %d".formatted(operation, there));
    }
  }

  @Override
  public void close() {
    try {
      establishment.destroySession();
    } catch (IOException e) {
      // the server forgets it with the lease
    } finally {
      rpc.close();
    }
  }
}
