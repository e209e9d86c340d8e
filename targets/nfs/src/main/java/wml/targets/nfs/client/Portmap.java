package wml.targets.nfs.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.xdr.XdrWriter;

/** Asks a server's portmapper where programs are (RFC 1833, version 2). */
public final class Portmap {
  /** Where portmappers listen. */
  public static final int PORT = 111;

  private static final int PROGRAM = 100_000;
  private static final int VERSION = 2;
  private static final int GETPORT = 3;
  private static final int TCP = 6;
  private static final int RECORD_BYTES = 4096;
  private static final long TIMEOUT_NANOS = 10_000_000_000L;

  private Portmap() {}

  /**
   * The TCP port of a program.
   *
   * @throws IOException if nobody answers, or the program is not registered
   */
  public static int port(InetSocketAddress portmapper, int program, int version)
      throws IOException {
    try (RpcClient rpc = new RpcClient(portmapper, 1, RECORD_BYTES, TIMEOUT_NANOS)) {
      XdrWriter out = rpc.begin(PROGRAM, VERSION, GETPORT);
      out.putInt(program).putInt(version).putInt(TCP).putInt(0);
      int port = Mounted.call(rpc).getInt();
      if (port < 1 || port > 65_535) {
        throw new TargetException(
            ErrorKind.ECONNREFUSED,
            "ask the portmapper",
            "%s: program %d version %d is not registered".formatted(portmapper, program, version));
      }
      return port;
    }
  }
}
