package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * Requests of a session under way at once, each in a slot of its own. They wait here until the
 * session has a slot for them, are sent together, and wait here to be taken once they are over.
 * Other calls of the session may be made at any time. Allocates nothing once made; owned by one
 * thread.
 *
 * @param <R> what is asked
 */
final class Pipe4<R extends Pipe4.Request> {
  /** What is asked, by one compound or by one after the other. */
  interface Request {
    /** Whether the server is to keep its answer: of what must not be done twice. */
    boolean keeps();

    /** Writes the operations behind SEQUENCE. */
    void write(Calls4 calls);

    /** As {@link ReplyHandler#place}. */
    boolean place(XdrReader in, Place where) throws XdrException;

    /**
     * Takes an answer.
     *
     * @param status of the compound
     * @param in behind SEQUENCE
     * @return whether it goes on with another compound
     * @throws IOException its failure
     */
    boolean take(int status, XdrReader in) throws IOException;
  }

  /**
   * A request's place in the pipe. It keeps its slot while its connection is lost, so that the
   * server knows the call again.
   */
  static final class Ticket<R extends Request> implements ReplyHandler {
    final R request;
    private final Pipe4<R> pipe;
    private int slot = -1;
    private int era;

    /** Why there is no result; null if there is one. */
    @Nullable IOException failure;

    Ticket(Pipe4<R> pipe, R request) {
      this.pipe = pipe;
      this.request = request;
    }

    private boolean takeSlot(Slots slots) {
      if (slot < 0 || era != slots.era()) {
        slot = slots.takeUnlessLast();
        era = slots.era();
      }
      return slot >= 0;
    }

    private void send(Calls4 calls) throws IOException {
      calls.open();
      calls.sequence(slot, request.keeps());
      request.write(calls);
      calls.end(this, 0);
    }

    @Override
    public boolean place(long name, XdrReader in, Place where) throws XdrException {
      return request.place(in, where);
    }

    @Override
    public void succeeded(long name, XdrReader in) {
      Calls4 calls = pipe.calls;
      try {
        switch (calls.judge(in, slot, era)) {
          case DONE -> {
            calls.slots().release(slot, era);
            slot = -1;
            if (request.take(calls.status(), in)) {
              pipe.again(this);
            } else {
              pipe.end(this, null);
            }
          }
          case AGAIN, AFTER_REPAIR -> pipe.again(this);
          case LATER -> pipe.later(this, calls.status());
          case REFUSED -> {
            slot = -1;
            pipe.end(this, States.refused(pipe.server, calls.status()));
          }
        }
      } catch (IOException e) {
        pipe.end(this, e); // not the failure of whoever receives just now
      }
    }

    @Override
    public void failed(long name, RpcException reason) {
      if (reason.reason() == RpcException.Reason.DISCONNECTED) {
        pipe.again(this);
      } else {
        slot = -1;
        pipe.end(this, reason);
      }
    }
  }

  private final Calls4 calls;
  private final Server4 server;
  private final ArrayDeque<Ticket<R>> waiting;
  private final ArrayDeque<Ticket<R>> over;
  private int underWay;
  private int later;
  private long heardNanos;

  /**
   * @param depth most requests at once
   */
  Pipe4(Session4 session, int depth) {
    calls = session.calls();
    server = session.server();
    waiting = new ArrayDeque<>(depth + 1);
    over = new ArrayDeque<>(depth + 1);
  }

  /** Puts a request under way; one that has failed already is over. */
  void begin(Ticket<R> ticket, boolean isOver) {
    if (waiting.isEmpty() && underWay == 0) {
      heardNanos = System.nanoTime();
    }
    (isOver ? over : waiting).add(ticket);
  }

  int outstanding() {
    return waiting.size() + underWay + over.size();
  }

  /** One that is over; null: none is. */
  @Nullable Ticket<R> poll() {
    return over.poll();
  }

  /**
   * It goes on with another call, or the same anew: before all others, since it may have a slot
   * that they wait for.
   */
  private void again(Ticket<R> ticket) {
    underWay--;
    waiting.addFirst(ticket);
  }

  private void later(Ticket<R> ticket, int why) {
    later = why;
    again(ticket);
  }

  private void end(Ticket<R> ticket, @Nullable IOException failure) {
    underWay--;
    ticket.failure = failure;
    over.add(ticket);
  }

  /** Sends what there are slots for. */
  void handOver() throws IOException {
    turn(0, 0, false);
  }

  /** Sends, and receives until so many are over or the time is up; 0: what is there. */
  void await(int atLeast, long maxWaitNanos) throws IOException {
    int wanted = Math.min(atLeast, outstanding());
    if (over.size() >= wanted) {
      turn(0, 0, true);
      return;
    }
    long begin = System.nanoTime();
    long left = maxWaitNanos;
    do {
      turn(wanted - over.size(), left, true);
      left = maxWaitNanos - (System.nanoTime() - begin);
    } while (over.size() < wanted && left > 0);
  }

  private void turn(int missing, long waitNanos, boolean receives) throws IOException {
    calls.repair();
    if (later != 0) {
      int why = later;
      later = 0;
      calls.waitAWhile(why);
    }
    try {
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
    while (!calls.isBroken() && !waiting.isEmpty() && waiting.peek().takeSlot(calls.slots())) {
      Ticket<R> next = waiting.poll();
      if (next != null) {
        underWay++;
        next.send(calls);
      }
    }
  }

  /** Waits are short: a silent server shows by many of them. */
  private void hear(int answers) throws TargetException {
    long now = System.nanoTime();
    if (answers > 0) {
      heardNanos = now;
    } else if (now - heardNanos > Calls4.TIMEOUT_NANOS) {
      heardNanos = now;
      throw new TargetException(ErrorKind.ETIMEDOUT, "wait for an answer of", server.toString());
    }
  }
}
