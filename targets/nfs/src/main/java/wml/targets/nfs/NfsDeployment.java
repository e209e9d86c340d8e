package wml.targets.nfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;
import wml.targets.nfs.client.Client;

/** A mounted export, and the server if it was started for the run. */
final class NfsDeployment implements Deployment {
  private final Client client;
  private final Map<String, String> facts;
  private final @Nullable OwnServer own;
  private final String directory;

  /**
   * @param facts of the server
   * @param directory that the own server serves; empty: none
   */
  NfsDeployment(
      Client client, Map<String, String> facts, @Nullable OwnServer own, String directory) {
    this.client = client;
    this.facts = facts;
    this.own = own;
    this.directory = directory;
  }

  @Override
  public FileSystemSession connect(Identity who) throws IOException {
    return client.connect();
  }

  @Override
  public Placement describe(String path) throws IOException {
    return new Placement(durability(), facts, -1);
  }

  /** What another server has written before it answers is not known: no more than its cache. */
  private Durability durability() throws IOException {
    boolean memory = own != null && (directory.isEmpty() || isTmpfs(Path.of(directory)));
    return memory ? Durability.RAM : Durability.PAGE_CACHE;
  }

  private static boolean isTmpfs(Path directory) throws IOException {
    return Files.getFileStore(directory).type().equals("tmpfs");
  }

  @Override
  public void close() {
    client.close();
    if (own != null) {
      own.close();
    }
  }
}
