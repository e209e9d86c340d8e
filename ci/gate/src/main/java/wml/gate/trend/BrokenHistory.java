package wml.gate.trend;

import java.io.IOException;

/** A history holds what it should not; the message names what, and the remedy. */
public final class BrokenHistory extends IOException {
  private static final long serialVersionUID = 1;

  public BrokenHistory(String message) {
    super(message);
  }
}
