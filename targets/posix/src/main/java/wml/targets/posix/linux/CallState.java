package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import wml.api.target.Counters;

/** Where one thread's calls into the C library leave errno, and where they are counted. */
final class CallState {
  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final Class<?> SEGMENT_CLASS = Arena.ofAuto().allocate(LAYOUT).getClass();

  final Counters counters = new Counters();
  private final MemorySegment captured = Arena.ofAuto().allocate(LAYOUT);

  /**
   * What a call that is being made captures into. It tells the compiler the segment's exact class:
   * only then is it sure to remove the slice that every call makes of it.
   */
  MemorySegment counted() {
    counters.systemCalls++;
    MemorySegment segment = captured;
    if (segment.getClass() != SEGMENT_CLASS) {
      throw new IllegalStateException("not what an arena makes: " + segment);
    }
    return segment;
  }

  int errno() {
    return captured.get(JAVA_INT, ERRNO);
  }
}
