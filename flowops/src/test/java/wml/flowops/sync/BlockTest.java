package wml.flowops.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class BlockTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void waitsUnderItsOwnName() throws Exception {
    assertEquals(0, bench.once("block name=turn"));
    assertEquals(List.of("block turn"), bench.engine.calls);
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("block name=turn"));
  }
}
