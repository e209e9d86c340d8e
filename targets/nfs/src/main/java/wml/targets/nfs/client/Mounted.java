package wml.targets.nfs.client;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.target.CallTrace;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v3.Exportnode;
import wml.targets.nfs.protocol.v3.Exports;
import wml.targets.nfs.protocol.v3.Mountres3;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * An export, found: its root's handle, and what its server takes at once. Made once for all
 * sessions.
 *
 * @param readBytes most of one READ
 * @param writeBytes most of one WRITE
 */
record Mounted(Handle root, int readBytes, int writeBytes) {
  private static final long TIMEOUT_NANOS = 10_000_000_000L;
  private static final int MOST_DATA = 1 << 20;

  /** Asks the server for the export, and what it takes. */
  static Mounted mount(Server3 server, @Nullable CallTrace trace) throws IOException {
    Handle root = new Handle();
    try (RpcClient rpc = new RpcClient(server.mount(), 1, Calls3.RECORD_BYTES, TIMEOUT_NANOS)) {
      TracedCalls.on(rpc, trace);
      rpc.credential(server.credential());
      rpc.begin(Nfs3.MOUNT_PROGRAM, Nfs3.MOUNT_V3, Nfs3.MOUNTPROC3_MNT).putString(server.export());
      Mountres3 mounted = Mountres3.read(call(rpc));
      if (mounted.fhsStatus() != Nfs3.MNT3_OK) {
        throw refused(mounted.fhsStatus(), server, rpc);
      }
      root.set(Objects.requireNonNull(mounted.mountinfo()).fhandle().bytes());
    }
    try (RpcClient rpc = new RpcClient(server.nfs(), 1, Calls3.RECORD_BYTES, TIMEOUT_NANOS)) {
      TracedCalls.on(rpc, trace);
      rpc.credential(server.credential());
      XdrWriter out = rpc.begin(Nfs3.NFS_PROGRAM, Nfs3.NFS_V3, Nfs3.NFSPROC3_FSINFO);
      root.write(out);
      XdrReader in = call(rpc);
      int status = in.getInt();
      if (status != 0) {
        throw Status.failed(status, "fsinfo", server.export());
      }
      Calls3.skipAttributes(in);
      int read = in.getInt();
      in.skip(8);
      int write = in.getInt();
      return new Mounted(root, limit(read), limit(write));
    }
  }

  private static int limit(int said) {
    return said <= 0 ? MOST_DATA : Math.min(said, MOST_DATA);
  }

  private static TargetException refused(int status, Server3 server, RpcClient rpc)
      throws IOException {
    StringBuilder names = new StringBuilder();
    if (status == Nfs3.MNT3ERR_NOENT || status == Nfs3.MNT3ERR_ACCES) {
      rpc.begin(Nfs3.MOUNT_PROGRAM, Nfs3.MOUNT_V3, Nfs3.MOUNTPROC3_EXPORT);
      for (Exportnode each : Exports.read(call(rpc)).first()) {
        names.append(names.isEmpty() ? "; it exports " : ", ").append(each.name());
      }
    }
    ErrorKind kind = Status.kind(status);
    return new TargetException(
        kind, kind.errno(), "mount", server.mount() + " " + server.export() + names, -1);
  }

  static XdrReader call(RpcClient rpc) throws IOException {
    XdrReader results = new XdrReader();
    RpcException[] failure = new RpcException[1];
    rpc.end(
        new ReplyHandler() {
          @Override
          public void succeeded(long tag, XdrReader received) {
            results.over(received);
          }

          @Override
          public void failed(long tag, RpcException reason) {
            failure[0] = reason;
          }
        },
        0);
    rpc.receiveAll();
    if (failure[0] != null) {
      throw failure[0];
    }
    return results;
  }
}
