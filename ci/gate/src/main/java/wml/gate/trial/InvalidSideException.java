package wml.gate.trial;

import java.io.IOException;

/** The sides can't be compared: the message says why. */
public final class InvalidSideException extends IOException {
  private static final long serialVersionUID = 1;

  public InvalidSideException(String message) {
    super(message);
  }

  public InvalidSideException(String message, Throwable cause) {
    super(message, cause);
  }
}
