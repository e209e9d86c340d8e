package wml.targets.nfs.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.pnfs.DeviceError4;
import wml.targets.nfs.protocol.pnfs.FfDataServer4;
import wml.targets.nfs.protocol.pnfs.FfDeviceAddr4;
import wml.targets.nfs.protocol.pnfs.FfDeviceVersions4;
import wml.targets.nfs.protocol.pnfs.FfIoerr4;
import wml.targets.nfs.protocol.pnfs.FfLayout4;
import wml.targets.nfs.protocol.pnfs.FfLayoutreturn4;
import wml.targets.nfs.protocol.pnfs.FfMirror4;
import wml.targets.nfs.protocol.pnfs.MultipathList4;
import wml.targets.nfs.protocol.pnfs.Netaddr4;
import wml.targets.nfs.protocol.pnfs.Nfsv41FileLayout4;
import wml.targets.nfs.protocol.pnfs.Nfsv41FileLayoutDsAddr4;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Bytes of layouts and devices, as the RFCs have them. */
final class LayoutCodecTest {
  private static final Opaque DEVICE = Opaque.of(HexFormat.of().parseHex("00".repeat(15) + "07"));
  private static final Opaque STATEID = Opaque.of(HexFormat.of().parseHex("11".repeat(16)));
  private static final MultipathList4 PATHS =
      new MultipathList4(List.of(new Netaddr4("tcp", "127.0.0.1.8.1")));
  private static final String PATHS_HEX =
      "00000001" + "00000003" + "74637000" + "0000000d" + "3132372e302e302e312e382e31000000";

  private static XdrWriter written(Consumer<XdrWriter> message) {
    XdrWriter out = new XdrWriter(64, 4096);
    message.accept(out);
    return out;
  }

  private static String hex(Consumer<XdrWriter> message) {
    XdrWriter out = written(message);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static XdrReader read(Consumer<XdrWriter> message) {
    XdrWriter out = written(message);
    int length = out.position();
    return new XdrReader().over(out.flip(), 0, length);
  }

  @Test
  void filesLayoutIsDeviceUnitFirstStripeOffsetAndHandles() throws XdrException {
    Nfsv41FileLayout4 layout =
        new Nfsv41FileLayout4(
            DEVICE, 65536, 2, 0, List.of(Opaque.of("ab"), Opaque.of("cdef"), Opaque.EMPTY));
    assertEquals(
        DEVICE
            + "00010000"
            + "00000002"
            + "0000000000000000"
            + "00000003"
            + "00000002"
            + "61620000"
            + "00000004"
            + "63646566"
            + "00000000",
        hex(layout::write));
    assertEquals(layout, Nfsv41FileLayout4.read(read(layout::write)));
  }

  @Test
  void filesDeviceIsStripeIndicesAndPathsOfEachServer() throws XdrException {
    Nfsv41FileLayoutDsAddr4 device =
        new Nfsv41FileLayoutDsAddr4(List.of(1, 0), List.of(PATHS, PATHS));
    assertEquals(
        "00000002" + "00000001" + "00000000" + "00000002" + PATHS_HEX + PATHS_HEX,
        hex(device::write));
    assertEquals(device, Nfsv41FileLayoutDsAddr4.read(read(device::write)));
  }

  @Test
  void flexibleLayoutIsMirrorsOfDataServers() throws XdrException {
    FfDataServer4 server =
        new FfDataServer4(DEVICE, 3, STATEID, List.of(Opaque.of("fh")), "1000", "100");
    FfLayout4 layout = new FfLayout4(65536, List.of(new FfMirror4(List.of(server))), 1, 60);
    assertEquals(
        "0000000000010000"
            + "00000001"
            + "00000001"
            + DEVICE
            + "00000003"
            + STATEID
            + "00000001"
            + "00000002"
            + "66680000"
            + "00000004"
            + "31303030"
            + "00000003"
            + "31303000"
            + "00000001"
            + "0000003c",
        hex(layout::write));
    assertEquals(layout, FfLayout4.read(read(layout::write)));
  }

  @Test
  void flexibleDeviceIsPathsAndVersions() throws XdrException {
    FfDeviceAddr4 device =
        new FfDeviceAddr4(PATHS, List.of(new FfDeviceVersions4(3, 0, 1 << 20, 1 << 20, false)));
    assertEquals(
        PATHS_HEX + "00000001" + "00000003" + "00000000" + "00100000" + "00100000" + "00000000",
        hex(device::write));
    assertEquals(device, FfDeviceAddr4.read(read(device::write)));
  }

  @Test
  void returnedLayoutTellsWhichDevicesFailed() throws XdrException {
    FfLayoutreturn4 errors =
        new FfLayoutreturn4(
            List.of(new FfIoerr4(0, -1, STATEID, List.of(new DeviceError4(DEVICE, 5, 38)))));
    assertEquals(
        "00000001"
            + "0000000000000000"
            + "ffffffffffffffff"
            + STATEID
            + "00000001"
            + DEVICE
            + "00000005"
            + "00000026",
        hex(errors::write));
    assertEquals(errors, FfLayoutreturn4.read(read(errors::write)));
  }

  @Test
  void longListsAreRefused() {
    XdrReader in = read(out -> out.putInt(1 << 30));
    assertThrows(XdrException.class, () -> Nfsv41FileLayoutDsAddr4.read(in));
  }

  @Test
  void universalAddressHoldsThePortInTwoParts() throws XdrException {
    InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 2049);
    assertEquals("127.0.0.1.8.1", UniversalAddress.of(at));
    assertEquals(at, UniversalAddress.parse("127.0.0.1.8.1"));
    InetSocketAddress six = new InetSocketAddress(InetAddress.ofLiteral("::1"), 513);
    assertEquals(six, UniversalAddress.parse(UniversalAddress.of(six)));
    assertThrows(XdrException.class, () -> UniversalAddress.parse("localhost.8.1"));
    assertThrows(XdrException.class, () -> UniversalAddress.parse("127.0.0.1.8.256"));
    assertThrows(XdrException.class, () -> UniversalAddress.parse("8.1"));
  }
}
