package wml.flowops.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Sequence;
import wml.flowops.Workbench;

final class SemBlockTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void takesPostsUnderItsOwnName() throws Exception {
    assertEquals(0, bench.once("semblock name=s,value=3,highwater=20"));
    assertEquals(List.of("highwater s 20", "take s 3"), bench.engine.calls);
  }

  @Test
  void theNumberIsDrawnAtEachCall() throws Exception {
    bench.variable("n", Sequence.of(1, 2));
    Flowop take = bench.bind("semblock name=s,value=$n");
    bench.call(take);
    bench.call(take);
    assertEquals(List.of("highwater s 1", "take s 1", "take s 2"), bench.engine.calls);
  }

  @Test
  void theEndOfTheRunInterruptsIt() throws Exception {
    bench.stopped = true;
    assertEquals(Flowop.INTERRUPTED, bench.once("semblock name=s,value=1"));
  }
}
