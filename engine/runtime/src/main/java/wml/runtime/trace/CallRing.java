package wml.runtime.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import wml.api.target.CallLog;

/**
 * Calls of one connection on their way from its thread to the writer of the trace: one thread puts
 * them in, the writer takes them out, neither waits for the other. A call that finds no room is
 * counted, not kept. Takes {@link #CALLS} x 184 bytes.
 */
final class CallRing implements CallLog {
  /** At 200,000 calls per second and thread, 20 ms: the writer comes more often than that. */
  static final int CALLS = 1 << 12;

  static final int MOST_HANDLE = 128;

  private static final VarHandle PUT;
  private static final VarHandle TAKEN;
  private static final VarHandle DROPPED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PUT = lookup.findVarHandle(CallRing.class, "put", long.class);
      TAKEN = lookup.findVarHandle(CallRing.class, "taken", long.class);
      DROPPED = lookup.findVarHandle(CallRing.class, "dropped", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String thread;
  private final long[] beginNanos = new long[CALLS];
  private final long[] endNanos = new long[CALLS];
  private final int[] ids = new int[CALLS];
  private final String[] programs = new String[CALLS];
  private final String[] operations = new String[CALLS];
  private final byte[] handles = new byte[CALLS * MOST_HANDLE];
  private final int[] handleLengths = new int[CALLS];
  private final long[] offsets = new long[CALLS];
  private final long[] lengths = new long[CALLS];
  private final int[] statuses = new int[CALLS];

  private long put;
  private long taken;
  private long dropped;

  CallRing(String thread) {
    this.thread = thread;
  }

  @Override
  public void call(
      long begin,
      long end,
      int id,
      String program,
      String operation,
      byte[] handle,
      int handleLength,
      long offset,
      long length,
      int status) {
    long number = put;
    if (number - (long) TAKEN.getAcquire(this) == CALLS) {
      DROPPED.setOpaque(this, dropped + 1);
      return;
    }
    int at = (int) number & (CALLS - 1);
    beginNanos[at] = begin;
    endNanos[at] = end;
    ids[at] = id;
    programs[at] = program;
    operations[at] = operation;
    int bytes = Math.min(handleLength, MOST_HANDLE);
    handleLengths[at] = bytes;
    System.arraycopy(handle, 0, handles, at * MOST_HANDLE, bytes);
    offsets[at] = offset;
    lengths[at] = length;
    statuses[at] = status;
    PUT.setRelease(this, number + 1);
  }

  /** Calls that found no room. From any thread. */
  long dropped() {
    return (long) DROPPED.getOpaque(this);
  }

  /** Writes the calls that are there; from the writer alone. Returns how many. */
  int drain(CallLine into, long epochNanos) throws java.io.IOException {
    long end = (long) PUT.getAcquire(this);
    int count = (int) (end - taken);
    for (long i = taken; i < end; i++) {
      int at = (int) i & (CALLS - 1);
      into.begin(thread, epochNanos + beginNanos[at])
          .hex(ids[at])
          .text(Objects.requireNonNull(programs[at]))
          .text(Objects.requireNonNull(operations[at]))
          .bytes(handles, at * MOST_HANDLE, handleLengths[at])
          .number(offsets[at])
          .number(lengths[at])
          .number(statuses[at])
          .end(endNanos[at] - beginNanos[at]);
      TAKEN.setRelease(this, i + 1);
    }
    return count;
  }
}
