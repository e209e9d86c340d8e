package wml.targets.nfs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;
import wml.targets.nfs.client.Client3;
import wml.targets.nfs.server.NfsServer;
import wml.targets.wire.relay.Relay;

/** A mounted export, and the server if it was started for the run. */
final class NfsDeployment implements Deployment {
  private final Client3 client;
  private final InetSocketAddress server;
  private final String export;
  private final @Nullable NfsServer own;
  private final @Nullable Relay relay;

  NfsDeployment(
      Client3 client,
      InetSocketAddress server,
      String export,
      @Nullable NfsServer own,
      @Nullable Relay relay) {
    this.client = client;
    this.server = server;
    this.export = export;
    this.own = own;
    this.relay = relay;
  }

  @Override
  public FileSystemSession connect(Identity who) throws IOException {
    return client.connect();
  }

  @Override
  public Placement describe(String path) {
    return new Placement(
        own == null ? Durability.PAGE_CACHE : Durability.RAM,
        Map.of(
            "type",
            "NFS 3",
            "server",
            own == null ? server.toString() : "in this process, in memory",
            "export",
            export),
        -1);
  }

  @Override
  public void close() {
    if (relay != null) {
      relay.close();
    }
    if (own != null) {
      own.close();
    }
  }
}
