package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.plan.Assertion;
import wml.api.plan.Condition;
import wml.api.plan.Quantity;
import wml.grammar.diagnostic.Severity;

/** What an assertion may say, and what is refused before anything runs. */
final class AssertionsTest {
  private static final String RUN =
      "set $limit=5ms param $strict=true "
          + "define flowop name=both { flowop statfile name=inner,filesetname=data }\n"
          + Compiled.thread(
              "flowop read name=get,filesetname=data,iosize=4k flowop both name=outer")
          + "run 1\nassert ";

  private static Quantity.Subject subject(String name) {
    Assertion a = Compiled.of(RUN + "p99(" + name + ") < 1s").run().assertions().get(0);
    Condition.Comparison comparison = (Condition.Comparison) a.condition();
    return ((Quantity.Metric) comparison.left()).subject();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p99(get) < 5ms",
        "p99.9(get) < $limit and errors(all) == 0",
        "not p50(get) > 5ms or $strict",
        "share(get) > 60%",
        "bandwidth(all) >= 100m",
        "p99(get) < 10 * p50(get)",
        "p99(get) / p50(get) < 10",
        "max(p99(get), p99(inner)) - 1us < 1min",
        "(iops(read) + iops(statfile)) * 2 > 1k",
        "ops(get) % 2 == 0 or ops(get) != 7",
        "mean(all) <= max(1ms, $limit)",
        "syscalls(all) <= 2 and rpcs(t) == 0 and fsyncs(p) * 2 < 1",
        "moved(all) == 4k and allocated(all) < 16",
        "$strict"
      })
  void conditionsOverMetricsAreAccepted(String condition) {
    Compiled c = Compiled.of(RUN + condition);
    assertEquals(condition, c.run().assertions().get(0).text());
    assertEquals(7, c.run().assertions().get(0).at().line());
  }

  @Test
  void namesAreOfFlowopsThenKeywordsThreadsAndProcesses() {
    assertEquals(Quantity.Subject.Kind.FLOWOP, subject("get").kind());
    assertEquals(Quantity.Subject.Kind.FLOWOP, subject("inner").kind());
    assertEquals(Quantity.Subject.Kind.FLOWOP, subject("outer").kind());
    assertEquals(Quantity.Subject.Kind.FLOWOP, subject("outer.inner").kind());
    assertEquals(Quantity.Subject.Kind.KEYWORD, subject("statfile").kind());
    assertEquals(Quantity.Subject.Kind.THREAD, subject("t").kind());
    assertEquals(Quantity.Subject.Kind.PROCESS, subject("p").kind());
    assertEquals(Quantity.Subject.Kind.ALL, subject("all").kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p99(gte) < 5ms|WML0206|did you mean 'get'?",
        "p99(nothing-like-it) < 5ms|WML0206|'all' stands for all",
        "p99(get) < 5|WML0301|write 5ms",
        "5 > p99(get)|WML0301|write 5ms",
        "p99(get) == errors(get)|WML0301|such as 5ms",
        "ops(get) < 5ms|WML0301|compares a number with a duration",
        "ops(get) + 5ms < 5ms|WML0301|makes no sense",
        "p99(get) * p50(get) < 5ms|WML0301|makes no sense",
        "p99(get)|WML0301|compare it",
        "p99(get) + 1s|WML0301|compare it",
        "(p99(get) < 1s) < 5ms|WML0301|not a condition",
        "p101(get) < 5ms|WML0302|p0 to p100",
        "p99() < 5ms|WML0301|takes one name",
        "p99(get, all) < 5ms|WML0301|takes one name",
        "pp99(get) < 5ms|WML0401|did you mean 'p99'?",
        "iosp(get) < 5 and ops(get) > 1|WML0401|did you mean 'iops'?",
        "pow(p99(get), 2) < 5ms|WML0301|min, max and abs can",
        "syscalls(get) == 1|WML0301|counted for whole threads",
        "moved(read) == 1|WML0301|write moved(THREAD)",
        "syscals(all) == 1|WML0401|did you mean 'syscalls'?",
        "fsyncs(al) == 1|WML0206|did you mean 'all'?",
        "allocated(all) < 5ms|WML0301|compares a number",
        "ops(get) > word|WML0301|a number is needed",
        "ops(get) > 1 / 0|WML0303|division by zero",
        "ops(get) > $nosuch|WML0204|nothing has set"
      })
  void senselessConditionsAreErrorsAtTheirPlace(String condition, String code, String said) {
    Compiled c = Compiled.of(RUN + condition);
    String all = c.rendered(Severity.ERROR);
    assertTrue(all.contains("error[" + code) && all.contains(said), all);
    assertEquals(1, c.codes(Severity.ERROR).size(), all);
    assertTrue(all.contains("test.wml:7:"), all);
  }

  @Test
  void anAssertionNeedsARunBeforeIt() {
    Compiled c = Compiled.of(Compiled.thread("flowop hog name=h") + "assert ops(all) > 0");
    assertTrue(c.rendered(Severity.ERROR).contains("about the run before it"), c.rendered());
  }

  @Test
  void metricsOutsideOfAssertionsSayWhereTheyBelong() {
    for (String text :
        new String[] {"set $x=p99(get)", "run (ops(all))", "sweep $a in mean(x) { }"}) {
      String all = Compiled.of(Compiled.thread("flowop hog name=h") + text).rendered();
      assertTrue(all.contains("error[WML0401]") && all.contains("write it in an assert"), all);
    }
  }

  @Test
  void eachPointOfASweepHasItsOwn() {
    Compiled c =
        Compiled.of(
            Compiled.thread("flowop hog name=h")
                + "sweep $n in 1, 2 { run 1 assert ops(h) > $n assert errors(h) == 0 }");
    assertEquals(2, c.good().runs().size());
    for (int i = 0; i < 2; i++) {
      Assertion first = c.good().runs().get(i).assertions().get(0);
      Condition.Comparison comparison = (Condition.Comparison) first.condition();
      assertEquals(new Quantity.Constant(i + 1), comparison.right());
      assertEquals(2, c.good().runs().get(i).assertions().size());
    }
  }
}
