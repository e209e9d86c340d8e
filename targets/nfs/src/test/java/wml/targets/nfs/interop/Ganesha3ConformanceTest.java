package wml.targets.nfs.interop;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import wml.api.target.Target;
import wml.targets.nfs.NfsTarget;
import wml.targets.testkit.TargetConformance;
import wml.targets.testkit.interop.Ganesha;
import wml.targets.testkit.interop.Namespace;

/** The client against nfs-ganesha's version 3. */
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
final class Ganesha3ConformanceTest extends TargetConformance {
  private static Namespace namespace;
  private static Ganesha ganesha;

  @BeforeAll
  static void start() throws IOException {
    namespace = Namespace.create();
    ganesha = Ganesha.start(namespace);
    namespace.enter();
  }

  @AfterAll
  static void stop() throws IOException {
    if (namespace != null) {
      namespace.close();
    }
    if (ganesha != null) {
      ganesha.close();
    }
  }

  @Override
  protected Target target() {
    return new NfsTarget();
  }

  @Override
  protected Map<String, String> options() {
    return Map.of(
        "host",
        Namespace.HOST,
        "port",
        Integer.toString(Ganesha.PORT),
        "mountport",
        Integer.toString(Ganesha.MOUNT_PORT),
        "export",
        ganesha.export().toString());
  }

  @Override
  protected String base() {
    return "/";
  }

  /** That is measured against the project's own server, which is faster. */
  @Override
  protected Set<Hot> allocationFree() {
    return Set.of();
  }
}
