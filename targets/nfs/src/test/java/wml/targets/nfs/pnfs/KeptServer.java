package wml.targets.nfs.pnfs;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.FileStore;
import wml.targets.nfs.store.MemoryStore;

/** A data server in this process that keeps its files when it is stopped and started again. */
final class KeptServer implements AutoCloseable {
  private static final StateOptions PROMISES =
      StateOptions.standard().withPnfs(Nfs4.EXCHGID4_FLAG_USE_PNFS_DS, List.of(), 0);

  /** Data operations that came in version 4: from clients with layouts. */
  final AtomicInteger fromClients = new AtomicInteger();

  /** Those that came in version 3. */
  final AtomicInteger fromMetadataServer = new AtomicInteger();

  private final MemoryStore files = new MemoryStore(System.nanoTime(), 1L << 30);
  private final InetSocketAddress address;
  private NfsServer server;
  private long starts;

  KeptServer() throws IOException {
    server = serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = server.address();
  }

  private NfsServer serve(InetSocketAddress at) throws IOException {
    starts++;
    return NfsServer.start(at, kept(), "/", Caller.Squash.NONE, PROMISES);
  }

  /** The files, with a verifier of this start, and deaf to being closed. */
  private FileStore kept() {
    long verifier = files.writeVerifier() + starts;
    return (FileStore)
        Proxy.newProxyInstance(
            FileStore.class.getClassLoader(),
            new Class<?>[] {FileStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              if (method.getName().equals("writeVerifier")) {
                return verifier;
              }
              if (method.getName().equals("read") || method.getName().equals("write")) {
                boolean four =
                    StackWalker.getInstance()
                        .walk(s -> s.anyMatch(f -> f.getClassName().endsWith("DataOperations")));
                (four ? fromClients : fromMetadataServer).incrementAndGet();
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  DataServer address() {
    return new DataServer(address, "/");
  }

  void stop() {
    server.close();
  }

  void restart() throws IOException {
    server = serve(address);
  }

  /** Names of its data files. */
  List<String> names() {
    List<String> out = new ArrayList<>();
    files.list(
        directory(),
        0,
        (fileid, name, length, cookie) -> {
          String text = new String(name, 0, length, java.nio.charset.StandardCharsets.UTF_8);
          if (!text.startsWith(".")) {
            out.add(text);
          }
          return true;
        });
    return out;
  }

  private Handle directory() {
    Handle root = new Handle();
    files.root(root);
    Handle out = new Handle();
    files.lookup(root, new Name().set("data"), out, new FileAttributes());
    return out;
  }

  /** What a data file holds. */
  byte[] content(String name) {
    Handle file = new Handle();
    FileAttributes attributes = new FileAttributes();
    if (files.lookup(directory(), new Name().set(name), file, attributes) != 0) {
      throw new IllegalStateException("no data file " + name);
    }
    ByteBuffer out = ByteBuffer.allocate((int) attributes.size);
    files.read(file, 0, out);
    return out.array();
  }

  @Override
  public void close() {
    server.close();
    files.close();
  }
}
