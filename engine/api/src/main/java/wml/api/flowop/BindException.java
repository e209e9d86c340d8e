package wml.api.flowop;

/** A flowop whose attributes make no sense together; the message says what to change. */
public final class BindException extends Exception {
  private static final long serialVersionUID = 1;

  public BindException(String message) {
    super(message);
  }
}
