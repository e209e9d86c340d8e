package wml.targets.nfs.server;

import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.RpcProgram;

/** NFS version 3 (RFC 1813) over a store. */
final class Nfs3Program implements RpcProgram {
  private final FileStore store;
  private final Caller.Squash squash;
  private final int dataBytes;

  /**
   * @param dataBytes most data of one call
   */
  Nfs3Program(FileStore store, Caller.Squash squash, int dataBytes) {
    this.store = store;
    this.squash = squash;
    this.dataBytes = dataBytes;
  }

  @Override
  public int number() {
    return Nfs3.NFS_PROGRAM;
  }

  @Override
  public int lowestVersion() {
    return Nfs3.NFS_V3;
  }

  @Override
  public int highestVersion() {
    return Nfs3.NFS_V3;
  }

  @Override
  public Conversation converse() {
    return new Nfs3Conversation(store, squash, dataBytes);
  }
}
