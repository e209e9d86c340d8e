package wml.rpcgen;

/** A specification has an error; the message says where. */
public final class XdrLanguageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  XdrLanguageException(String message) {
    super(message);
  }
}
