package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;

/** The calls of NFS 3, each by itself. */
final class Remote3 implements Capability.RemoteCalls {
  private final Session3 session;

  Remote3(Session3 session) {
    this.session = session;
  }

  @Override
  public Capability.RemoteQueue queue(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    Pipe pipe = new Pipe(session, depth);
    Call3[] calls = new Call3[depth];
    for (int i = 0; i < depth; i++) {
      calls[i] = pipe.slots[i].request;
    }
    return new RemoteCallQueue(session, pipe, calls);
  }

  /** The calls' places among the requests of the session. */
  private static final class Pipe implements CallPipe {
    private final Requests<Call3> requests;
    private final Requests.Slot<Call3>[] slots;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    Pipe(Session3 session, int depth) {
      requests = new Requests<>(session.calls(), depth);
      slots = new Requests.Slot[depth];
      for (int i = 0; i < depth; i++) {
        slots[i] = new Requests.Slot<>(requests, new Call3(i));
      }
    }

    @Override
    public void begin(int index) {
      requests.begin(slots[index]);
    }

    @Override
    public int outstanding() {
      return requests.outstanding();
    }

    @Override
    public void await(int atLeast, long maxWaitNanos) throws IOException {
      requests.await(atLeast, maxWaitNanos);
    }

    @Override
    public int poll() {
      Requests.Slot<Call3> slot = requests.poll();
      return slot == null ? -1 : slot.request.index;
    }

    @Override
    public @Nullable IOException failure(int index) {
      return slots[index].failure;
    }

    @Override
    public void drain() throws IOException {
      requests.drain();
    }
  }
}
