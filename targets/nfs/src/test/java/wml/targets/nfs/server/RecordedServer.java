package wml.targets.nfs.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.state.ServerState;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.wire.oncrpc.Rpc;
import wml.targets.wire.oncrpc.RpcCall;
import wml.targets.wire.oncrpc.RpcProgram;
import wml.targets.wire.oncrpc.RpcServer;
import wml.targets.wire.oncrpc.ServerLimits;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** An NFS 3 server in memory that remembers which procedures it was asked for. */
public final class RecordedServer implements AutoCloseable {
  private static final int RECORD_BYTES = 2 << 20;

  /** What it says that it takes. */
  public static final int DATA_BYTES = 64 << 10;

  /** What one READ brings at most. */
  public static final int SHORT_BYTES = 16 << 10;

  private final List<Integer> procedures = Collections.synchronizedList(new ArrayList<>());
  private final FileStore store = new MemoryStore(1, 1L << 30);
  private RpcServer server;

  public RecordedServer() throws IOException {
    server = start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private RpcServer start(InetSocketAddress at) throws IOException {
    return RpcServer.start(
        at,
        List.of(
            new Recorded(program(DATA_BYTES), program(SHORT_BYTES)), new Mount3Program(store, "/")),
        new ServerLimits(16, RECORD_BYTES, 10_000_000_000L));
  }

  private RpcProgram program(int dataBytes) {
    ServerState state = new ServerState(store, StateOptions.standard());
    return new NfsProgram(store, state, Caller.Squash.NONE, dataBytes);
  }

  public InetSocketAddress address() {
    return server.address();
  }

  /** Ends all connections, and serves the same files at the same place again. */
  public void restart() throws IOException {
    InetSocketAddress at = server.address();
    server.close();
    server = start(at);
  }

  /** The procedures since the last time. */
  public List<Integer> taken() {
    synchronized (procedures) {
      List<Integer> all = List.copyOf(procedures);
      procedures.clear();
      return all;
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Recorded implements RpcProgram {
    private final RpcProgram program;
    private final RpcProgram reading;

    Recorded(RpcProgram program, RpcProgram reading) {
      this.program = program;
      this.reading = reading;
    }

    @Override
    public int number() {
      return program.number();
    }

    @Override
    public int lowestVersion() {
      return program.lowestVersion();
    }

    @Override
    public int highestVersion() {
      return program.highestVersion();
    }

    @Override
    public Conversation converse() {
      Conversation conversation = program.converse();
      Conversation reads = reading.converse();
      return new Conversation() {
        @Override
        public Rpc.AcceptStatus call(RpcCall call, XdrReader arguments, XdrWriter results)
            throws IOException {
          procedures.add(call.procedure());
          boolean read = call.procedure() == Nfs3.NFSPROC3_READ;
          return (read ? reads : conversation).call(call, arguments, results);
        }
      };
    }
  }
}
