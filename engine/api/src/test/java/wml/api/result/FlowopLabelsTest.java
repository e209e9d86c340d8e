package wml.api.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult.FlowopRecord;

final class FlowopLabelsTest {
  /** Each as machine, process, thread and name. */
  private static List<String> labels(String... flowops) {
    List<FlowopRecord> records = new ArrayList<>();
    for (String flowop : flowops) {
      String[] part = flowop.split(" ", -1);
      records.add(
          new FlowopRecord(
              part[0],
              part[1],
              part[2],
              part[3],
              "read",
              "io",
              "read",
              0,
              0,
              0,
              new LatencyHistogram()));
    }
    return FlowopLabels.of(records);
  }

  @Test
  void namesAreAsLongAsTheyMustBe() {
    assertEquals(List.of("a", "b"), labels(" p t a", " p t b"));
    assertEquals(List.of("t.a", "u.a", "b"), labels(" p t a", " p u a", " p u b"));
    assertEquals(List.of("p.t.a", "q.t.a"), labels(" p t a", " q t a"));
    assertEquals(List.of("p.t.a", "h_vm.p.t.a").size(), labels(" p t a", "h/vm p t a").size());
    assertEquals("h_vm.p.t.a", labels(" p t a", "h/vm p t a").get(1));
  }

  @Test
  void namesakesAreNumbered() {
    assertEquals(List.of("p.t.a", "p.t.a.2", "p.t.a.3"), labels(" p t a", " p t a", " p t a"));
  }

  @Test
  void nothingLeadsOutOfADirectoryOrSplitsATag() {
    assertEquals(
        List.of("_.._x", "a_b_c"), labels(" p t ../../x".replace("../..", "/.."), " p t a,b/c"));
    assertEquals(List.of("flowop"), labels(" p t .."));
  }
}
