package wml.targets.nfs;

import java.util.Map;
import java.util.Set;
import wml.api.target.Target;
import wml.targets.testkit.TargetConformance;

/** The client of NFS 4.1 against the project's own server, which hands files over. */
final class NfsDelegatedConformanceTest extends TargetConformance {
  @Override
  protected Target target() {
    return new NfsTarget();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("vers", "4.1", "delegations", "on");
  }

  @Override
  protected String base() {
    return "/";
  }

  @Override
  protected Set<Hot> allocationFree() {
    return Set.of(Hot.OPEN);
  }
}
