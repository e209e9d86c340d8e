package wml.flowops.rpc;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.PipelinedFlowop;
import wml.api.flowop.Readiness;
import wml.api.target.Capability.RemoteCalls;
import wml.api.target.Capability.RemoteCompletion;
import wml.api.target.Capability.RemoteQueue;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.flowops.slot.TargetAbility;

/**
 * Remote calls of one kind: each run begins one, and {@code depth} are kept under way.
 *
 * <p>1. Calls gather until the queue is full; then they are sent together, at least one answer is
 * awaited, and all that have come are taken. With a depth of 1 so each is sent and awaited.
 *
 * <p>2. A call's time runs from when it was sent, or was to start under a rate, to when its answer
 * was taken. The clock is read once before and once after a wait, whatever the number of calls.
 *
 * <p>3. What is picked for a call stays its own until the answer: a name is there when the server
 * has said so. Before the thread waits for an entry, all of its own calls are over.
 *
 * <p>4. Several calls may fail at once. The next runs throw the rest, one each.
 */
final class RemoteFlowop implements PipelinedFlowop, RemoteCompletion {
  /** How often a wait looks whether the run is ending. */
  private static final long POLL_NANOS = 10_000_000;

  private final Subject subject;
  private final RemoteOperation operation;
  private final RemoteQueue queue;
  private final int depth;
  private final int[] heldBack;
  private final int[] done;
  private final long[] moved;
  private final long[] intended;
  private final long[] started;
  private final Deque<IOException> failures = new ArrayDeque<>();
  private RemoteCall call;
  private int heldCount;
  private int doneCount;

  RemoteFlowop(Binding binding, String keyword, RemoteOperation operation, Subject subject)
      throws BindException {
    this.subject = subject;
    this.operation = operation;
    RemoteCalls calls = TargetAbility.of(binding, RemoteCalls.class, keyword);
    long wanted = binding.number(RemoteSignature.DEPTH.name());
    if (wanted < 1 || wanted > RemoteSignature.MAX_DEPTH) {
      throw new BindException(
          "depth=" + wanted + " must be from 1 to " + RemoteSignature.MAX_DEPTH);
    }
    depth = (int) wanted;
    heldBack = new int[depth];
    done = new int[depth];
    moved = new long[depth];
    intended = new long[depth];
    started = new long[depth];
    try {
      queue = calls.queue(depth);
    } catch (IOException e) {
      throw new BindException(keyword + " can't start remote calls: " + e.getMessage());
    }
    call = queue.next();
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    throwFailure();
    if (queue.outstanding() == depth && !makeRoom(context)) {
      return Readiness.FINISHED;
    }
    Readiness readiness = find();
    while (readiness == Readiness.NO_ENTRY && queue.outstanding() > 0) {
      turn(1, POLL_NANOS, context);
      if (context.stopping()) {
        return Readiness.FINISHED;
      }
      readiness = find();
    }
    if (readiness == Readiness.READY) {
      boolean prepared = false;
      try {
        queue.prepare(call);
        prepared = true;
      } finally {
        if (!prepared) {
          subject.over(call, false);
        }
      }
    }
    return readiness;
  }

  private Readiness find() throws IOException {
    call = queue.next();
    call.operation = operation;
    call.file = null;
    return subject.find(call);
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    queue.begin(call);
    intended[call.index] = context.intendedNanoTime();
    heldBack[heldCount++] = call.index;
    if (queue.outstanding() == depth) {
      makeRoom(context);
    }
    return PENDING;
  }

  /** Waits until a call is over; false if the run stopped first. */
  private boolean makeRoom(FlowopContext context) throws IOException {
    while (queue.outstanding() == depth) {
      turn(1, POLL_NANOS, context);
      if (queue.outstanding() == depth && context.stopping()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean serve(long untilNanoTime, FlowopContext context) throws IOException {
    throwFailure();
    while (queue.outstanding() > 0) {
      long left = untilNanoTime - System.nanoTime();
      turn(left > 0 ? 1 : 0, Math.clamp(left, 0, POLL_NANOS), context);
      if (left <= 0) {
        break;
      }
    }
    return queue.outstanding() > 0;
  }

  /** Sends, waits, takes and counts; throws the first failure. */
  private void turn(int atLeast, long maxWaitNanos, FlowopContext context) throws IOException {
    long now = System.nanoTime();
    for (int i = 0; i < heldCount; i++) {
      started[heldBack[i]] = now;
    }
    heldCount = 0;
    doneCount = 0;
    queue.reap(atLeast, maxWaitNanos, this);
    if (doneCount > 0) {
      count(context);
    }
    throwFailure();
  }

  private void count(FlowopContext context) {
    long now = System.nanoTime();
    for (int i = 0; i < doneCount; i++) {
      int index = done[i];
      long start = started[index];
      long meant = intended[index];
      context.completed(
          meant == FlowopContext.UNSCHEDULED ? start : meant, start, now, moved[index]);
    }
  }

  @Override
  public void completed(RemoteCall over) {
    moved[over.index] = over.bytes;
    done[doneCount++] = over.index;
    subject.over(over, true);
  }

  @Override
  public void failed(RemoteCall over, IOException failure) {
    failures.add(failure);
    subject.over(over, false);
  }

  private void throwFailure() throws IOException {
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
  }
}
