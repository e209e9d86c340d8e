package wml.targets.wire.oncrpc;

import java.lang.foreign.MemorySegment;

/** Where the data of one answer goes. Reused by its connection. */
public final class Place {
  MemorySegment memory = MemorySegment.NULL;
  long offset;
  int length;

  /**
   * @param bytes of data, without what fills them up to a multiple of four
   */
  public void set(MemorySegment into, long at, int bytes) {
    if (at < 0 || bytes < 0 || at + bytes > into.byteSize()) {
      throw new IndexOutOfBoundsException(at + "+" + bytes + " of " + into.byteSize());
    }
    memory = into;
    offset = at;
    length = bytes;
  }
}
