package wml.targets.nfs;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.target.Counter;
import wml.api.target.Deployment;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.targets.nfs.client.Client;
import wml.targets.nfs.client.Client3;
import wml.targets.nfs.client.Portmap;
import wml.targets.nfs.client.Server3;
import wml.targets.nfs.client.v4.Client4;
import wml.targets.nfs.client.v4.Server4;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.relay.Relay;
import wml.targets.wire.relay.RelayConditions;

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
          "NFS 3, 4.1 and 4.2 by remote procedure calls, without a mount; without host= starts its"
              + " own server",
          List.of(
              new Option("host", Option.Type.TEXT, "", "the server; empty: starts one"),
              new Option(
                  "dir", Option.Type.TEXT, "", "what the started server serves; empty: memory"),
              new Option("port", Option.Type.WHOLE, "2049", "of NFS; 0: asks the portmapper"),
              new Option("mountport", Option.Type.WHOLE, "0", "of MOUNT; 0: as that of NFS"),
              new Option("export", Option.Type.TEXT, "/", "path that is mounted"),
              new Option("vers", Option.Type.TEXT, "3", "of NFS: 3, 4.1 or 4.2"),
              new Option(
                  "delegations",
                  Option.Type.TEXT,
                  "off",
                  "on: the server may hand files over to a client of version 4"),
              new Option(
                  "pnfs", Option.Type.TEXT, "on", "off: a client of version 4 takes no layouts"),
              new Option("uid", Option.Type.WHOLE, "0", "user that calls"),
              new Option("gid", Option.Type.WHOLE, "0", "group that calls"),
              new Option(
                  "patience",
                  Option.Type.DURATION,
                  "60s",
                  "how long a call whose connection was lost is tried anew"),
              new Option(
                  "depth",
                  Option.Type.WHOLE,
                  "256",
                  "most calls under way on a connection, 1 to " + Server3.MOST_DEPTH),
              new Option("rtt", Option.Type.DURATION, "0s", "how much longer a round trip takes"),
              new Option(
                  "bandwidth",
                  Option.Type.BYTES,
                  "0",
                  "bytes per second of a connection, each way; 0: as fast as they come"),
              new Option(
                  "cut",
                  Option.Type.DURATION,
                  "0s",
                  "how often all connections are lost; 0s: never"),
              new Option("limit", Option.Type.BYTES, "4g", "files of the server in memory"),
              new Option(
                  "ds",
                  Option.Type.WHOLE,
                  "0",
                  "data servers that the started server keeps data on; 0: none"),
              OwnServer.SHAPE.get(0),
              OwnServer.SHAPE.get(1),
              OwnServer.SHAPE.get(2)),
          Version.V3.capabilities(),
          Set.of(Counter.REMOTE_CALLS));

  @Override
  public TargetInfo info() {
    return INFO;
  }

  /**
   * @throws IllegalArgumentException if there is no such version
   */
  @Override
  public TargetInfo info(Options options) {
    return new TargetInfo(
        INFO.name(),
        INFO.summary(),
        INFO.options(),
        Version.of(options.text("vers")).capabilities(),
        INFO.counters());
  }

  @Override
  public Deployment deploy(Options options, Scope scope) throws IOException {
    String host = options.text("host");
    if (!host.isEmpty() && !options.text("dir").isEmpty()) {
      throw new IllegalArgumentException(
          "options 'host' and 'dir' of target 'nfs' exclude each other: dir= starts a server");
    }
    if (!host.isEmpty()) {
      InetSocketAddress nfs = new InetSocketAddress(host, nfsPort(options, host));
      InetSocketAddress mount = new InetSocketAddress(host, mountPort(options, nfs));
      return attach(options, scope, nfs, mount, null);
    }
    OwnServer server = OwnServer.start(options);
    try {
      return attach(options, scope, server.address(), server.address(), server);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static int nfsPort(Options options, String host) throws IOException {
    if (options.whole("port") != 0) {
      return port(options, "port");
    }
    int version = Version.of(options.text("vers")) == Version.V3 ? Nfs3.NFS_V3 : Nfs4.NFS_V4;
    return Portmap.port(portmapper(host), Nfs3.NFS_PROGRAM, version);
  }

  private static int mountPort(Options options, InetSocketAddress nfs) throws IOException {
    if (options.whole("mountport") != 0) {
      return port(options, "mountport");
    }
    boolean asks = options.whole("port") == 0 && Version.of(options.text("vers")) == Version.V3;
    return asks
        ? Portmap.port(portmapper(nfs.getHostString()), Nfs3.MOUNT_PROGRAM, Nfs3.MOUNT_V3)
        : nfs.getPort();
  }

  private static InetSocketAddress portmapper(String host) {
    return new InetSocketAddress(host, Portmap.PORT);
  }

  private static Deployment attach(
      Options options,
      Scope scope,
      InetSocketAddress nfs,
      InetSocketAddress mount,
      @Nullable OwnServer own)
      throws IOException {
    Credential caller =
        new Credential.Sys(
            0, "wml", (int) options.whole("uid"), (int) options.whole("gid"), List.of());
    String name = Long.toHexString(System.nanoTime() ^ scope.seed());
    Version version = Version.of(options.text("vers"));
    String export = options.text("export");
    int depth = depth(options);
    long patience = options.nanos("patience");
    Relay relay = relay(options, nfs);
    InetSocketAddress at = relay == null ? nfs : relay.address();
    Client direct;
    try {
      direct =
          switch (version) {
            case V3 ->
                Client3.mount(
                    new Server3(at, mount, export, caller, depth, patience), name, scope.calls());
            case V4_1, V4_2 ->
                Client4.attach(
                    new Server4(
                        at,
                        export,
                        caller,
                        version.minor(),
                        depth,
                        patience,
                        delegations(options),
                        use(options)),
                    name,
                    scope.calls());
          };
    } catch (IOException e) {
      if (relay != null) {
        relay.close();
      }
      throw e;
    }
    Client client = relay == null ? direct : new RelayedClient(direct, relay);
    Map<String, String> facts =
        Map.of(
            "type",
            "NFS " + version.text(),
            "server",
            own == null ? nfs.toString() : "in this process, over " + backEnd(options, own),
            "export",
            export);
    return new NfsDeployment(client, facts, own, options.text("dir"));
  }

  /** Null if the way to the server is to stay as it is. */
  private static @Nullable Relay relay(Options options, InetSocketAddress nfs) throws IOException {
    RelayConditions conditions =
        new RelayConditions(
            options.nanos("rtt") / 2, options.bytes("bandwidth"), options.nanos("cut"));
    return conditions.isAny() ? Relay.start(nfs, conditions) : null;
  }

  private static String backEnd(Options options, OwnServer own) {
    String store = options.text("dir").isEmpty() ? "memory" : options.text("dir");
    return own.dataServers() == 0 ? store : own.dataServers() + " data servers in " + store;
  }

  private static boolean delegations(Options options) {
    return isOn(options, "delegations");
  }

  /** What the client wants of its server. */
  private static int use(Options options) {
    return isOn(options, "pnfs")
        ? Nfs4.EXCHGID4_FLAG_USE_NON_PNFS | Nfs4.EXCHGID4_FLAG_USE_PNFS_MDS
        : Nfs4.EXCHGID4_FLAG_USE_NON_PNFS;
  }

  private static boolean isOn(Options options, String name) {
    String word = options.text(name);
    return switch (word) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "option '%s' of target 'nfs' is '%s'; it is on or off".formatted(name, word));
    };
  }

  private static int depth(Options options) {
    long depth = options.whole("depth");
    if (depth < 1 || depth > Server3.MOST_DEPTH) {
      throw new IllegalArgumentException(
          "option 'depth' of target 'nfs' is %d; a connection has 1 to %d calls under way"
              .formatted(depth, Server3.MOST_DEPTH));
    }
    return (int) depth;
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
