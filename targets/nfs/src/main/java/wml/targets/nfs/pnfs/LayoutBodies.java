package wml.targets.nfs.pnfs;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.UniversalAddress;
import wml.targets.nfs.protocol.pnfs.FfDataServer4;
import wml.targets.nfs.protocol.pnfs.FfDeviceAddr4;
import wml.targets.nfs.protocol.pnfs.FfDeviceVersions4;
import wml.targets.nfs.protocol.pnfs.FfLayout4;
import wml.targets.nfs.protocol.pnfs.FfMirror4;
import wml.targets.nfs.protocol.pnfs.MultipathList4;
import wml.targets.nfs.protocol.pnfs.Netaddr4;
import wml.targets.nfs.protocol.pnfs.Nfsv41FileLayout4;
import wml.targets.nfs.protocol.pnfs.Nfsv41FileLayoutDsAddr4;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Layouts and devices as clients get them. Of files, all data servers together are one device; of
 * flexible files, each is one. Data lies where it does in the file itself (sparse), in both.
 */
final class LayoutBodies {
  private static final int DEVICE_BYTES = 16;
  private static final int MOST_BYTES = 1 << 20;
  private static final int DATA_BYTES = 1 << 20;

  /** The device that all data servers are. */
  private static final long ALL = -1;

  private final List<DataServer> servers;
  private final long prefix;

  /**
   * @param prefix unlike that of any other start, as a device's address never changes
   */
  LayoutBodies(List<DataServer> servers, long prefix) {
    this.servers = servers;
    this.prefix = prefix;
  }

  private static byte[] bytes(Consumer<XdrWriter> body) {
    XdrWriter out = new XdrWriter(1024, MOST_BYTES);
    body.accept(out);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private byte[] deviceId(long number) {
    return ByteBuffer.allocate(DEVICE_BYTES).putLong(prefix).putLong(number).array();
  }

  private static Opaque opaque(Handle handle) {
    return Opaque.of(Arrays.copyOf(handle.array(), handle.length()));
  }

  /** {@code nfsv4_1_file_layout4}. */
  byte[] files(StripedFile file) {
    FileRecord record = file.record();
    List<Opaque> handles = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      handles.add(Opaque.EMPTY);
    }
    for (int c = 0; c < record.width; c++) {
      handles.set(record.server(0, c), opaque(StripedData.handle(file, 0, c)));
    }
    Nfsv41FileLayout4 layout =
        new Nfsv41FileLayout4(
            Opaque.of(deviceId(ALL)), record.unitBytes, record.server(0, 0), 0, handles);
    return bytes(layout::write);
  }

  /** {@code ff_layout4}, of the mirrors that hold all. */
  byte[] flexible(StripedFile file, boolean writes, byte[] stateid) {
    FileRecord record = file.record();
    List<FfMirror4> mirrors = new ArrayList<>();
    String owner = Integer.toString(record.owner);
    for (int k = 0; k < record.mirrors; k++) {
      if (!record.isStale(k)) {
        List<FfDataServer4> columns = new ArrayList<>();
        for (int c = 0; c < record.width; c++) {
          columns.add(
              new FfDataServer4(
                  Opaque.of(deviceId(record.server(k, c))),
                  k == 0 ? 1 : 0,
                  Opaque.of(stateid),
                  List.of(opaque(StripedData.handle(file, k, c))),
                  writes ? owner : Integer.toString(record.owner - 1),
                  owner));
        }
        mirrors.add(new FfMirror4(columns));
      }
    }
    return bytes(new FfLayout4(record.unitBytes, mirrors, 0, 0)::write);
  }

  /** The address of a device; null if there is none of that number. */
  byte @Nullable [] device(byte[] id, int type) {
    ByteBuffer in = ByteBuffer.wrap(id);
    if (in.getLong() != prefix) {
      return null;
    }
    long number = in.getLong();
    if (type == Nfs4.LAYOUT4_NFSV4_1_FILES && number == ALL) {
      List<Integer> indices = IntStream.range(0, servers.size()).boxed().toList();
      List<MultipathList4> paths = servers.stream().map(LayoutBodies::paths).toList();
      return bytes(new Nfsv41FileLayoutDsAddr4(indices, paths)::write);
    }
    if (type == Nfs4.LAYOUT4_FLEX_FILES && number >= 0 && number < servers.size()) {
      FfDeviceVersions4 version = new FfDeviceVersions4(3, 0, DATA_BYTES, DATA_BYTES, false);
      return bytes(new FfDeviceAddr4(paths(servers.get((int) number)), List.of(version))::write);
    }
    return null;
  }

  private static MultipathList4 paths(DataServer server) {
    InetSocketAddress at = server.address();
    return new MultipathList4(
        List.of(new Netaddr4(UniversalAddress.netid(at), UniversalAddress.of(at))));
  }

  /** {@code CB_LAYOUTRECALL} of all of a file, and its arguments. */
  byte[] recall(int type, byte[] stateid, Handle file) {
    return bytes(
        out -> {
          out.putInt(Nfs4.OP_CB_LAYOUTRECALL).putInt(type).putInt(Nfs4.LAYOUTIOMODE4_ANY);
          out.putBoolean(true).putInt(Nfs4.LAYOUTRECALL4_FILE);
          file.write(out);
          out.putLong(0).putLong(-1).putFixed(stateid);
        });
  }

  /** Which data server a device is; -1: none. */
  int server(byte[] id) {
    ByteBuffer in = ByteBuffer.wrap(id);
    long number = in.getLong() == prefix ? in.getLong() : ALL;
    return number >= 0 && number < servers.size() ? (int) number : -1;
  }
}
