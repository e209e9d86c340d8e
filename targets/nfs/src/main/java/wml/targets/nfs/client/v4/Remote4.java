package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.targets.nfs.client.CallPipe;
import wml.targets.nfs.client.NamedCall;
import wml.targets.nfs.client.RemoteCallQueue;

/** Remote calls one by one, each a compound of NFS 4 in a slot of its own. */
final class Remote4 implements Capability.RemoteCalls {
  private final Session4 session;
  private final Client4 client;

  Remote4(Session4 session, Client4 client) {
    this.session = session;
    this.client = client;
  }

  @Override
  public Capability.RemoteQueue queue(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    Pipe pipe = new Pipe(session, client, depth);
    NamedCall[] calls =
        pipe.tickets.stream().map(ticket -> ticket.request).toArray(NamedCall[]::new);
    return new RemoteCallQueue(session, pipe, calls);
  }

  /** The calls' places among the requests of the session. */
  private static final class Pipe implements CallPipe {
    private final Pipe4<Call4> pipe;
    private final List<Pipe4.Ticket<Call4>> tickets = new ArrayList<>();

    Pipe(Session4 session, Client4 client, int depth) {
      pipe = new Pipe4<>(session, depth);
      for (int i = 0; i < depth; i++) {
        tickets.add(new Pipe4.Ticket<>(pipe, new Call4(client, i, client.nextOwner())));
      }
    }

    @Override
    public void begin(int index) {
      pipe.begin(tickets.get(index), false);
    }

    @Override
    public int outstanding() {
      return pipe.outstanding();
    }

    @Override
    public void await(int atLeast, long maxWaitNanos) throws IOException {
      pipe.await(atLeast, maxWaitNanos);
    }

    @Override
    public int poll() {
      Pipe4.Ticket<Call4> ticket = pipe.poll();
      return ticket == null ? -1 : ticket.request.index;
    }

    @Override
    public @Nullable IOException failure(int index) {
      return tickets.get(index).failure;
    }

    @Override
    public void drain() throws IOException {
      pipe.await(pipe.outstanding(), Calls4.TIMEOUT_NANOS);
    }
  }
}
