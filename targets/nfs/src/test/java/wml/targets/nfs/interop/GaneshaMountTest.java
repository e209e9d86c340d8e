package wml.targets.nfs.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wml.api.target.ErrorKind;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.TargetException;
import wml.targets.nfs.NfsTarget;
import wml.targets.testkit.interop.Ganesha;
import wml.targets.testkit.interop.Namespace;

/** What a user is told who asks nfs-ganesha for what it doesn't have. */
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
final class GaneshaMountTest {
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

  private static IOException refused(Map<String, String> changed) {
    Map<String, String> options =
        new HashMap<>(
            Map.of(
                "host",
                Namespace.HOST,
                "mountport",
                Integer.toString(Ganesha.MOUNT_PORT),
                "export",
                ganesha.export().toString()));
    options.putAll(changed);
    NfsTarget target = new NfsTarget();
    return assertThrows(
        IOException.class,
        () ->
            target
                .deploy(Options.resolve(target.info(), options), new Scope(1, note -> {}))
                .close());
  }

  @Test
  void anExportThatIsNotThereIsNamedWithThoseThatAre() {
    IOException e = refused(Map.of("export", "/nowhere"));
    assertEquals(ErrorKind.EACCES, ((TargetException) e).kind(), e.toString());
    assertTrue(e.toString().contains("/nowhere"), e.toString());
    assertTrue(e.toString().contains("it exports " + ganesha.export()), e.toString());
  }

  @Test
  void aPortWhereNobodyListensIsNamed() {
    IOException e = refused(Map.of("port", "2050"));
    assertTrue(e.toString().contains(Namespace.HOST + ":2050"), e.toString());
  }

  @Test
  void aPortOfAnotherServiceIsNamed() {
    IOException e = refused(Map.of("mountport", "111"));
    assertTrue(e.toString().contains(Namespace.HOST), e.toString());
    assertTrue(e.toString().contains("does not serve"), e.toString());
  }
}
