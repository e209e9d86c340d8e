package wml.flowops.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class SemPostTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void postsToItsTarget() throws Exception {
    assertEquals(0, bench.once("sempost name=p,target=s,value=2"));
    assertEquals(0, bench.once("sempost name=p,target=s,value=1,blocking"));
    assertEquals(List.of("post s 2", "post s 1 blocking"), bench.engine.calls);
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("sempost name=p,target=s,value=1,blocking"));
  }

  @Test
  void needsATarget() {
    assertThrows(BindException.class, () -> bench.bind("sempost name=p,value=1"));
  }
}
