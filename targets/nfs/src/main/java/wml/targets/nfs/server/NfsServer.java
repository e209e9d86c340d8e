package wml.targets.nfs.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.RpcServer;
import wml.targets.wire.oncrpc.ServerLimits;

/** An NFS server: MOUNT and NFS 3 on one port, over a store that it closes with itself. */
public final class NfsServer implements AutoCloseable {
  /** Most data of one READ or WRITE. */
  public static final int DATA_BYTES = 1 << 20;

  private final RpcServer server;
  private final FileStore store;

  private NfsServer(RpcServer server, FileStore store) {
    this.server = server;
    this.store = store;
  }

  /**
   * Serves from now on.
   *
   * @param at port 0: any that is free
   * @param export path under which the store's root is offered
   */
  public static NfsServer start(
      InetSocketAddress at, FileStore store, String export, Caller.Squash squash)
      throws IOException {
    RpcServer server =
        RpcServer.start(
            at,
            List.of(new Mount3Program(store, export), new Nfs3Program(store, squash, DATA_BYTES)),
            ServerLimits.DEFAULT);
    return new NfsServer(server, store);
  }

  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
