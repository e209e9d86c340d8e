package wml.targets.nfs.client;

import wml.api.target.Capability;

/** The calls of NFS 3, each by itself. */
final class Remote3 implements Capability.RemoteCalls {
  private final Session3 session;
  private final HandleMemory handles = new HandleMemory();

  Remote3(Session3 session) {
    this.session = session;
  }

  @Override
  public Capability.RemoteQueue queue(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    return new RemoteQueue3(session, handles, depth);
  }
}
