package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Interval;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** The measured window and its intervals, for real. */
final class IntervalsTest implements RunObserver {
  private static final String FILES = "define fileset name=data,path=/x,entries=20,prealloc\n";

  private final List<Interval> heard = new ArrayList<>();

  private RunResult run(String text) throws IOException {
    Target memory = Objects.requireNonNull(Compiled.CATALOG.targets().get("memory"));
    return new ScriptRunner(
            Compiled.of(FILES + text).good(),
            memory,
            Options.resolve(memory.info(), Map.of()),
            new RunSettings(1, false, null),
            this)
        .run()
        .getFirst();
  }

  private static List<List<Long>> buckets(LatencyHistogram histogram) {
    List<List<Long>> out = new ArrayList<>();
    histogram.forEachBucket((lower, width, count) -> out.add(List.of(lower, count)));
    return out;
  }

  private static void addUp(RunResult result) {
    List<Interval> intervals = result.measurement().intervals();
    for (int i = 0; i < result.flowops().size(); i++) {
      RunResult.FlowopRecord whole = result.flowops().get(i);
      LatencyHistogram sum = new LatencyHistogram();
      long ops = 0;
      for (Interval interval : intervals) {
        sum.add(interval.flowops().get(i).service());
        ops += interval.flowops().get(i).ops();
      }
      assertEquals(whole.ops(), ops, whole.name());
      assertEquals(buckets(whole.service()), buckets(sum), whole.name());
      assertEquals(whole.service().maxNanos(), sum.maxNanos());
    }
  }

  @Test
  void intervalsTileTheMeasurePhaseAndAddUpToTheResult() throws IOException {
    RunResult result =
        run(
            "define process name=p {\n"
                + "thread name=t,instances=3 { flowop statfile name=look,filesetname=data }\n"
                + "thread name=u { flowop readwholefile name=r,filesetname=data } }\n"
                + "run { warmup 0.1\n measure 2.3\n cooldown 0.1 }");
    List<Interval> intervals = result.measurement().intervals();
    assertEquals(
        List.of(1_000_000_000L, 2_000_000_000L, 2_300_000_000L),
        intervals.stream().map(Interval::endNanos).toList());
    assertEquals(
        List.of(0L, 1_000_000_000L, 2_000_000_000L),
        intervals.stream().map(Interval::beginNanos).toList());
    assertTrue(intervals.stream().allMatch(i -> i.flowops().getFirst().ops() > 0));
    addUp(result);
    assertEquals(
        intervals.stream().map(i -> i.flowops().getFirst().ops()).toList(),
        heard.stream().map(i -> i.flowops().getFirst().ops()).toList());
  }

  @Test
  void aSlowLastOperationCountsAndDoesNotStretchTheWindow() throws IOException {
    RunResult result =
        run(
            "define process name=p {\n"
                + "thread name=t { flowop statfile name=look,filesetname=data }\n"
                + "thread name=u { flowop delay name=slow,value=1\n"
                + "flowop statfile name=rare,filesetname=data } }\n"
                + "run { measure 0.3\n cooldown 1.2 }");
    assertEquals(300_000_000, result.elapsedNanos());
    assertEquals(List.of(300_000_000L), heard.stream().map(Interval::endNanos).toList());
    RunResult.FlowopRecord slow = result.flowops().get(1);
    assertEquals(1, slow.ops());
    assertTrue(slow.service().maxNanos() >= 1_000_000_000);
    assertEquals(0, result.flowops().get(2).ops(), "started after the window");
    addUp(result);
  }

  @Test
  void aThreadThatIsStuckDoesNotHoldUpTheIntervalsOfOthers() throws IOException {
    RunResult result =
        run(
            "define process name=p {\n"
                + "thread name=t { flowop statfile name=look,filesetname=data }\n"
                + "thread name=u { flowop statfile name=first,filesetname=data\n"
                + "flowop delay name=slow,value=60 } }\n"
                + "run 3");
    assertEquals(3, heard.size());
    assertTrue(heard.stream().allMatch(i -> i.flowops().getFirst().ops() > 0));
    assertEquals(1, result.flowops().get(1).ops());
    addUp(result);
  }

  @Test
  void aRunWithoutALimitIsMeasuredUntilItsLastOperation() throws IOException {
    RunResult result =
        run(
            "set mode quit firstdone\n"
                + "define process name=p {\n"
                + "thread name=t { flowop statfile name=look,filesetname=data\n"
                + "flowop finishoncount name=f,value=1000 } }\n"
                + "run");
    assertEquals(1, heard.size());
    assertEquals(result.elapsedNanos(), heard.getFirst().endNanos());
    assertEquals(1000, heard.getFirst().flowops().getFirst().ops());
    addUp(result);
  }

  @Override
  public void interval(Interval interval) {
    heard.add(interval);
  }
}
