package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.flowop.Readiness;
import wml.flowops.Sequence;
import wml.flowops.Workbench;

final class FinishOnCountTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void endsWhenTheProcessHasDoneEnough() throws Exception {
    Flowop finish = bench.bind("finishoncount value=1000");
    bench.engine.process.operations = 5000;
    bench.engine.own.ios = 5000;
    bench.engine.process.ios = 999;
    assertEquals(0, bench.call(finish));
    bench.engine.process.ios = 1000;
    assertEquals(Readiness.FINISHED, finish.prepare(bench));
  }

  @Test
  void endsWhenItsTargetHasDoneEnough() throws Exception {
    Flowop finish = bench.bind("finishoncount value=10,target=reading");
    bench.engine.process.ios = 5000;
    bench.engine.of("reading").operations = 9;
    assertEquals(0, bench.call(finish));
    bench.engine.of("reading").operations = 11;
    assertEquals(Readiness.FINISHED, finish.prepare(bench));
  }

  @Test
  void theGoalIsDrawnOnce() throws Exception {
    bench.variable("goal", Sequence.of(5, 1_000_000));
    Flowop finish = bench.bind("finishoncount value=$goal");
    bench.engine.process.ios = 5;
    assertEquals(Readiness.FINISHED, finish.prepare(bench));
    assertEquals(Readiness.FINISHED, finish.prepare(bench));
  }
}
