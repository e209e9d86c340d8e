package wml.targets.nfs.client.v4;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An nfs-ganesha of version 4 as a child process, on a free port of this machine's own address. */
public final class Ganesha implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/ganesha.nfsd");
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Path directory;
  private final boolean grace;
  private final int port;
  private @Nullable Process process;

  private Ganesha(Path directory, boolean grace, int port) {
    this.directory = directory;
    this.grace = grace;
    this.port = port;
  }

  /** Skips the test where it is not installed, or who runs the test may not start it. */
  public static Ganesha start(Path directory, boolean grace) throws IOException {
    assumeTrue(Files.isExecutable(BINARY), "nfs-ganesha is not installed (apt: nfs-ganesha-vfs)");
    assumeTrue("root".equals(System.getProperty("user.name")), "nfs-ganesha needs root");
    Files.createDirectories(directory.resolve("export/kept"));
    Ganesha ganesha = new Ganesha(directory, grace, freePort());
    ganesha.start();
    return ganesha;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void start() throws IOException {
    Path configuration = directory.resolve("ganesha.conf");
    Files.writeString(
        configuration,
        """
        NFS_CORE_PARAM { Protocols = 4; NFS_Port = %d; Bind_addr = 127.0.0.1; Enable_NLM = false;
          Enable_RQUOTA = false; }
        NFSv4 { Lease_Lifetime = 10; Grace_Period = 10; Graceless = %s; Minor_Versions = 1,2;
          Delegations = true; RecoveryRoot = %s; Only_Numeric_Owners = true; }
        EXPORT { Export_Id = 1; Path = %s/export; Pseudo = /export; Access_Type = RW;
          Squash = No_Root_Squash; SecType = sys; Protocols = 4; Transports = TCP;
          Delegations = RW; FSAL { Name = VFS; } }
        """
            .formatted(port, !grace, directory, directory));
    process =
        new ProcessBuilder(
                BINARY.toString(),
                "-F",
                "-f",
                configuration.toString(),
                "-L",
                directory.resolve("log").toString(),
                "-p",
                directory.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    awaitPort();
  }

  private void awaitPort() throws IOException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(address());
        return;
      } catch (IOException e) {
        if (process == null || !process.isAlive() || System.nanoTime() > deadline) {
          fail("ganesha does not start: " + Files.readString(directory.resolve("log")), e);
        }
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The directory that it exports as "/export". */
  public Path exported() {
    return directory.resolve("export");
  }

  /** Ends without a word to anybody, and comes back, with another second as its write verifier. */
  public void killAndRestart() throws IOException {
    kill();
    long second = System.currentTimeMillis() / 1000;
    while (System.currentTimeMillis() / 1000 == second) {
      LockSupport.parkNanos(10_000_000);
    }
    start();
  }

  private void kill() {
    Process its = process;
    if (its != null) {
      its.destroyForcibly();
      try {
        its.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    kill();
  }
}
