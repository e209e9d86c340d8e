package wml.importer.pcap;

import java.io.IOException;

/** What was read is no capture, or one that can't be imported: says what and where. */
public final class CaptureException extends IOException {
  private static final long serialVersionUID = 1;

  CaptureException(String message) {
    super(message);
  }
}
