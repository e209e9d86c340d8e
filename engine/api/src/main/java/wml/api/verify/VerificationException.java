package wml.api.verify;

import java.io.IOException;

/** A block was not what had been written. */
public final class VerificationException extends IOException {
  private static final long serialVersionUID = 1;

  private final Finding finding;

  /**
   * @param offset in the file, in bytes
   * @param detail what was expected and what was there
   */
  public VerificationException(Finding finding, String path, long offset, String detail) {
    super(finding.words() + " in " + path + " at offset " + offset + ": " + detail);
    this.finding = finding;
  }

  public Finding finding() {
    return finding;
  }
}
