package wml.targets.testkit.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * An nfs-ganesha that serves versions 3 and 4 in a namespace, at {@link #PORT} and {@link
 * #MOUNT_PORT}, with the portmapper that its version 3 wants. It ends with the namespace.
 */
public final class Ganesha implements AutoCloseable {
  public static final int PORT = 2049;
  public static final int MOUNT_PORT = 20048;

  private static final long START_NANOS = 30_000_000_000L;
  private static final long POLL_NANOS = 10_000_000;

  private final Path folder;

  private Ganesha(Path folder) {
    this.folder = folder;
  }

  /** Exports a directory of shared memory; skips the test where there is no ganesha. */
  public static Ganesha start(Namespace in) throws IOException {
    return start(
        in,
        """
        EXPORT { Export_Id = 1; Path = @FOLDER@/export; Pseudo = /export; Access_Type = RW;
          Squash = None; SecType = sys; Protocols = 3, 4; FSAL { Name = VFS; } }
        """);
  }

  /**
   * @param exports blocks of its configuration; {@code @FOLDER@} stands for {@link #folder}
   */
  public static Ganesha start(Namespace in, String exports) throws IOException {
    Tools.need("ganesha.nfsd", "rpcbind");
    Path folder = Files.createTempDirectory(Path.of("/dev/shm"), "wml-ganesha");
    Ganesha ganesha = new Ganesha(folder);
    Files.createDirectory(ganesha.export());
    Files.createDirectory(folder.resolve("recovery"));
    Path configuration = folder.resolve("ganesha.conf");
    String head =
        """
        NFS_CORE_PARAM { Protocols = 3, 4; MNT_Port = %d; Enable_NLM = false;
          Enable_RQUOTA = false; }
        NFSv4 { Graceless = true; Lease_Lifetime = 10; RecoveryBackend = fs;
          RecoveryRoot = @FOLDER@/recovery; }
        """
            .formatted(MOUNT_PORT);
    Files.writeString(configuration, (head + exports).replace("@FOLDER@", folder.toString()));
    Path out = folder.resolve("out");
    in.start(out, List.of("rpcbind", "-w", "-f"));
    await(in, 111, out);
    in.start(
        out,
        List.of(
            "ganesha.nfsd",
            "-F",
            "-f",
            configuration.toString(),
            "-L",
            ganesha.log().toString(),
            "-p",
            folder.resolve("pid").toString(),
            "-N",
            "EVENT"));
    await(in, PORT, ganesha.log());
    await(in, MOUNT_PORT, ganesha.log());
    return ganesha;
  }

  private static void await(Namespace in, int port, Path log) throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!in.listens(port)) {
      if (System.nanoTime() > deadline) {
        String said = Files.exists(log) ? Files.readString(log) : "";
        throw new AssertionError("nobody listens at port " + port + ":\n" + said);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Where its files and its configuration are, on this machine. */
  public Path folder() {
    return folder;
  }

  /** What it exports, by the same path on this machine and in version 3. */
  public Path export() {
    return folder.resolve("export");
  }

  public Path log() {
    return folder.resolve("log");
  }

  /** Removes its files: close the namespace before. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
