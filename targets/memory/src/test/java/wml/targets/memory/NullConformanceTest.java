package wml.targets.memory;

import java.util.Set;
import wml.api.target.Counter;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

final class NullConformanceTest extends TargetConformance {
  @Override
  protected Target target() {
    return new NullTarget();
  }

  @Override
  protected String base() {
    return "/";
  }

  @Override
  protected boolean keepsData() {
    return false;
  }

  @Override
  protected Set<Counter> alwaysZero() {
    return Set.of(Counter.SYSTEM_CALLS);
  }
}
