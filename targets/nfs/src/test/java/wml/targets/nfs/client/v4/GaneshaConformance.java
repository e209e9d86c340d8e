package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Target;
import wml.targets.nfs.NfsTarget;
import wml.targets.testkit.TargetConformance;

/** The client against nfs-ganesha. */
abstract class GaneshaConformance extends TargetConformance {
  private static Ganesha ganesha;
  private final String version;

  GaneshaConformance(String version) {
    this.version = version;
  }

  @BeforeAll
  static void startServer(@TempDir Path directory) throws IOException {
    ganesha = Ganesha.start(directory, false);
  }

  @AfterAll
  static void stopServer() {
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
        ganesha.address().getHostString(),
        "port",
        Integer.toString(ganesha.address().getPort()),
        "export",
        "/export",
        "vers",
        version);
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
