package wml.targets.faulty;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import wml.api.target.Counter;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

/** Without a fault configured, it is as good as what it wraps. */
final class FaultyConformanceTest extends TargetConformance {
  @Override
  protected Target target() {
    return new FaultyTarget();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("target", "memory", "with", "limit=64m");
  }

  @Override
  protected String base() {
    return "/";
  }

  /** Every open file is an object. */
  @Override
  protected Set<Hot> allocationFree() {
    return EnumSet.of(Hot.DATA, Hot.STAT);
  }

  @Override
  protected Set<Counter> alwaysZero() {
    return Set.of(Counter.SYSTEM_CALLS);
  }
}
