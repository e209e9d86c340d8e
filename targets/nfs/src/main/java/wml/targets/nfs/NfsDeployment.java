package wml.targets.nfs;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;
import wml.targets.nfs.client.Client;
import wml.targets.nfs.server.NfsServer;

/** A mounted export, and the server if it was started for the run. */
final class NfsDeployment implements Deployment {
  private final Client client;
  private final Map<String, String> facts;
  private final @Nullable NfsServer own;

  /**
   * @param facts of the server
   */
  NfsDeployment(Client client, Map<String, String> facts, @Nullable NfsServer own) {
    this.client = client;
    this.facts = facts;
    this.own = own;
  }

  @Override
  public FileSystemSession connect(Identity who) throws IOException {
    return client.connect();
  }

  @Override
  public Placement describe(String path) {
    return new Placement(own == null ? Durability.PAGE_CACHE : Durability.RAM, facts, -1);
  }

  @Override
  public void close() {
    client.close();
    if (own != null) {
      own.close();
    }
  }
}
