package wml.runtime.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;

/**
 * Sets the calling thread's priorities. On Linux a nice value and an I/O priority belong to a
 * thread: setpriority(2) and ioprio_set(2) with id 0 mean the caller.
 */
final class ThreadPriority {
  private static final int IOPRIO_SET_X86_64 = 251;
  private static final int IOPRIO_SET_AARCH64 = 30;
  private static final int WHO_PROCESS = 1;
  private static final int BEST_EFFORT = 2 << 13;
  private static final int LEAVE_IO_PRIORITY = 8;

  private ThreadPriority() {}

  /** Applies what differs from the defaults; what the system refuses becomes a note. */
  static void apply(int nice, int ioPriority, Consumer<String> notes) {
    if (nice == 0 && ioPriority == LEAVE_IO_PRIORITY) {
      return;
    }
    if (!System.getProperty("os.name").equals("Linux")) {
      notes.accept("nice and ioprio have an effect on Linux only");
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      if (nice != 0) {
        MethodHandle setPriority =
            linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setpriority"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT));
        if ((int) setPriority.invokeExact(0, 0, nice) != 0) {
          notes.accept("nice=" + nice + " was refused: it needs more privileges");
        }
      }
      if (ioPriority != LEAVE_IO_PRIORITY) {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        MethodHandle systemCall =
            linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        long number = arm ? IOPRIO_SET_AARCH64 : IOPRIO_SET_X86_64;
        long result =
            (long)
                systemCall.invokeExact(
                    number, (long) WHO_PROCESS, 0L, (long) (BEST_EFFORT | ioPriority));
        if (result != 0) {
          notes.accept("ioprio=" + ioPriority + " was refused by the kernel");
        }
      }
    } catch (Throwable e) {
      notes.accept("thread priorities can't be set here: " + e.getMessage());
    }
  }
}
