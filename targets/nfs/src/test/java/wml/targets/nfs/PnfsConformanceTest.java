package wml.targets.nfs;

import java.util.Map;
import java.util.Set;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

/** The client of NFS 4.1 with layouts of striped files. */
final class PnfsConformanceTest extends TargetConformance {
  @Override
  protected Target target() {
    return new NfsTarget();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("vers", "4.1", "ds", "3");
  }

  @Override
  protected String base() {
    return "/";
  }

  @Override
  protected Set<Hot> allocationFree() {
    return Set.of(Hot.DATA);
  }
}
