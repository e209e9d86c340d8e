package wml.targets.memory;

import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.ImmediateQueue;

/**
 * The capabilities of a store without cache, device or waiting: direct I/O needs no alignment,
 * every write is as durable as it gets, nothing is read ahead, and requests are done when
 * submitted.
 */
final class NoDevice
    implements Capability.DirectIo,
        Capability.SynchronousWrites,
        Capability.ReadAheadControl,
        Capability.AsyncIo {
  private static final NoDevice INSTANCE = new NoDevice();

  private NoDevice() {}

  static <C extends Capability> @Nullable C capability(Class<C> type) {
    return type.isInstance(INSTANCE) ? type.cast(INSTANCE) : null;
  }

  @Override
  public int alignmentBytes() {
    return 1;
  }

  @Override
  public Capability.AsyncQueue queue(int depth) {
    return new ImmediateQueue(depth);
  }
}
