package wml.runtime.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calling thread's sleeps end when they are to: Linux adds 50 us, so as to end several at
 * once, unless prctl(2) says otherwise.
 */
final class TimerSlack {
  private static final int SET_TIMER_SLACK = 29;
  private static final long LEAST_NANOS = 1;

  private static final @Nullable MethodHandle PRCTL = find();

  private TimerSlack() {}

  private static @Nullable MethodHandle find() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    try {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("prctl"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
          Linker.Option.firstVariadicArg(1));
    } catch (RuntimeException | Error e) {
      return null; // sleeps are longer, no more
    }
  }

  /** Whether it is as short as can be now. */
  static boolean minimize() {
    try {
      return PRCTL != null && (int) PRCTL.invokeExact(SET_TIMER_SLACK, LEAST_NANOS) == 0;
    } catch (Throwable e) {
      return false;
    }
  }
}
