package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;
import wml.api.plan.Plan;
import wml.api.plan.Quantity;
import wml.api.plan.RunPlan;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;
import wml.runtime.run.PlanText;

/** What a gate compares, and how. What is refused is in diagnostics.txt. */
final class GatesTest {
  private static final String THREAD =
      Compiled.thread(
          "flowop read name=get,filesetname=data,iosize=4k flowop statfile name=look,"
              + "filesetname=data");

  private static GatedMetric metric(String line) {
    return Compiled.of(THREAD + "run 1\ngate { " + line + " }").run().gate().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iops(all)|PRIMARY|true|0.05|0.025",
        "bandwidth(get)|PRIMARY|true|0.05|0.025",
        "ops(get)|PRIMARY|true|0.05|0.025",
        "p99(get), tolerance=10%|PRIMARY|false|0.1|0.05",
        "p99.9(get), tolerance=10%, floor=7.5%|PRIMARY|false|0.1|0.075",
        "service_mean(get), floor=0%|PRIMARY|false|0.05|0",
        "delay_p99(t), warn|WARNING|false|0.05|0.025",
        "mean(get), warn=false|PRIMARY|false|0.05|0.025",
        "mean(get), better=more|PRIMARY|true|0.05|0.025",
        "errors(all)|EXACT|false|0|0",
        "errors(all), warn|WARNING|false|0.05|0.025",
        "errors(all), tolerance=50%|PRIMARY|false|0.5|0.25",
        "errors(all), exact=false|PRIMARY|false|0.05|0.025",
        "syscalls(all)|EXACT|false|0|0",
        "fsyncs(t)|EXACT|false|0|0",
        "rpcs(p), warn|WARNING|false|0.05|0.025",
        "allocated(all), tolerance=5%|PRIMARY|false|0.05|0.025",
        "moved(all), better=more|EXACT|true|0|0",
        "ops(get), exact, better=less|EXACT|false|0|0",
        "share(get), better=more|PRIMARY|true|0.05|0.025",
        "iops(get) / iops(look), better=less|PRIMARY|false|0.05|0.025"
      })
  void whatIsNotSaidFollowsFromTheMetric(
      String line, Standing standing, boolean more, double tolerance, double floor) {
    GatedMetric metric = metric(line);
    assertEquals(standing, metric.standing());
    assertEquals(more, metric.moreIsBetter());
    assertEquals(tolerance, metric.tolerance(), 1e-12);
    assertEquals(floor, metric.floor(), 1e-12);
  }

  @Test
  void metricsKeepTheirTextUnitAndPlace() {
    GatedMetric metric = metric("max(p99(get),\n   p99(look)), better=less");
    assertEquals("max(p99(get), p99(look))", metric.text());
    assertEquals(Quantity.Unit.DURATION, metric.unit());
    assertEquals("test.wml:6:8", metric.at().toString());
    assertEquals(Quantity.Unit.PER_SECOND, metric("iops(all)").unit());
  }

  @Test
  void severalGatesOfARunAddUpAndEachRunOfASweepHasItsOwn() {
    Plan plan =
        Compiled.of(
                THREAD
                    + "sweep $t in 10%, 20% { run 1 gate { iops(get) } gate { p99(get),"
                    + " tolerance=$t } }\nrun 1")
            .good();
    List<RunPlan> runs = plan.runs();
    assertEquals(List.of(2, 2, 0), runs.stream().map(r -> r.gate().size()).toList());
    assertEquals(0.1, runs.get(0).gate().get(1).tolerance(), 1e-12);
    assertEquals(0.2, runs.get(1).gate().get(1).tolerance(), 1e-12);
  }

  @Test
  void metricsBehindQuitAreCheckedAndNotCounted() {
    String six = "gate { p1(get) p2(get) p3(get) p4(get) p5(get) p6(get) }";
    Compiled c = Compiled.of(THREAD + "run 1 quit " + six);
    assertEquals(0, c.run().gate().size());
    assertEquals(List.of(Code.GATE), Compiled.of(THREAD + "run 1 " + six).codes(Severity.ERROR));
  }

  @Test
  void theWordIsAnOrdinaryOneElsewhere() {
    Compiled c =
        Compiled.of(
            "set $gate=gate define fileset name=gate,path=/tmp,entries=1\n"
                + "define process name=gate { thread name=t { flowop statfile name=gate,"
                + "filesetname=gate } }\nrun 1 gate { iops(gate) } echo \"$gate\"");
    assertEquals("iops(gate)", c.run().gate().get(0).text());
  }

  @Test
  void plansShowWhatWillBeCompared() {
    RunPlan run =
        Compiled.of(THREAD + "run 1 gate { iops(all), tolerance=10% p99(get), warn errors(all) }")
            .run();
    String text = PlanText.render(run, List.of());
    assertTrue(
        text.endsWith(
            """
            gate iops(all): primary, more is better, tolerance 10%, floor 5%
            gate p99(get): warning, less is better, tolerance 5%, floor 2.5%
            gate errors(all): exact, less is better
            """),
        text);
  }
}
