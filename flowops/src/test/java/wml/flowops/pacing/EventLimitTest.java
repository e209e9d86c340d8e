package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class EventLimitTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void takesOneEventPerCall() throws Exception {
    Flowop limit = bench.bind("eventlimit");
    bench.call(limit);
    bench.call(limit);
    assertEquals(List.of("events 1", "events 1"), bench.engine.calls);
  }

  @Test
  void withoutEventsItDoesNothing() throws Exception {
    bench.engine.hasEvents = false;
    assertEquals(0, bench.once("eventlimit"));
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("eventlimit"));
  }
}
