package wml.targets.nfs.interop;

import wml.targets.wire.oncrpc.Rpc.AcceptStatus;
import wml.targets.wire.oncrpc.RpcCall;
import wml.targets.wire.oncrpc.RpcProgram;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * The portmapper (RFC 1833, version 2) for clients that can't be told a port: every program is at
 * the same one.
 */
record Portmapper(int port) implements RpcProgram, RpcProgram.Conversation {
  static final int PORT = 111;

  private static final int PROGRAM = 100_000;
  private static final int GETPORT = 3;

  @Override
  public int number() {
    return PROGRAM;
  }

  @Override
  public int lowestVersion() {
    return 2;
  }

  @Override
  public int highestVersion() {
    return 2;
  }

  @Override
  public Conversation converse() {
    return this;
  }

  @Override
  public AcceptStatus call(RpcCall call, XdrReader arguments, XdrWriter results)
      throws XdrException {
    switch (call.procedure()) {
      case 0 -> {}
      case GETPORT -> {
        arguments.getInt(); // program
        arguments.getInt(); // version
        arguments.getInt(); // protocol
        results.putInt(port);
      }
      default -> {
        return AcceptStatus.PROC_UNAVAIL;
      }
    }
    return AcceptStatus.SUCCESS;
  }
}
