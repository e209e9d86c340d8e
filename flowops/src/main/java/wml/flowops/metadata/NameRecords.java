package wml.flowops.metadata;

import wml.api.target.NameSink;

/** Counts what Linux moves for listed names. Owned by one thread. */
final class NameRecords implements NameSink {
  /** Bytes before the name in Linux's dirent64 record, which is padded to a multiple of 8. */
  private static final int RECORD_HEADER_BYTES = 19;

  private long bytes;

  void reset() {
    bytes = 0;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void name(byte[] utf8, int length, boolean directory) {
    bytes += bytesFor(length);
  }

  /** What a name counts for: its own bytes and those of its record, with the name's NUL. */
  static int bytesFor(int nameBytes) {
    return nameBytes + ((RECORD_HEADER_BYTES + nameBytes + 1 + 7) & ~7);
  }
}
