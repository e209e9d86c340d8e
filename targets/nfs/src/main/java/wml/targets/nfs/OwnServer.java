package wml.targets.nfs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.units.Nearest;
import wml.targets.nfs.pnfs.DataServer;
import wml.targets.nfs.pnfs.StripeShape;
import wml.targets.nfs.pnfs.StripedStore;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.DirectoryStore;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.MemoryStore;

/** A server that is started for a run in this process, with the data servers that it may have. */
final class OwnServer implements AutoCloseable {
  private static final long PATIENCE_NANOS = 5_000_000_000L;
  private static final int MOST_STRIPE_BYTES = 1 << 30;

  /** What a metadata server is told of its data servers. */
  static final List<Option> SHAPE =
      List.of(
          new Option("mirrors", Option.Type.WHOLE, "1", "data servers that hold each byte"),
          new Option(
              "layout",
              Option.Type.TEXT,
              "",
              "what clients get: files or flexfiles; empty: files unless there are mirrors"),
          new Option("stripe", Option.Type.BYTES, "64k", "behind which the next server follows"));

  private final NfsServer server;
  private final List<NfsServer> dataServers;

  private OwnServer(NfsServer server, List<NfsServer> dataServers) {
    this.server = server;
    this.dataServers = dataServers;
  }

  static OwnServer start(Options options) throws IOException {
    int count = (int) options.whole("ds");
    List<NfsServer> data = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        StateOptions promises =
            StateOptions.standard().withPnfs(Nfs4.EXCHGID4_FLAG_USE_PNFS_DS, List.of(), 0);
        data.add(serve(store(options, "ds" + i), promises));
      }
      FileStore names = store(options, count == 0 ? "" : "mds");
      FileStore files =
          count == 0
              ? names
              : new StripedStore(
                  names,
                  data.stream().map(s -> new DataServer(s.address(), "/")).toList(),
                  shape(options),
                  PATIENCE_NANOS);
      return new OwnServer(serve(files, StateOptions.standard()), data);
    } catch (IOException | IllegalArgumentException e) {
      data.forEach(NfsServer::close);
      throw e;
    }
  }

  private static NfsServer serve(FileStore store, StateOptions promises) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return NfsServer.start(any, store, "/", Caller.Squash.NONE, promises);
  }

  private static FileStore store(Options options, String part) throws IOException {
    String directory = options.text("dir");
    if (directory.isEmpty()) {
      return new MemoryStore(System.nanoTime(), options.bytes("limit"));
    }
    Path own = Path.of(directory).resolve(part);
    if (!part.isEmpty()) {
      Files.createDirectories(own);
    }
    return DirectoryStore.open(own, null);
  }

  /** How files lie on data servers, of {@link #SHAPE}. */
  static StripeShape shape(Options options) {
    long mirrors = options.whole("mirrors");
    String layout = options.text("layout");
    int type =
        switch (layout) {
          case "" -> mirrors > 1 ? Nfs4.LAYOUT4_FLEX_FILES : Nfs4.LAYOUT4_NFSV4_1_FILES;
          case "files" -> Nfs4.LAYOUT4_NFSV4_1_FILES;
          case "flexfiles" -> Nfs4.LAYOUT4_FLEX_FILES;
          default ->
              throw new IllegalArgumentException(
                  "option 'layout' is '%s'%s; it is files or flexfiles"
                      .formatted(layout, Nearest.hint(layout, List.of("files", "flexfiles"))));
        };
    if (mirrors > 1 && type == Nfs4.LAYOUT4_NFSV4_1_FILES) {
      throw new IllegalArgumentException(
          "option 'layout' is files, which knows no mirrors; say flexfiles, or mirrors=1");
    }
    long unit = Math.min(MOST_STRIPE_BYTES, options.bytes("stripe"));
    return new StripeShape((int) unit, (int) mirrors, type);
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** Of data servers; 0: files are held where their names are. */
  int dataServers() {
    return dataServers.size();
  }

  @Override
  public void close() {
    server.close();
    dataServers.forEach(NfsServer::close);
  }
}
