package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Sequence;
import wml.flowops.Workbench;

final class PrintTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void showsTheValueOfEachCall() throws Exception {
    bench.variable("v", Sequence.of(7, 8));
    Flowop print = bench.bind("print name=p,value=$v");
    assertEquals(0, bench.call(print));
    bench.call(print);
    assertEquals(List.of("print p, call 1: 7", "print p, call 2: 8"), bench.engine.notes);
  }

  @Test
  void fallsSilentAfterAHundredCalls() throws Exception {
    Flowop print = bench.bind("print name=p,value=1");
    for (int i = 0; i < Print.MAX_SHOWN + 20; i++) {
      bench.call(print);
    }
    assertEquals(100, bench.engine.notes.size());
  }
}
