package wml.targets.nfs.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.random.RandomStream;
import wml.api.target.Deployment;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.targets.nfs.NfsTarget;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.testkit.interop.Ganesha;
import wml.targets.testkit.interop.Namespace;
import wml.targets.testkit.interop.Tools;

/**
 * Ganesha as a client of version 4.1, independent of ours, in front of our server: what is written
 * through its version 3 is in our store, byte for byte.
 */
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
final class ProxyTest {
  private static final int DIRECTORIES = 20;
  private static final int FILES = 50;
  private static final int MOST_BYTES = 40_000;

  @TempDir private Path folder;
  private final MemoryStore store = new MemoryStore(7, 1L << 30);
  private Namespace namespace;
  private Ganesha ganesha;
  private NfsServer server;

  @BeforeEach
  void start() throws IOException {
    Tools.need("nfs-cp", "nfs-cat");
    namespace = Namespace.create();
    namespace.enter();
    server =
        NfsServer.start(new InetSocketAddress(Namespace.HOST, 0), store, "/", Caller.Squash.NONE);
    String export =
        """
        EXPORT { Export_Id = 1; Path = /; Pseudo = /; Access_Type = RW; Squash = None;
          SecType = sys; Protocols = 3;
          FSAL { Name = PROXY_V4; Srv_Addr = %s; NFS_Port = %d; Retry_SleepTime = 1;
            RPC_Client_Timeout = 10; Use_Privileged_Client_Port = false; } }
        """
            .formatted(Namespace.HOST, server.address().getPort());
    ganesha = Ganesha.start(namespace, export);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    if (namespace != null) {
      namespace.close();
    }
    if (ganesha != null) {
      ganesha.close();
    }
  }

  private static byte[] content(int directory, int file) {
    RandomStream random = new RandomStream(directory * 1000L + file);
    byte[] bytes = new byte[(int) random.nextLong(MOST_BYTES)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextLong(256);
    }
    return bytes;
  }

  /** What our store has. */
  private byte[] stored(String... path) {
    Handle at = new Handle();
    FileAttributes attributes = new FileAttributes();
    store.root(at);
    for (String name : path) {
      Handle next = new Handle();
      assertEquals(0, store.lookup(at, new Name().set(name), next, attributes), name);
      at.set(next);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) attributes.size);
    assertEquals(attributes.size, store.read(at, 0, bytes));
    return bytes.array();
  }

  @Test
  void aTreeThroughGaneshaIsByteExact() throws IOException {
    NfsTarget target = new NfsTarget();
    Map<String, String> options =
        Map.of("host", Namespace.HOST, "mountport", Integer.toString(Ganesha.MOUNT_PORT));
    try (Deployment mounted =
            target.deploy(Options.resolve(target.info(), options), new Scope(1, note -> {}));
        FileSystemSession session = mounted.connect(Identity.COORDINATOR)) {
      IoBuffer buffer = IoBuffer.allocate(MOST_BYTES);
      for (int d = 0; d < DIRECTORIES; d++) {
        session.createDirectory(FilePath.of("/d" + d));
        for (int f = 0; f < FILES; f++) {
          byte[] bytes = content(d, f);
          MemorySegment.copy(bytes, 0, buffer.memory(), ValueLayout.JAVA_BYTE, 0, bytes.length);
          FilePath path = FilePath.of("/d%d/f %d".formatted(d, f));
          try (FileHandle file = session.open(path, OpenMode.READ_WRITE.create())) {
            assertEquals(bytes.length, file.write(buffer, bytes.length, 0));
          }
        }
        int[] names = new int[1];
        session.list(FilePath.of("/d" + d), (name, length, isDirectory) -> names[0]++);
        assertEquals(FILES, names[0]);
      }
    }
    for (int d = 0; d < DIRECTORIES; d++) {
      for (int f = 0; f < FILES; f++) {
        assertArrayEquals(content(d, f), stored("d" + d, "f " + f), d + "/" + f);
      }
    }
  }

  @Test
  void libnfsReadsAndWritesThroughGanesha() throws IOException {
    byte[] bytes = content(99, 99);
    Path from = Files.write(folder.resolve("from"), bytes);
    run("nfs-cp", from.toString(), url("//größe"));
    assertArrayEquals(bytes, stored("größe"));
    Handle root = new Handle();
    Handle made = new Handle();
    store.root(root);
    AttributeChange mode = new AttributeChange();
    mode.mode = 0644;
    byte[] text = "made on the server\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        0, store.create(root, new Name().set("ours"), true, mode, made, new FileAttributes()));
    assertEquals(0, store.write(made, 0, ByteBuffer.wrap(text), 2));
    assertEquals("made on the server\n", run("nfs-cat", url("//ours")));
  }

  private static String url(String path) {
    return "nfs://%s%s?version=3&nfsport=%d&mountport=%d"
        .formatted(Namespace.HOST, path, Ganesha.PORT, Ganesha.MOUNT_PORT);
  }

  private String run(String... command) throws IOException {
    Tools.Said said = Tools.run(namespace.networked(List.of(command)));
    assertEquals(0, said.status(), said::toString);
    return said.text();
  }
}
