package wml.flowops.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.flowops.Workbench;

final class WakeupTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void wakesItsTarget() throws Exception {
    assertEquals(0, bench.once("wakeup name=w,target=turn"));
    assertEquals(List.of("wake turn"), bench.engine.calls);
  }

  @Test
  void needsATarget() {
    assertThrows(BindException.class, () -> bench.bind("wakeup name=w"));
  }
}
