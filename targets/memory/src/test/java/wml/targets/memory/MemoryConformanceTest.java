package wml.targets.memory;

import java.util.EnumSet;
import java.util.Set;
import wml.api.target.Counter;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

final class MemoryConformanceTest extends TargetConformance {
  @Override
  protected Target target() {
    return new MemoryTarget();
  }

  @Override
  protected String base() {
    return "/";
  }

  /** A file that is created is itself an object, and so is a listing under way. */
  @Override
  protected Set<Hot> allocationFree() {
    return EnumSet.complementOf(EnumSet.of(Hot.CREATE, Hot.PAGES));
  }

  @Override
  protected Set<Counter> alwaysZero() {
    return Set.of(Counter.SYSTEM_CALLS);
  }
}
