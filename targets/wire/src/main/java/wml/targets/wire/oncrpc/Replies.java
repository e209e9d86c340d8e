package wml.targets.wire.oncrpc;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import wml.targets.wire.oncrpc.RpcException.Reason;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** Reads what stands before the results of a call (RFC 5531, section 9). */
final class Replies {
  private Replies() {}

  /** Whether the call was carried out; the message is then at its results, else anywhere. */
  static boolean isAccepted(XdrReader message) throws XdrException {
    if (message.getInt() != Rpc.REPLY || message.getInt() != Rpc.MSG_ACCEPTED) {
      return false;
    }
    skipVerifier(message);
    return message.getInt() == 0;
  }

  /** Null if the call was carried out, and the message is at its results. Behind the xid. */
  static @Nullable RpcException refusal(XdrReader message, InetSocketAddress server)
      throws XdrException {
    if (message.getInt() != Rpc.REPLY) {
      throw new XdrException(server + " calls where an answer was expected");
    }
    int status = message.getInt();
    if (status == Rpc.MSG_DENIED) {
      return denied(message, server);
    }
    if (status != Rpc.MSG_ACCEPTED) {
      throw new XdrException(server + " answers with status " + status);
    }
    skipVerifier(message);
    int accepted = message.getInt();
    return switch (accepted) {
      case 0 -> null;
      case 1 -> new RpcException(Reason.PROGRAM_UNAVAILABLE, server + " does not serve this");
      case 2 ->
          new RpcException(
              Reason.VERSION_MISMATCH,
              "%s serves versions %d to %d only"
                  .formatted(server, message.getInt(), message.getInt()));
      case 3 -> new RpcException(Reason.PROCEDURE_UNAVAILABLE, server + " has no such procedure");
      case 4 ->
          new RpcException(Reason.GARBAGE_ARGUMENTS, server + " could not read the arguments");
      case 5 -> new RpcException(Reason.SYSTEM_ERROR, server + " failed to carry out the call");
      default -> throw new XdrException(server + " accepts with status " + accepted);
    };
  }

  private static RpcException denied(XdrReader message, InetSocketAddress server)
      throws XdrException {
    return message.getInt() == Rpc.AUTH_ERROR
        ? new RpcException(
            Reason.AUTHENTICATION,
            "%s refuses the credential (auth_stat %d)".formatted(server, message.getInt()))
        : new RpcException(Reason.SYSTEM_ERROR, server + " speaks another version of RPC");
  }

  private static void skipVerifier(XdrReader message) throws XdrException {
    message.getInt();
    message.skip(message.opaqueLength(Rpc.MOST_AUTH_BYTES));
  }
}
