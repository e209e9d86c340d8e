package wml.targets.nfs;

import java.util.Map;
import java.util.Set;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

/** The client of NFS 4.2 with layouts of mirrored flexible files. */
final class PnfsMirrorsConformanceTest extends TargetConformance {
  @Override
  protected Target target() {
    return new NfsTarget();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("vers", "4.2", "ds", "4", "mirrors", "2");
  }

  @Override
  protected String base() {
    return "/";
  }

  @Override
  protected Set<Hot> allocationFree() {
    return Set.of();
  }
}
