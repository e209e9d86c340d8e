package wml.targets.nfs;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.target.Deployment;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Service;
import wml.api.target.TargetInfo;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.state.ClientRecords;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.DirectoryStore;
import wml.targets.nfs.store.FileStore;

/** {@code wml serve nfs}: the project's own NFS server over a directory. */
@AutoService(Service.class)
public final class NfsService implements Service {
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
                  "how long a client of version 4 that is silent keeps what it holds")),
          Set.of());

  @Override
  public TargetInfo info() {
    return INFO;
  }

  @Override
  public Serving start(Options options, @Nullable Deployment backing) throws IOException {
    Caller.Squash squash = squash(options.text("squash"));
    InetSocketAddress at = new InetSocketAddress(address(options), port(options));
    String export = options.text("export");
    if (!export.startsWith("/")) {
      throw new IllegalArgumentException(
          "--export: a path starts with a slash: '/%s'".formatted(export));
    }
    FileStore store = store(options, backing);
    try {
      StateOptions promises =
          StateOptions.standard()
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

  private static FileStore store(Options options, @Nullable Deployment backing) throws IOException {
    String directory = options.text("dir");
    if (backing != null) {
      throw new IllegalArgumentException("--target can't be served yet: --dir names a directory");
    }
    if (directory.isEmpty()) {
      throw new IllegalArgumentException("--dir: which directory is to be served?");
    }
    return DirectoryStore.open(Path.of(directory), state(options));
  }

  private static Path state(Options options) {
    String state = options.text("state");
    return state.isEmpty() ? usualState() : Path.of(state);
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
