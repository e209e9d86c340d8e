package wml.targets.nfs.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.testkit.interop.Tools;

/** The tools of libnfs against this project's server, version 3. */
@SuppressWarnings("NullAway.Init") // JUnit calls serve() first
final class LibnfsTest {
  private static final int BYTES = 3_000_001;

  @TempDir private Path folder;
  private NfsServer server;

  @BeforeEach
  void serve() throws IOException {
    Tools.need("nfs-ls", "nfs-cp", "nfs-cat");
    server =
        NfsServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new MemoryStore(1, 1L << 30),
            "/",
            Caller.Squash.NONE);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private String url(String path) {
    int port = server.address().getPort();
    return "nfs://127.0.0.1%s?version=3&nfsport=%d&mountport=%d".formatted(path, port, port);
  }

  private static String run(String... command) throws IOException {
    Tools.Said said = Tools.run(List.of(command));
    assertEquals(0, said.status(), said::toString);
    return said.text();
  }

  private Path file(String name, long seed) throws IOException {
    byte[] bytes = new byte[BYTES];
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextLong(256);
    }
    return Files.write(folder.resolve(name), bytes);
  }

  /** Our own client's view of the server. */
  private FileSystemSession session(Deployment[] out) throws IOException {
    NfsTarget target = new NfsTarget();
    Map<String, String> options =
        Map.of("host", "127.0.0.1", "port", Integer.toString(server.address().getPort()));
    out[0] = target.deploy(Options.resolve(target.info(), options), new Scope(1, note -> {}));
    return out[0].connect(Identity.COORDINATOR);
  }

  @Test
  void filesAreCopiedThereAndBackByteForByte() throws IOException {
    for (String name : List.of("plain", "with spaces in it", "größe-名前-é")) {
      Path from = file(name, name.hashCode());
      Path back = folder.resolve(name + ".back");
      run("nfs-cp", from.toString(), url("//" + name));
      run("nfs-cp", url("//" + name), back.toString());
      assertEquals(-1, Files.mismatch(from, back), name);
      assertTrue(run("nfs-ls", url("/")).contains(name), name);
    }
  }

  @Test
  void catShowsWhatOurClientWrote() throws IOException {
    Deployment[] deployment = new Deployment[1];
    String text = "hello from the other side\n".repeat(1000);
    try (FileSystemSession session = session(deployment)) {
      session.createDirectory(FilePath.of("/a b"));
      IoBuffer buffer = IoBuffer.allocate(text.length());
      MemorySegment.copy(
          text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
          0,
          buffer.memory(),
          ValueLayout.JAVA_BYTE,
          0,
          text.length());
      OpenMode create = OpenMode.READ_WRITE.create();
      try (FileHandle file = session.open(FilePath.of("/a b/ü"), create)) {
        assertEquals(text.length(), file.write(buffer, text.length(), 0));
      }
    }
    deployment[0].close();
    assertEquals(text, run("nfs-cat", url("/a b/ü")));
  }

  @Test
  void ourClientReadsWhatCpWrote() throws IOException {
    Path from = file("data", 5);
    run("nfs-cp", from.toString(), url("//data"));
    Deployment[] deployment = new Deployment[1];
    byte[] read = new byte[BYTES];
    try (FileSystemSession session = session(deployment);
        FileHandle file = session.open(FilePath.of("/data"), OpenMode.READ)) {
      IoBuffer buffer = IoBuffer.allocate(BYTES);
      assertEquals(BYTES, file.read(buffer, BYTES, 0));
      MemorySegment.copy(buffer.memory(), ValueLayout.JAVA_BYTE, 0, read, 0, BYTES);
    }
    deployment[0].close();
    assertArrayEquals(Files.readAllBytes(from), read);
  }

  @Test
  void aThousandFilesAreListed() throws IOException {
    Deployment[] deployment = new Deployment[1];
    TreeSet<String> names =
        IntStream.range(0, 1000)
            .mapToObj(i -> "file number %04d".formatted(i))
            .collect(Collectors.toCollection(TreeSet::new));
    try (FileSystemSession session = session(deployment)) {
      session.createDirectory(FilePath.of("/many"));
      for (String name : names) {
        session.open(FilePath.of("/many/" + name), OpenMode.WRITE.create()).close();
      }
    }
    deployment[0].close();
    TreeSet<String> listed =
        run("nfs-ls", url("/many"))
            .lines()
            .map(line -> line.replaceFirst("^.*?(?=file number)", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(names, listed);
  }

  @Test
  void anExportThatIsNotThereIsRefused() throws IOException {
    Tools.Said said = Tools.run(List.of("nfs-ls", url("/nowhere/at/all")));
    assertNotEquals(0, said.status(), said::toString);
  }
}
