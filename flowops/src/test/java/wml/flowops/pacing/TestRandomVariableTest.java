package wml.flowops.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.random.RandomStream;
import wml.flowops.Workbench;

final class TestRandomVariableTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void showsTheMomentsOfAUniformVariable() throws Exception {
    RandomStream stream = new RandomStream(Workbench.SEED);
    bench.variable("u", () -> stream.nextLong(1001));
    Flowop draw = bench.bind("testrandvar name=t,value=$u");
    for (int i = 0; i < 10_001; i++) {
      assertEquals(0, bench.call(draw));
    }
    assertEquals(3, bench.engine.notes.size());
    Matcher moments =
        Pattern.compile("testrandvar t, 10000 draws: mean (\\S+), coefficient of variation (\\S+)")
            .matcher(bench.engine.notes.get(2));
    assertTrue(moments.matches(), bench.engine.notes.get(2));
    assertEquals(500, Double.parseDouble(moments.group(1)), 10);
    assertEquals(1 / Math.sqrt(3), Double.parseDouble(moments.group(2)), 0.02);
  }

  @Test
  void aConstantVariesNot() throws Exception {
    Flowop draw = bench.bind("testrandvar name=t,value=42");
    for (int i = 0; i < 101; i++) {
      bench.call(draw);
    }
    assertEquals(
        List.of("testrandvar t, 100 draws: mean 42.000, coefficient of variation 0.0000"),
        bench.engine.notes);
  }
}
