package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * Requests under way of one queue of a session. They wait here until the connection has room, are
 * sent together, and wait here to be taken once they are over; those whose connection is lost go
 * back to the start. Other calls of the session may be made at any time. Owned by one thread.
 *
 * @param <R> what the queue's requests are
 */
final class Requests<R extends Requests.Request> {
  private final Calls3 calls;
  private final Ring<R> waiting;
  private final Ring<R> over;
  private int underWay;
  private boolean later;
  private long heardNanos;

  Requests(Calls3 calls, int depth) {
    this.calls = calls;
    waiting = new Ring<>(depth);
    over = new Ring<>(depth);
  }

  /** One or several calls, one after the other. */
  interface Request {
    /** Begins the next call and writes its arguments. */
    void write(Calls3 through);

    /**
     * Takes the answer to it.
     *
     * @return status; one that is {@code JUKEBOX} makes it be sent again later
     */
    int take(XdrReader in) throws XdrException;

    /** After an answer without failure: whether one more call is to be made. */
    boolean goesOn();

    /** What a status means. */
    TargetException failed(int status);

    /** As {@link ReplyHandler#place}. */
    default boolean place(XdrReader in, Place where) throws XdrException {
      return false;
    }
  }

  /** First in, first out. */
  private static final class Ring<R extends Request> {
    private final @Nullable Slot<R>[] places;
    private int first;
    private int count;

    @SuppressWarnings("unchecked") // only this class fills it
    Ring(int size) {
      places = (Slot<R>[]) new Slot<?>[size];
    }

    void add(Slot<R> slot) {
      places[(first + count++) % places.length] = slot;
    }

    @Nullable Slot<R> poll() {
      if (count == 0) {
        return null;
      }
      Slot<R> slot = places[first];
      first = (first + 1) % places.length;
      count--;
      return slot;
    }
  }

  /** A request's place, which takes its answers. */
  static final class Slot<R extends Request> implements ReplyHandler {
    final R request;

    /** Why there is no result; null if there is one. */
    @Nullable IOException failure;

    private final Requests<R> owner;

    Slot(Requests<R> owner, R request) {
      this.owner = owner;
      this.request = request;
    }

    @Override
    public boolean place(long tag, XdrReader in, Place where) throws XdrException {
      return request.place(in, where);
    }

    @Override
    public void succeeded(long tag, XdrReader in) {
      owner.answered(this, in);
    }

    @Override
    public void failed(long tag, RpcException reason) {
      owner.underWay--;
      if (reason.reason() == RpcException.Reason.DISCONNECTED) {
        owner.waiting.add(this);
      } else {
        owner.end(this, reason);
      }
    }
  }

  private void answered(Slot<R> slot, XdrReader in) {
    underWay--;
    try {
      int status = slot.request.take(in);
      if (status == Nfs3.NFS3ERR_JUKEBOX) {
        later = true;
        waiting.add(slot);
      } else if (status != 0) {
        end(slot, slot.request.failed(status));
      } else if (slot.request.goesOn()) {
        waiting.add(slot);
      } else {
        end(slot, null);
      }
    } catch (XdrException e) {
      end(slot, e); // not the failure of whoever receives just now
    }
  }

  /** Begun and not yet taken. */
  int outstanding() {
    return waiting.count + underWay + over.count;
  }

  /** The request is sent at the next {@link #await} or {@link #handOver}. */
  void begin(Slot<R> slot) {
    if (waiting.count + underWay == 0) {
      heardNanos = System.nanoTime();
    }
    slot.failure = null;
    waiting.add(slot);
  }

  /** It is over. */
  void end(Slot<R> slot, @Nullable IOException failure) {
    slot.failure = failure;
    over.add(slot);
  }

  /** One that is over; null if none is. */
  @Nullable Slot<R> poll() {
    return over.poll();
  }

  /** Sends what the connection has room for. */
  void handOver() throws IOException {
    turn(0, 0, false);
  }

  /** Sends, and receives until so many are over or the time is up; 0: what is there. */
  void await(int atLeast, long maxWaitNanos) throws IOException {
    int wanted = Math.min(atLeast, outstanding());
    if (over.count >= wanted) {
      turn(0, 0, true);
      return;
    }
    long begin = System.nanoTime();
    long left = maxWaitNanos;
    do {
      turn(wanted - over.count, left, true);
      left = maxWaitNanos - (System.nanoTime() - begin);
    } while (over.count < wanted && left > 0);
  }

  private void turn(int missing, long waitNanos, boolean receives) throws IOException {
    try {
      if (later) {
        later = false;
        calls.awaitLater();
      }
      send();
      if (receives && underWay > 0) {
        hear(calls.rpc().receive(missing, waitNanos));
        send(); // what goes on
      }
      calls.rpc().flush();
    } catch (XdrException | RpcException e) {
      throw e;
    } catch (IOException e) {
      calls.reconnect(e);
    }
  }

  private void send() throws IOException {
    while (waiting.count > 0 && calls.mayBegin()) {
      Slot<R> next = waiting.poll();
      if (next != null) {
        underWay++;
        next.request.write(calls);
        calls.rpc().end(next, 0);
      }
    }
  }

  /** Waits are short: a silent server shows by many of them. */
  private void hear(int answers) throws TargetException {
    long now = System.nanoTime();
    if (answers > 0) {
      heardNanos = now;
    } else if (now - heardNanos > Calls3.TIMEOUT_NANOS) {
      heardNanos = now;
      throw new TargetException(ErrorKind.ETIMEDOUT, "wait for an answer of", calls.peer());
    }
  }

  /** Gives up what was not sent, and waits for the rest. */
  void drain() throws IOException {
    for (Slot<R> slot = waiting.poll(); slot != null; slot = waiting.poll()) {
      end(slot, null);
    }
    await(outstanding(), Calls3.TIMEOUT_NANOS);
  }
}
