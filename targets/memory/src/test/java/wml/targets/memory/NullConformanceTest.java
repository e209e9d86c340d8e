package wml.targets.memory;

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
}
