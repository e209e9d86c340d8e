package wml.targets.wire.oncrpc;

import java.io.IOException;

/** A server's refusal of a call, or its failure to answer one. */
public final class RpcException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why there are no results. */
  public enum Reason {
    /** The program is not served there. */
    PROGRAM_UNAVAILABLE,
    /** It is served in other versions. */
    VERSION_MISMATCH,
    /** It has no such procedure. */
    PROCEDURE_UNAVAILABLE,
    /** The server could not read the arguments. */
    GARBAGE_ARGUMENTS,
    /** The server failed, or speaks another version of RPC. */
    SYSTEM_ERROR,
    /** The credential was refused. */
    AUTHENTICATION,
    /** The connection ended before the answer came. */
    DISCONNECTED
  }

  private final Reason reason;

  RpcException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
