package wml.flowops;

import java.lang.foreign.ValueLayout;
import wml.api.flowop.IoMemory;
import wml.api.target.IoBuffer;

/** Memory that starts each 4 KiB block to be written with a number that was never used before. */
final class StampedMemory implements IoMemory {
  private static long stamp;
  private IoBuffer buffer = IoBuffer.allocate(1);

  @Override
  public IoBuffer forRead(int bytes) {
    if (bytes > buffer.capacityBytes()) {
      buffer = IoBuffer.allocate(bytes);
    }
    return buffer.window(0, bytes);
  }

  @Override
  public IoBuffer forWrite(int bytes) {
    IoBuffer window = forRead(bytes);
    for (int at = 0; at + Long.BYTES <= bytes; at += 4096) {
      window.memory().set(ValueLayout.JAVA_LONG, at, ++stamp);
    }
    return window;
  }
}
