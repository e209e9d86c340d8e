package wml.targets.nfs.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.client.Portmap;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.RpcServer;
import wml.targets.wire.oncrpc.ServerLimits;

final class PortmapTest {
  private static RpcServer portmapper(int answer) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return RpcServer.start(any, List.of(new Portmapper(answer)), ServerLimits.DEFAULT);
  }

  @Test
  void portIsThatWhichTheProgramHasRegistered() throws IOException {
    try (RpcServer server = portmapper(4711)) {
      assertEquals(4711, Portmap.port(server.address(), Nfs3.NFS_PROGRAM, Nfs3.NFS_V3));
    }
  }

  @Test
  void programThatIsNotRegisteredIsNamed() throws IOException {
    try (RpcServer server = portmapper(0)) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> Portmap.port(server.address(), Nfs3.MOUNT_PROGRAM, Nfs3.MOUNT_V3));
      assertTrue(e.toString().contains("100005"), e.toString());
    }
  }
}
