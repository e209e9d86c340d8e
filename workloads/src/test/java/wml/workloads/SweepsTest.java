package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;

/** Sweeps, repeats and the points that runs carry. */
final class SweepsTest {
  private static final String RUN = Compiled.thread("flowop statfile name=r,filesetname=data");

  private static List<String> points(Plan plan) {
    return plan.runs().stream().map(run -> String.join(" ", run.point().values())).toList();
  }

  private static List<String> points(String sweep) {
    return points(Compiled.of(RUN + sweep + " { run 1 }").good());
  }

  @Test
  void threeVariablesMakeTheMatrixWithTheLastOneFastest() {
    Plan plan =
        Compiled.of(
                RUN + "sweep $a in 4k to 8k by *2, $b in x, y, $c in 1ms to 2ms by 1ms { run 1 }")
            .good();
    assertEquals(
        List.of(
            "4k x 1ms",
            "4k x 2ms",
            "4k y 1ms",
            "4k y 2ms",
            "8k x 1ms",
            "8k x 2ms",
            "8k y 1ms",
            "8k y 2ms"),
        points(plan));
    assertEquals(List.of("a", "b", "c"), List.copyOf(plan.runs().get(0).point().keySet()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 to 3|1 2 3",
        "1 to 10 by 4|1 5 9",
        "3 to 1 by -1|3 2 1",
        "4k to 64k by *4|4k 16k 64k",
        "64k to 4k by *0.25|64k 16k 4k",
        "512 to 2k by *2|512 1024 2048",
        "0 to 1 by 0.25|0 0.25 0.5 0.75 1",
        "0 to 0.3 by 0.1|0 0.1 0.2 0.3",
        "1ms to 4ms by *2|1ms 2ms 4ms",
        "1s to 2s by 500ms|1s 1.5s 2s",
        "0% to 50% by 25%|0% 25% 50%",
        "5 to 5|5",
        "1, 4 to 6, 100|1 4 5 6 100",
        "posix, memory|posix memory",
        "true, false|true false"
      })
  void rangesListTheirValues(String values, String expected) {
    assertEquals(expected, String.join(" ", points("sweep $a in " + values)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 to 1|WML0302|by -1",
        "1 to 10 by -1|WML0302|never lead",
        "1 to 10 by 0|WML0302|never lead",
        "1 to 10 by *1|WML0302|never lead",
        "1 to 10 by *0.5|WML0302|never lead",
        "1 to 10 by *-2|WML0302|never lead",
        "0 to 10 by *2|WML0302|above 0",
        "1ms to 9ms|WML0301|by 1ms",
        "1ms to 9|WML0301|is no range",
        "1 to 9 by 1ms|WML0301|is no range",
        "a to 9|WML0301|word or string",
        "1 to 8 / 0|WML0303|division by zero",
        "1 to 9 by 1 % 0|WML0303|division by zero",
        "1, $a in 2|WML0207|already"
      })
  void rangesThatMakeNoSenseAreErrors(String values, String code, String said) {
    Compiled c = Compiled.of(RUN + "sweep $a in " + values + " { run 1 }");
    String all = c.rendered();
    assertTrue(all.contains("error[" + code) && all.contains(said), all);
    assertEquals(1, c.diagnostics().size(), all);
  }

  @Test
  void aBillionPointsAreRefusedAtOnceWithTheirFactors() {
    Compiled c =
        Compiled.of(
            RUN + "sweep $a in 1 to 1000, $b in 1 to 1m by *2, $c in 0 to 50000000 { run 1 }");
    String all = c.rendered();
    assertEquals(List.of(Code.TOO_LARGE), c.codes(), all);
    assertTrue(all.contains("1,050,000,021,000 points"), all);
    assertTrue(all.contains("$a has 1,000, $b has 21, $c has 50,000,001"), all);
    Compiled huge = Compiled.of(RUN + "sweep $a in 0 to 9000000000000000000 { run 1 }");
    assertEquals(List.of(Code.TOO_LARGE), huge.codes(), huge.rendered());
  }

  @Test
  void aSettingNarrowsItsVariableToOneValue() {
    String text = RUN + "sweep $a in 1 to 3, $b in 4k, 8k { run 1 }";
    Compiled known = Compiled.of(text, Map.of("b", "8k"), null);
    assertEquals(List.of("1 8k", "2 8k", "3 8k"), points(known.good()));
    assertEquals(List.of(), known.codes());
    Compiled other = Compiled.of(text, Map.of("b", "16k"), null);
    assertEquals(List.of("1 16k", "2 16k", "3 16k"), points(other.good()));
    assertEquals(List.of(Code.OVERRIDDEN), other.codes());
    Compiled loop = Compiled.of(RUN + "foreach $i in 1, 2 { run 1 }", Map.of("i", "2"), null);
    assertEquals(List.of("2"), points(loop.good()));
  }

  @Test
  void nestedLoopsAddToThePoint() {
    Plan plan =
        Compiled.of(
                RUN + "foreach $i in 1, 2 { sweep $a in x, y { run 1 } } run 1 repeat 2 { run 2 }")
            .good();
    assertEquals(List.of("1 x", "1 y", "2 x", "2 y", "", "", ""), points(plan));
  }

  @Test
  void variablesOfASweepAreThereInsideAndRestoredAfterIt() {
    Plan plan =
        Compiled.of(
                "set $n=7 "
                    + Compiled.thread("flowop statfile name=r,filesetname=data,iters=$n")
                    + "sweep $n in 1, 2 { run ($n) } run ($n)")
            .good();
    assertEquals(
        List.of(1.0, 2.0, 7.0), plan.runs().stream().map(RunPlan::durationSeconds).toList());
    assertEquals("7", plan.variables().get("n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repeat (0 - 1) { run 1 }|WML0301",
        "repeat 1.5 { run 1 }|WML0301",
        "repeat 100000000000 { }|WML0404",
        "repeat 1000000 { repeat 1000000 { } }|WML0404",
        "sweep $a in 1 to 9999 { sweep $b in 1 to 9999 { } }|WML0404"
      })
  void endlessOrSenselessLoopsAreErrors(String loop, String code) {
    Compiled c = Compiled.of(RUN + loop);
    assertTrue(c.rendered().contains("error[" + code), c.rendered());
    assertEquals(1, c.codes(Severity.ERROR).size(), c.rendered());
  }

  @Test
  void repeatingNothingRunsNothing() {
    assertEquals(1, Compiled.of(RUN + "repeat 0 { run 1 } run 2").good().runs().size());
  }
}
