package wml.targets.nfs;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;
import wml.targets.nfs.client.Client3;
import wml.targets.nfs.client.Server3;
import wml.targets.nfs.server.NfsServer;

/** A mounted export, and the server if it was started for the run. */
final class NfsDeployment implements Deployment {
  private final Client3 client;
  private final Server3 server;
  private final @Nullable NfsServer own;

  NfsDeployment(Client3 client, Server3 server, @Nullable NfsServer own) {
    this.client = client;
    this.server = server;
    this.own = own;
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
            own == null ? server.nfs().toString() : "in this process, in memory",
            "export",
            server.export()),
        -1);
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
