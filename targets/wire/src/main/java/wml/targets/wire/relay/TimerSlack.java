package wml.targets.wire.relay;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** How late Linux may end a thread's waits, to end several at once: 50 us unless it is told. */
final class TimerSlack {
  private static final int PR_SET_TIMERSLACK = 29;

  private static final MethodHandle PRCTL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("prctl"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
              Linker.Option.firstVariadicArg(1));

  private TimerSlack() {}

  /** The calling thread's waits end on time from now on; as before if the kernel refuses. */
  static void minimal() {
    try {
      int ignored = (int) PRCTL.invokeExact(PR_SET_TIMERSLACK, 1L);
    } catch (Throwable e) {
      throw new AssertionError("a call into the C library threw", e);
    }
  }
}
