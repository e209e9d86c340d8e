package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.Opaque;

/** A data server that a client has heard of. Shared by its sessions. */
final class DataDevice implements AutoCloseable {
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final int DEPTH = 64;
  private static final int USE = Nfs4.EXCHGID4_FLAG_USE_PNFS_DS;

  private final Opaque id;
  private final InetSocketAddress address;
  private final int version;
  private final int minor;
  private @Nullable Client4 client;

  /**
   * @param version of NFS that it is called with: 3 or 4
   */
  DataDevice(Opaque id, InetSocketAddress address, int version, int minor) {
    this.id = id;
    this.address = address;
    this.version = version;
    this.minor = minor;
  }

  Opaque id() {
    return id;
  }

  /** A connection for the calling thread. */
  DataPath connect(Server4 mds, String name) throws IOException {
    if (version == 3) {
      return DataPath.ofVersion3(address);
    }
    Client4 its = client(mds, name);
    Calls4 calls = new Calls4(its);
    try {
      its.renew(calls);
      return DataPath.ofVersion4(calls);
    } catch (IOException e) {
      calls.close();
      throw e;
    }
  }

  /** Of all sessions: a data server has a client id of its own for us. */
  private synchronized Client4 client(Server4 mds, String name) throws IOException {
    Client4 known = client;
    if (known == null) {
      Server4 server =
          new Server4(address, "/", mds.credential(), minor, DEPTH, PATIENCE_NANOS, false, USE);
      known = Client4.attach(server, name, null);
      client = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    Client4 known = client;
    client = null;
    if (known != null) {
      known.close();
    }
  }
}
