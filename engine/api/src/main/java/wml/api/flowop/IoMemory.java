package wml.api.flowop;

import wml.api.target.IoBuffer;

/**
 * A thread's memory for I/O. With {@code memsize} the window moves over that much memory, as in
 * Filebench; else each call starts at the same place.
 */
public interface IoMemory {
  /** A window for so many bytes to be read into. */
  IoBuffer forRead(int bytes);

  /**
   * A window of so many bytes of seeded random data, no 4 KiB block of which was handed out before,
   * so that neither compression nor deduplication shrinks it.
   */
  IoBuffer forWrite(int bytes);
}
