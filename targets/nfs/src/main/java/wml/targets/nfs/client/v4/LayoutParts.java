package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.UniversalAddress;
import wml.targets.nfs.protocol.pnfs.FfDataServer4;
import wml.targets.nfs.protocol.pnfs.FfDeviceAddr4;
import wml.targets.nfs.protocol.pnfs.FfDeviceVersions4;
import wml.targets.nfs.protocol.pnfs.FfLayout4;
import wml.targets.nfs.protocol.pnfs.FfMirror4;
import wml.targets.nfs.protocol.pnfs.MultipathList4;
import wml.targets.nfs.protocol.pnfs.Nfsv41FileLayout4;
import wml.targets.nfs.protocol.pnfs.Nfsv41FileLayoutDsAddr4;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Makes sense of layouts: asks for the devices that they name, and remembers those. Of files (RFC
 * 8881, section 13.4) and flexible files (RFC 8435, section 5). Guarded by its owner's lock. Cold.
 */
final class LayoutParts implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 10;

  /** Devices by their number; one of files is several servers. */
  private final Map<Opaque, List<DataDevice>> devices = new HashMap<>();

  private final Map<Opaque, List<Integer>> stripes = new HashMap<>();
  private final Server4 server;

  LayoutParts(Server4 server) {
    this.server = server;
  }

  /** A layout that was read. */
  record Parts(long unitBytes, List<DataColumn[]> mirrors, boolean commitsThroughMetadata) {}

  /**
   * @throws XdrException if it is none, or one that this client can't use
   */
  Parts read(int type, XdrReader body, Handle file, Calls4 calls) throws IOException {
    return switch (type) {
      case Nfs4.LAYOUT4_NFSV4_1_FILES -> files(Nfsv41FileLayout4.read(body), file, calls);
      case Nfs4.LAYOUT4_FLEX_FILES -> flexible(FfLayout4.read(body), calls);
      default -> throw new XdrException("a layout of type " + type);
    };
  }

  private Parts files(Nfsv41FileLayout4 layout, Handle file, Calls4 calls) throws IOException {
    int util = layout.nflUtil();
    if ((util & Nfs4.NFL4_UFLG_DENSE) != 0 || layout.nflPatternOffset() != 0) {
      throw new XdrException("a layout whose data files have other offsets than the file");
    }
    List<DataDevice> servers = devices(layout.nflDeviceid(), Nfs4.LAYOUT4_NFSV4_1_FILES, calls);
    List<Integer> indices = stripes.getOrDefault(layout.nflDeviceid(), List.of());
    List<Opaque> handles = layout.nflFhList();
    DataColumn[] columns = new DataColumn[indices.size()];
    for (int i = 0; i < columns.length; i++) {
      int at = indices.get((i + layout.nflFirstStripeIndex()) % columns.length);
      Handle handle = new Handle();
      if (handles.isEmpty()) {
        handle.set(file);
      } else {
        handle.set(handles.get(handles.size() == 1 ? 0 : at).bytes());
      }
      columns[i] = new DataColumn(servers.get(at), handle, server.credential());
    }
    return new Parts(
        util & Nfs4.NFL4_UFLG_STRIPE_UNIT_SIZE_MASK,
        List.<DataColumn[]>of(columns),
        (util & Nfs4.NFL4_UFLG_COMMIT_THRU_MDS) != 0);
  }

  private Parts flexible(FfLayout4 layout, Calls4 calls) throws IOException {
    List<FfMirror4> mirrors = layout.fflMirrors();
    List<DataColumn[]> out = new ArrayList<>();
    for (int k = 0; k < mirrors.size(); k++) {
      List<FfDataServer4> servers = mirrors.get(k).ffmDataServers();
      DataColumn[] columns = new DataColumn[servers.size()];
      out.add(columns);
      for (int c = 0; c < columns.length; c++) {
        FfDataServer4 each = servers.get(c);
        DataDevice device = devices(each.ffdsDeviceid(), Nfs4.LAYOUT4_FLEX_FILES, calls).getFirst();
        Handle handle = new Handle().set(each.ffdsFhVers().getFirst().bytes());
        columns[c] = new DataColumn(device, handle, caller(each));
      }
    }
    long unit = layout.fflStripeUnit();
    return new Parts(unit == 0 ? Integer.MAX_VALUE : unit, out, false);
  }

  private static Credential caller(FfDataServer4 server) throws XdrException {
    try {
      int uid = Integer.parseUnsignedInt(server.ffdsUser());
      int gid = Integer.parseUnsignedInt(server.ffdsGroup());
      return new Credential.Sys(0, "wml", uid, gid, List.of());
    } catch (NumberFormatException e) {
      throw new XdrException("a data server's user or group is no number: " + e.getMessage());
    }
  }

  private List<DataDevice> devices(Opaque id, int type, Calls4 calls) throws IOException {
    List<DataDevice> known = devices.get(id);
    if (known == null) {
      known = ask(id, type, calls);
      devices.put(id, known);
    }
    return known;
  }

  /** GETDEVICEINFO. */
  private List<DataDevice> ask(Opaque id, int type, Calls4 calls) throws IOException {
    do {
      XdrWriter out = calls.begin(false).op(Nfs4.OP_GETDEVICEINFO);
      id.writeFixed(out, Nfs4.NFS4_DEVICEID4_SIZE);
      out.putInt(type).putInt(MOST_BYTES).putInt(0);
    } while (!calls.finish());
    if (calls.status() != 0) {
      throw new XdrException("a layout's device is unknown: status " + calls.status());
    }
    XdrReader in = calls.next(Nfs4.OP_GETDEVICEINFO);
    in.getInt();
    XdrReader body = new XdrReader().over(in);
    body.opaqueLength(MOST_BYTES);
    List<DataDevice> out = new ArrayList<>();
    if (type == Nfs4.LAYOUT4_FLEX_FILES) {
      FfDeviceAddr4 device = FfDeviceAddr4.read(body);
      FfDeviceVersions4 version = best(device.ffdaVersions());
      out.add(
          new DataDevice(
              id,
              UniversalAddress.parse(first(device.ffdaNetaddrs())),
              version.ffdvVersion(),
              version.ffdvMinorversion()));
    } else {
      Nfsv41FileLayoutDsAddr4 device = Nfsv41FileLayoutDsAddr4.read(body);
      for (MultipathList4 each : device.nfldaMultipathDsList()) {
        out.add(new DataDevice(id, UniversalAddress.parse(first(each)), 4, 1));
      }
      for (int index : device.nfldaStripeIndices()) {
        if (index < 0 || index >= out.size()) {
          throw new XdrException(
              "a stripe is on data server %d of %d".formatted(index, out.size()));
        }
      }
      stripes.put(id, device.nfldaStripeIndices());
    }
    return out;
  }

  private static String first(MultipathList4 paths) throws XdrException {
    if (paths.paths().isEmpty()) {
      throw new XdrException("a data server without an address");
    }
    return paths.paths().getFirst().naRAddr();
  }

  private static FfDeviceVersions4 best(List<FfDeviceVersions4> versions) throws XdrException {
    for (FfDeviceVersions4 each : versions) {
      if (each.ffdvVersion() == 3 || (each.ffdvVersion() == 4 && each.ffdvMinorversion() == 1)) {
        return each;
      }
    }
    throw new XdrException("a data server that speaks neither NFS 3 nor 4.1");
  }

  @Override
  public void close() {
    devices.values().forEach(d -> d.forEach(DataDevice::close));
    devices.clear();
  }
}
