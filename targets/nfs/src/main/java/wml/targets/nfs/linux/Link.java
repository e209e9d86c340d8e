package wml.targets.nfs.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** Links functions of the C library so that they capture errno. */
final class Link {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

  private Link() {}

  static MethodHandle to(
      String name, MemoryLayout result, List<MemoryLayout> args, Linker.Option... options) {
    List<Linker.Option> all = new ArrayList<>(List.of(options));
    all.add(CAPTURE);
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, args.toArray(MemoryLayout[]::new)),
        all.toArray(Linker.Option[]::new));
  }

  static AssertionError broken(Throwable e) {
    return new AssertionError("a call into the C library threw", e);
  }
}
