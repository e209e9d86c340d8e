package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class DelayTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void sleepsForWholeSeconds() throws Exception {
    long before = System.nanoTime();
    assertEquals(0, bench.once("delay value=3"));
    long after = System.nanoTime();
    long until = bench.sleeps.getFirst();
    assertTrue(until - before >= 3_000_000_000L && until - after <= 3_000_000_000L);
  }

  @Test
  void noValueSleepsNotAtAll() throws Exception {
    assertEquals(0, bench.once("delay"));
    assertEquals(List.of(), bench.sleeps);
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("delay value=3"));
  }
}
