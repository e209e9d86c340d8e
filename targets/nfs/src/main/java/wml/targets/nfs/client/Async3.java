package wml.targets.nfs.client;

import wml.api.target.Capability;

/** Reads and writes of a session that are under way at once, over its own connection. */
final class Async3 implements Capability.AsyncIo {
  private final Session3 session;

  Async3(Session3 session) {
    this.session = session;
  }

  @Override
  public Capability.AsyncQueue queue(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    return new TransferQueue(session, depth);
  }
}
