package wml.targets.wire.xdr;

import java.io.IOException;

/** What was received is no such XDR: it ends early, or says a length or value that can't be. */
public final class XdrException extends IOException {
  private static final long serialVersionUID = 1;

  public XdrException(String message) {
    super(message);
  }
}
