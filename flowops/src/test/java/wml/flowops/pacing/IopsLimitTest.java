package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class IopsLimitTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void takesEventsForTheWorkSinceItsLastCall() throws Exception {
    Flowop limit = bench.bind("iopslimit");
    bench.engine.own.operations = 99;
    bench.engine.own.ios = 5;
    assertEquals(0, bench.call(limit));
    bench.engine.own.ios = 7;
    bench.call(limit);
    bench.call(limit);
    assertEquals(List.of("events 5", "events 2"), bench.engine.calls);
  }

  @Test
  void countsTheWorkOfItsTarget() throws Exception {
    Flowop limit = bench.bind("iopslimit target=reading");
    bench.engine.own.ios = 5;
    bench.engine.of("reading").ios = 4;
    bench.call(limit);
    assertEquals(List.of("events 4"), bench.engine.calls);
  }

  @Test
  void withoutEventsItDoesNothing() throws Exception {
    bench.engine.hasEvents = false;
    bench.engine.own.ios = 5;
    assertEquals(0, bench.once("iopslimit"));
    assertEquals(List.of(), bench.engine.calls);
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.engine.own.ios = 5;
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("iopslimit"));
  }
}
