package wml.targets.nfs.server;

import java.io.IOException;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Nfs4Conversation;
import wml.targets.nfs.state.ServerState;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.Rpc.AcceptStatus;
import wml.targets.wire.oncrpc.RpcCall;
import wml.targets.wire.oncrpc.RpcProgram;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** NFS versions 3 (RFC 1813) and 4 (RFC 8881) over a store. */
final class NfsProgram implements RpcProgram {
  private final FileStore store;
  private final ServerState state;
  private final Caller.Squash squash;
  private final int dataBytes;

  /**
   * @param dataBytes most data of one call
   */
  NfsProgram(FileStore store, ServerState state, Caller.Squash squash, int dataBytes) {
    this.store = store;
    this.state = state;
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
    return Nfs4.NFS_V4;
  }

  @Override
  public Conversation converse() {
    return new Both(
        new Nfs3Conversation(store, squash, dataBytes),
        new Nfs4Conversation(store, state, squash, dataBytes));
  }

  private record Both(Conversation three, Conversation four) implements Conversation {
    @Override
    public AcceptStatus call(RpcCall call, XdrReader arguments, XdrWriter results)
        throws IOException {
      return (call.version() == Nfs4.NFS_V4 ? four : three).call(call, arguments, results);
    }

    @Override
    public void close() {
      three.close();
      four.close();
    }
  }
}
