package wml.targets.nfs;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Service;
import wml.api.target.TargetInfo;
import wml.targets.nfs.pnfs.DataServer;
import wml.targets.nfs.pnfs.StripedStore;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.state.ClientRecords;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.DirectoryStore;
import wml.targets.nfs.store.FileStore;

/** {@code wml serve nfs}: the project's own NFS server over a directory. */
@AutoService(Service.class)
public final class NfsService implements Service {
  /** How long data without a mirror is waited for when its data server is away. */
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private static final TargetInfo INFO =
      new TargetInfo(
          "nfs",
          "Serves a directory by NFS 3, 4.1 and 4.2, with MOUNT on the same port.",
          List.of(
              new Option("dir", Option.Type.TEXT, "", "the directory that is served"),
              new Option("port", Option.Type.WHOLE, "2049", "0 takes any that is free"),
              new Option(
                  "bind", Option.Type.TEXT, "127.0.0.1", "address to serve at; 0.0.0.0 is all"),
              new Option("export", Option.Type.TEXT, "/", "path under which clients mount it"),
              new Option(
                  "squash",
                  Option.Type.TEXT,
                  "root",
                  "whom it takes for nobody: none, root or all"),
              new Option(
                  "state",
                  Option.Type.TEXT,
                  "",
                  "directory that keeps what must survive a restart (default: wml/nfs in the"
                      + " user's directory for state)"),
              new Option(
                  "lease",
                  Option.Type.DURATION,
                  "90s",
                  "how long a client of version 4 that is silent keeps what it holds"),
              new Option(
                  "ds",
                  Option.Type.TEXT,
                  "off",
                  "on: it is a data server of a metadata server, with --squash none"),
              new Option(
                  "mds",
                  Option.Type.TEXT,
                  "",
                  "it is a metadata server, and these are its data servers: HOST:PORT,HOST:PORT"),
              OwnServer.SHAPE.get(0),
              OwnServer.SHAPE.get(1),
              OwnServer.SHAPE.get(2)),
          Set.of());

  @Override
  public TargetInfo info() {
    return INFO;
  }

  @Override
  public Serving start(Options options) throws IOException {
    Caller.Squash squash = squash(options.text("squash"));
    InetSocketAddress at = new InetSocketAddress(address(options), port(options));
    String export = options.text("export");
    if (!export.startsWith("/")) {
      throw new IllegalArgumentException(
          "--export: a path starts with a slash: '/%s'".formatted(export));
    }
    FileStore store = striped(options, store(options));
    try {
      StateOptions promises =
          promises(options)
              .withLease(options.nanos("lease"))
              .withRecords(ClientRecords.open(state(options)));
      return new Running(
          NfsServer.start(at, store, export, squash, promises),
          at,
          export,
          options.text("dir"),
          squash);
    } catch (IOException e) {
      store.close();
      throw e.getCause() instanceof BindException ? taken(at, e) : e;
    }
  }

  private static FileStore store(Options options) throws IOException {
    String directory = options.text("dir");
    if (directory.isEmpty()) {
      throw new IllegalArgumentException("--dir: which directory is to be served?");
    }
    return DirectoryStore.open(Path.of(directory), state(options));
  }

  private static Path state(Options options) {
    String state = options.text("state");
    return state.isEmpty() ? usualState() : Path.of(state);
  }

  private static StateOptions promises(Options options) {
    String ds = options.text("ds");
    return switch (ds) {
      case "off" -> StateOptions.standard();
      case "on" -> StateOptions.standard().withPnfs(Nfs4.EXCHGID4_FLAG_USE_PNFS_DS, List.of(), 0);
      default -> throw new IllegalArgumentException("--ds: '" + ds + "' is neither on nor off");
    };
  }

  /** The store itself unless it holds names only, and the data is elsewhere. */
  private static FileStore striped(Options options, FileStore store) throws IOException {
    String list = options.text("mds");
    if (list.isEmpty()) {
      return store;
    }
    try {
      List<DataServer> servers = new ArrayList<>();
      for (String each : list.split(",", -1)) {
        int colon = each.lastIndexOf(':');
        if (colon <= 0) {
          throw new IllegalArgumentException("--mds: '" + each + "' is no HOST:PORT");
        }
        InetAddress host = InetAddress.getByName(each.substring(0, colon));
        int port = Integer.parseInt(each.substring(colon + 1));
        servers.add(new DataServer(new InetSocketAddress(host, port), "/"));
      }
      return new StripedStore(store, servers, OwnServer.shape(options), PATIENCE_NANOS);
    } catch (IllegalArgumentException | IOException e) {
      store.close();
      throw e;
    }
  }

  private static Path usualState() {
    String base = System.getenv("XDG_STATE_HOME");
    Path states =
        base == null || base.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(base);
    return states.resolve("wml").resolve("nfs");
  }

  private static Caller.Squash squash(String text) {
    for (Caller.Squash each : Caller.Squash.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("--squash: '" + text + "' is none of none, root, all");
  }

  private static InetAddress address(Options options) throws IOException {
    String text = options.text("bind");
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      throw new IOException("--bind: '" + text + "' is no address of this machine", e);
    }
  }

  private static int port(Options options) {
    long port = options.whole("port");
    if (port > 65_535) {
      throw new IllegalArgumentException(
          "--port: %d is no port; they are 1 to 65535, and 0 takes any".formatted(port));
    }
    return (int) port;
  }

  private static IOException taken(InetSocketAddress at, IOException e) {
    return new IOException(
        e.getMessage()
            + "\nhelp: 'ss -ltnp sport = :"
            + at.getPort()
            + "' shows who has the port; --port 0 takes one that is free",
        e);
  }

  /** A server, and what is said of it. */
  private record Running(
      NfsServer server, InetSocketAddress asked, String export, String what, Caller.Squash squash)
      implements Serving {
    @Override
    public String greeting() {
      InetSocketAddress at = server.address();
      boolean everywhere = at.getAddress().isAnyLocalAddress();
      String host = everywhere ? "127.0.0.1" : at.getAddress().getHostAddress();
      return "serving %s at %s:%d as %s%s; use it by: wml run FILE --target nfs:host=%s,port=%d%s"
          .formatted(
              what,
              at.getAddress().getHostAddress(),
              at.getPort(),
              export,
              squash == Caller.Squash.NONE ? "" : " (" + nobody() + ")",
              host,
              at.getPort(),
              export.equals("/") ? "" : ",export=" + export);
    }

    private String nobody() {
      return squash == Caller.Squash.ROOT
          ? "root is nobody: --squash none"
          : "everybody is nobody: --squash none";
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
