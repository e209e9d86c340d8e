package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class OpsLimitTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void takesEventsForTheWorkSinceItsLastCall() throws Exception {
    Flowop limit = bench.bind("opslimit");
    bench.engine.own.ios = 99;
    bench.engine.own.operations = 5;
    assertEquals(0, bench.call(limit));
    bench.engine.own.operations = 7;
    bench.call(limit);
    bench.call(limit);
    assertEquals(List.of("events 5", "events 2"), bench.engine.calls);
  }

  @Test
  void countsTheWorkOfItsTarget() throws Exception {
    Flowop limit = bench.bind("opslimit target=reading");
    bench.engine.own.operations = 5;
    bench.engine.of("reading").operations = 4;
    bench.call(limit);
    assertEquals(List.of("events 4"), bench.engine.calls);
  }

  @Test
  void withoutEventsItDoesNothing() throws Exception {
    bench.engine.hasEvents = false;
    bench.engine.own.operations = 5;
    assertEquals(0, bench.once("opslimit"));
    assertEquals(List.of(), bench.engine.calls);
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.engine.own.operations = 5;
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("opslimit"));
  }
}
