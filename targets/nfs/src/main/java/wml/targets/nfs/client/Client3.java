package wml.targets.nfs.client;

import java.io.IOException;
import wml.api.target.FileSystemSession;

/** A client of one export of an NFS 3 server: what its sessions share. */
public final class Client3 implements Client {
  private final Server3 server;
  private final Mounted mounted;
  private final OpenNames names;

  private Client3(Server3 server, Mounted mounted, String prefix) {
    this.server = server;
    this.mounted = mounted;
    names = new OpenNames(prefix);
  }

  /**
   * Finds the export.
   *
   * @param name of this client, unlike that of any other
   */
  public static Client3 mount(Server3 server, String name) throws IOException {
    return new Client3(server, Mounted.mount(server), ".nfs" + name + "-");
  }

  @Override
  public FileSystemSession connect() throws IOException {
    return new Session3(new Calls3(server), names, mounted);
  }

  @Override
  public void close() {}
}
