package wml.targets.nfs.client.v4;

import wml.api.target.Capability;
import wml.api.target.ImmediateQueue;

/** Reads and writes of a session that are under way at once, each in a slot of its own. */
final class Async4 implements Capability.AsyncIo {
  private final Session4 session;

  Async4(Session4 session) {
    this.session = session;
  }

  @Override
  public Capability.AsyncQueue queue(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    // One slot stays free for calls that are waited for.
    return session.calls().slots().count() == 1
        ? new ImmediateQueue(depth)
        : new TransferQueue4(session, depth);
  }
}
