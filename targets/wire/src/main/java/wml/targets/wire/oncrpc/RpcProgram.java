package wml.targets.wire.oncrpc;

import java.io.IOException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** A program that a server offers. */
public interface RpcProgram {
  int number();

  int lowestVersion();

  int highestVersion();

  /**
   * A new connection has called the program. From the thread of that connection, as all calls to
   * what is returned.
   */
  Conversation converse();

  /** A program's side of one connection. Confined to that connection's thread. */
  interface Conversation extends AutoCloseable {
    /**
     * Carries out a call.
     *
     * @param results what is written to it is sent if the status is {@code SUCCESS}, else taken
     *     back
     * @throws wml.targets.wire.xdr.XdrException if the arguments make no sense: answered as {@code
     *     GARBAGE_ARGS}
     * @throws IOException answered as {@code SYSTEM_ERR}
     */
    Rpc.AcceptStatus call(RpcCall call, XdrReader arguments, XdrWriter results) throws IOException;

    /** The connection is gone. */
    @Override
    default void close() {}
  }
}
