package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class BandwidthLimitTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void takesEventsForTheWorkSinceItsLastCall() throws Exception {
    Flowop limit = bench.bind("bwlimit");
    bench.engine.own.ios = 99;
    bench.engine.own.bytes = 5 << 20;
    assertEquals(0, bench.call(limit));
    bench.engine.own.bytes = 7 << 20;
    bench.call(limit);
    bench.call(limit);
    assertEquals(List.of("events 5", "events 2"), bench.engine.calls);
  }

  @Test
  void countsTheWorkOfItsTarget() throws Exception {
    Flowop limit = bench.bind("bwlimit target=reading");
    bench.engine.own.bytes = 5 << 20;
    bench.engine.of("reading").bytes = 4 << 20;
    bench.call(limit);
    assertEquals(List.of("events 4"), bench.engine.calls);
  }

  @Test
  void theRestOfAMebibyteIsKept() throws Exception {
    Flowop limit = bench.bind("bwlimit");
    bench.engine.own.bytes = 1_500_000;
    bench.call(limit);
    bench.engine.own.bytes = 2_000_000;
    bench.call(limit);
    bench.engine.own.bytes = 2_100_000;
    bench.call(limit);
    assertEquals(List.of("events 1", "events 1"), bench.engine.calls);
  }

  @Test
  void withoutEventsItDoesNothing() throws Exception {
    bench.engine.hasEvents = false;
    bench.engine.own.bytes = 5 << 20;
    assertEquals(0, bench.once("bwlimit"));
    assertEquals(List.of(), bench.engine.calls);
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.engine.own.bytes = 5 << 20;
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("bwlimit"));
  }
}
