package wml.targets.nfs;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import wml.api.target.Capability;
import wml.api.target.Deployment;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.targets.nfs.client.Client3;
import wml.targets.nfs.client.Server3;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.store.DirectoryStore;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.wire.oncrpc.Credential;

/**
 * An NFS server, by remote procedure calls from user space: one that runs already, or one of this
 * project's own that is started for the run and keeps its files in memory, or in a directory.
 */
@AutoService(Target.class)
public final class NfsTarget implements Target {
  private static final int PORT = 2049;

  private static final TargetInfo INFO =
      new TargetInfo(
          "nfs",
          "NFS 3 by remote procedure calls, without a mount; without host= starts its own server",
          List.of(
              new Option("host", Option.Type.TEXT, "", "the server; empty: starts one"),
              new Option(
                  "dir", Option.Type.TEXT, "", "what the started server serves; empty: memory"),
              new Option("port", Option.Type.WHOLE, "2049", "of NFS"),
              new Option("mountport", Option.Type.WHOLE, "0", "of MOUNT; 0: that of NFS"),
              new Option("export", Option.Type.TEXT, "/", "path that is mounted"),
              new Option("uid", Option.Type.WHOLE, "0", "user that calls"),
              new Option("gid", Option.Type.WHOLE, "0", "group that calls"),
              new Option(
                  "patience",
                  Option.Type.DURATION,
                  "60s",
                  "how long a call whose connection was lost is tried anew"),
              new Option("limit", Option.Type.BYTES, "4g", "files of the server in memory")),
          Set.of(
              Capability.SynchronousWrites.class,
              Capability.Links.class,
              Capability.Attributes.class));

  @Override
  public TargetInfo info() {
    return INFO;
  }

  @Override
  public Deployment deploy(Options options, Scope scope) throws IOException {
    String host = options.text("host");
    if (!host.isEmpty() && !options.text("dir").isEmpty()) {
      throw new IllegalArgumentException(
          "options 'host' and 'dir' of target 'nfs' exclude each other: dir= starts a server");
    }
    if (!host.isEmpty()) {
      int port = port(options, "port");
      int mountPort = options.whole("mountport") == 0 ? port : port(options, "mountport");
      InetSocketAddress nfs = new InetSocketAddress(host, port);
      return attach(options, scope, nfs, new InetSocketAddress(host, mountPort), null);
    }
    NfsServer server =
        NfsServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            store(options),
            "/",
            Caller.Squash.NONE);
    try {
      return attach(options, scope, server.address(), server.address(), server);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static FileStore store(Options options) throws IOException {
    String directory = options.text("dir");
    return directory.isEmpty()
        ? new MemoryStore(System.nanoTime(), options.bytes("limit"))
        : DirectoryStore.open(Path.of(directory), null);
  }

  private static Deployment attach(
      Options options,
      Scope scope,
      InetSocketAddress nfs,
      InetSocketAddress mount,
      @org.jspecify.annotations.Nullable NfsServer own)
      throws IOException {
    Credential caller =
        new Credential.Sys(
            0, "wml", (int) options.whole("uid"), (int) options.whole("gid"), List.of());
    Server3 server =
        new Server3(nfs, mount, options.text("export"), caller, 1, options.nanos("patience"));
    String name = Long.toHexString(System.nanoTime() ^ scope.seed());
    return new NfsDeployment(Client3.mount(server, name), server, own, options.text("dir"));
  }

  private static int port(Options options, String name) {
    long port = options.whole(name);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "option '%s' of target 'nfs' is %d; ports are 1 to 65535, that of NFS is %d"
              .formatted(name, port, PORT));
    }
    return (int) port;
  }
}
