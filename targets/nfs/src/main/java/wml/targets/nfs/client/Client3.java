package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.CallTrace;
import wml.api.target.FileSystemSession;

/** A client of one export of an NFS 3 server: what its sessions share. */
public final class Client3 implements Client {
  private final Server3 server;
  private final Mounted mounted;
  private final OpenNames names;
  private final @Nullable CallTrace trace;

  private Client3(Server3 server, Mounted mounted, String prefix, @Nullable CallTrace trace) {
    this.server = server;
    this.mounted = mounted;
    this.trace = trace;
    names = new OpenNames(prefix);
  }

  /**
   * Finds the export.
   *
   * @param name of this client, unlike that of any other
   * @param trace takes all calls; null if nobody asks
   */
  public static Client3 mount(Server3 server, String name, @Nullable CallTrace trace)
      throws IOException {
    return new Client3(server, Mounted.mount(server, trace), ".nfs" + name + "-", trace);
  }

  @Override
  public FileSystemSession connect() throws IOException {
    Calls3 calls = new Calls3(server);
    TracedCalls.on(calls.rpc(), trace);
    return new Session3(calls, names, mounted);
  }

  @Override
  public void close() {}
}
