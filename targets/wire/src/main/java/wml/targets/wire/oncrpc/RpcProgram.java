package wml.targets.wire.oncrpc;

import java.io.IOException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** A program that a server offers. Called by the threads of many connections at once. */
public interface RpcProgram {
  int number();

  int lowestVersion();

  int highestVersion();

  /**
   * Carries out a call.
   *
   * @param results what is written to it is sent if the status is {@code SUCCESS}, else taken back
   * @throws wml.targets.wire.xdr.XdrException if the arguments make no sense: answered as {@code
   *     GARBAGE_ARGS}
   * @throws IOException answered as {@code SYSTEM_ERR}
   */
  Rpc.AcceptStatus call(RpcCall call, XdrReader arguments, XdrWriter results) throws IOException;

  /** A connection that may have called is gone. */
  default void disconnected(Object connection) {}
}
