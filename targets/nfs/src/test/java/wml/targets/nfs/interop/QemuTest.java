package wml.targets.nfs.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.server.NfsServer;
import wml.targets.nfs.store.MemoryStore;
import wml.targets.testkit.interop.Namespace;
import wml.targets.testkit.interop.Tools;
import wml.targets.wire.oncrpc.RpcServer;
import wml.targets.wire.oncrpc.ServerLimits;

/** QEMU's block layer on this project's server: images written and read with patterns. */
@SuppressWarnings("NullAway.Init") // JUnit calls serve() first
final class QemuTest {
  private static final int NFS_PORT = 2049;

  private Namespace namespace;
  private NfsServer server;
  private RpcServer portmapper;

  /** QEMU can't be told ports: it asks the portmapper, which has to be at its own. */
  @BeforeEach
  void serve() throws IOException {
    Tools.need("qemu-img", "qemu-io");
    namespace = Namespace.create();
    namespace.enter();
    server =
        NfsServer.start(
            new InetSocketAddress(Namespace.HOST, NFS_PORT),
            new MemoryStore(1, 1L << 30),
            "/",
            Caller.Squash.NONE);
    portmapper =
        RpcServer.start(
            new InetSocketAddress(Namespace.HOST, Portmapper.PORT),
            List.of(new Portmapper(NFS_PORT)),
            ServerLimits.DEFAULT);
    namespace.leave();
  }

  @AfterEach
  void stop() throws IOException {
    if (portmapper != null) {
      portmapper.close();
    }
    if (server != null) {
      server.close();
    }
    if (namespace != null) {
      namespace.close();
    }
  }

  private static String url(String name) {
    return "nfs://" + Namespace.HOST + "//" + name; // one slash: the export is empty
  }

  private Tools.Said run(String... command) throws IOException {
    return Tools.run(namespace.networked(List.of(command)));
  }

  private void good(String... command) throws IOException {
    Tools.Said said = run(command);
    assertEquals(0, said.status(), said::toString);
    assertTrue(!said.text().contains("Pattern verification failed"), said::toString);
  }

  private void qemuIo(String format, String name, String... commands) throws IOException {
    List<String> all = new ArrayList<>(List.of("qemu-io", "-f", format));
    for (String command : commands) {
      all.add("-c");
      all.add(command);
    }
    all.add(url(name));
    good(all.toArray(String[]::new));
  }

  @Test
  void patternsInARawImageAreVerified() throws IOException {
    good("qemu-img", "create", "-f", "raw", url("disk.raw"), "64M");
    qemuIo(
        "raw",
        "disk.raw",
        "write -P 0x5a 0 1M",
        "write -P 0xa5 3M 128k",
        "write -P 0x11 67043328 65536",
        "aio_write -P 0x77 10M 512k",
        "aio_write -P 0x78 11M 512k",
        "aio_flush",
        "flush");
    qemuIo(
        "raw",
        "disk.raw",
        "read -P 0x5a 0 1M",
        "read -P 0 1M 2M",
        "read -P 0xa5 3M 128k",
        "read -P 0x77 10M 512k",
        "read -P 0x78 11M 512k",
        "read -P 0x11 67043328 65536");
  }

  @Test
  void aWrongPatternIsFound() throws IOException {
    good("qemu-img", "create", "-f", "raw", url("disk.raw"), "1M");
    Tools.Said said = run("qemu-io", "-f", "raw", "-c", "read -P 1 0 64k", url("disk.raw"));
    assertNotEquals(0, said.status(), said::toString);
  }

  @Test
  void aQcow2ImageIsCheckedAndConverted() throws IOException {
    good("qemu-img", "create", "-f", "qcow2", url("disk.qcow2"), "256M");
    qemuIo("qcow2", "disk.qcow2", "write -P 0x42 5M 3M", "write -P 0x43 200M 64k", "flush");
    good("qemu-img", "check", "-f", "qcow2", url("disk.qcow2"));
    good("qemu-img", "convert", "-f", "qcow2", "-O", "raw", url("disk.qcow2"), url("copy.raw"));
    good("qemu-img", "compare", "-f", "qcow2", "-F", "raw", url("disk.qcow2"), url("copy.raw"));
    qemuIo("raw", "copy.raw", "read -P 0x42 5M 3M", "read -P 0 8M 1M", "read -P 0x43 200M 64k");
  }
}
