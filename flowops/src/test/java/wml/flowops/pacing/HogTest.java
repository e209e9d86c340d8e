package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Workbench;

final class HogTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void everyStoreIsDone() throws Exception {
    Flowop hog = bench.bind("hog value=20000000");
    for (int i = 0; i < 5; i++) {
      bench.call(hog);
    }
    long before = System.nanoTime();
    assertEquals(0, bench.call(hog));
    long took = System.nanoTime() - before;
    // no processor stores 20 million times in less; a loop that was optimised away would
    assertTrue(took > 1_000_000, took + " ns");
  }

  @Test
  void noValueIsNoWork() throws Exception {
    assertEquals(0, bench.once("hog"));
  }
}
