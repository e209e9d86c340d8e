package wml.targets.nfs.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import wml.targets.nfs.pnfs.Layouts;
import wml.targets.nfs.pnfs.StripedStore;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.ServerState;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.RpcServer;
import wml.targets.wire.oncrpc.ServerLimits;

/**
 * An NFS server: MOUNT, NFS 3, 4.1 and 4.2 on one port, over a store that it closes with itself.
 */
public final class NfsServer implements AutoCloseable {
  /** Most data of one READ or WRITE. */
  public static final int DATA_BYTES = 1 << 20;

  private final RpcServer server;
  private final FileStore store;
  private final ServerState state;

  private NfsServer(RpcServer server, FileStore store, ServerState state) {
    this.server = server;
    this.store = store;
    this.state = state;
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
    return start(at, store, export, squash, StateOptions.standard());
  }

  /**
   * Serves from now on.
   *
   * @param at port 0: any that is free
   * @param export path under which version 3 offers the store's root, which is that of version 4
   * @param options what clients of version 4 are promised
   */
  public static NfsServer start(
      InetSocketAddress at,
      FileStore store,
      String export,
      Caller.Squash squash,
      StateOptions options)
      throws IOException {
    ServerState state =
        store instanceof StripedStore striped
            ? ofLayouts(striped, options)
            : new ServerState(store, options);
    RpcServer server =
        RpcServer.start(
            at,
            List.of(
                new Mount3Program(store, export), new NfsProgram(store, state, squash, DATA_BYTES)),
            ServerLimits.DEFAULT);
    return new NfsServer(server, store, state);
  }

  /** What a metadata server promises and holds. */
  private static ServerState ofLayouts(StripedStore store, StateOptions options) {
    Layouts layouts = store.layouts();
    ServerState state =
        new ServerState(
            store,
            options.withPnfs(
                Nfs4.EXCHGID4_FLAG_USE_PNFS_MDS, List.of(layouts.type()), layouts.unitBytes()));
    layouts.recallBy(state.clients()::callBack, options.leaseNanos());
    state.clients().whenOneEnds(client -> layouts.giveBackAll(client, false));
    return state;
  }

  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    try {
      state.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      store.close();
    }
  }
}
