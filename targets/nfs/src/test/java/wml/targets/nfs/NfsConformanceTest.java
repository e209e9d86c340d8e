package wml.targets.nfs;

import java.util.Set;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

/** The client against the project's own server. */
final class NfsConformanceTest extends TargetConformance {
  @Override
  protected Target target() {
    return new NfsTarget();
  }

  @Override
  protected String base() {
    return "/";
  }

  @Override
  protected Set<Hot> allocationFree() {
    return Set.of(Hot.DATA, Hot.STAT, Hot.OPEN);
  }
}
