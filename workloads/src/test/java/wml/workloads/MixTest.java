package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.plan.Step;
import wml.api.result.RunResult;
import wml.grammar.diagnostic.Code;
import wml.runtime.run.PlanText;

/**
 * What {@code repeat}, {@code mix} and {@code chance} do: shares, order, nesting, and their text.
 */
final class MixTest {
  private static final int OPERATIONS = 100_000;
  private static final String LETTERS =
      "mix { 50% flowop log name=a,value=1  50% flowop log name=b,value=2 }";

  private final Journal journal = new Journal();

  private static String counted(String steps, int operations) {
    return Journal.thread(steps + " flowop finishoncount name=end,value=" + operations)
        + "set mode quit alldone run 60";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mix { 70% flowop log name=a 20% flowop log name=b 10% flowop log name=c } | .7 | .2 | .1",
        "mix { 1 flowop log name=a 2 flowop log name=b 7 flowop log name=c } | .1 | .2 | .7",
        "mix { 50% { mix { 1 flowop log name=a 3 flowop log name=b } } 50% flowop log name=c }"
            + " | .125 | .375 | .5",
        "flowop log name=a  chance 1% flowop log name=b | .9901 | .0099 | 0",
        "flowop log name=a  chance 0.25 { flowop log name=b flowop log name=c } |"
            + " .6667|.1667|.1667",
        "mix { (100% - $w) flowop log name=b $w flowop log name=a 0% flowop log name=c } | .3|.7|0",
        "repeat $n { flowop log name=a } flowop log name=b | .6667 | .3333 | 0",
        "repeat 2 { flowop log name=a chance 50% { repeat 3 { mix { 1 flowop log name=b"
            + " 1 flowop log name=c } } } } | .4 | .3 | .3",
        "mix { 1 flowop log name=a,iters=3 1 flowop log name=b } | .75 | .25 | 0",
      })
  void branchesTakeTheirShare(String steps, double a, double b, double c) throws IOException {
    String variables = "set $w=30% set $n=randvar(type=uniform,min=1,mean=2,round=1)\n";
    RunResult result = journal.run(variables + counted(steps, OPERATIONS));
    assertEquals(List.of(), result.problems());
    double all = result.ioOperations();
    assertTrue(all >= OPERATIONS && all < OPERATIONS + 20, () -> "operations: " + all);
    assertEquals(a, Journal.ops(result, "a") / all, 0.01);
    assertEquals(b, Journal.ops(result, "b") / all, 0.01);
    assertEquals(c, Journal.ops(result, "c") / all, 0.01);
  }

  @Test
  void theSameSeedGivesTheSameOrderAndThreadsDiffer() throws IOException {
    String text =
        "define process name=p { thread name=t,instances=2 { "
            + LETTERS
            + " flowop finishoncount name=end,target=a,value=200 } }\n"
            + "set mode quit alldone run 60";
    journal.run(text);
    Journal again = new Journal();
    again.run(text);
    assertTrue(journal.values("p#0/t#0").size() > 200);
    assertEquals(journal.values("p#0/t#0"), again.values("p#0/t#0"));
    assertEquals(journal.values("p#0/t#1"), again.values("p#0/t#1"));
    assertNotEquals(
        journal.values("p#0/t#0").subList(0, 100), journal.values("p#0/t#1").subList(0, 100));
    Journal other = new Journal();
    other.run(text, 2, null);
    assertNotEquals(
        journal.values("p#0/t#0").subList(0, 100), other.values("p#0/t#0").subList(0, 100));
  }

  /** Each draws from a stream of its own: what stands beside it changes nothing. */
  @Test
  void aMixDoesNotDependOnWhatStandsBesideIt() throws IOException {
    journal.run(counted(LETTERS, 100));
    Journal beside = new Journal();
    beside.run(
        counted(
            "repeat 2 { flowop hog name=x } "
                + LETTERS
                + " mix { 1 flowop hog name=y 1 flowop hog name=z } chance 10% flowop hog name=q",
            100));
    assertEquals(journal.values("p#0/t#0"), beside.values("p#0/t#0"));
    Journal twice = new Journal();
    twice.run(counted(LETTERS + LETTERS.replace("a,value=1", "c").replace("b,v", "d,v"), 400));
    List<Long> first = twice.values("p#0/t#0");
    boolean equal = true;
    for (int i = 0; i + 1 < first.size(); i += 2) {
      equal &= (first.get(i) == 2) == (first.get(i + 1) == 2);
    }
    assertFalse(equal, "two mixes of one thread draw the same");
  }

  @Test
  void aThreadThatNeverActsEndsAtOnceAndOneThatHardlyDoesEndsWithTheRun() throws IOException {
    RunResult never = journal.run(Journal.thread("chance 0% flowop log name=a") + "run 3600");
    assertFalse(never.valid());
    assertEquals(List.of("no operation completed, so nothing was measured"), never.problems());
    RunResult idle =
        journal.run(
            "define process name=p { thread name=idle { mix { 0 flowop log name=a 1 { repeat 0 {"
                + " flowop log name=b } } } } thread name=t { flowop log name=c"
                + " flowop finishoncount name=end,value=100 } }\nset mode quit alldone run");
    assertEquals(List.of(), idle.problems());
    assertEquals(100, idle.ioOperations());
    RunResult rare =
        journal.run(
            "define process name=p { thread name=r { chance 0.0000001 flowop log name=a }"
                + " thread name=t { flowop log name=c flowop finishoncount name=end,value=100 } }\n"
                + "set mode quit firstdone run");
    assertEquals(List.of(), rare.problems());
  }

  /** A creator inside a mix keeps those who wait for its files waiting. */
  @Test
  void threadsWaitForFilesThatABranchBrings(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("mix.wml"),
            """
            define fileset name=fs,path=/d,size=4k,entries=50,dirwidth=20
            define process name=p {
              thread name=eater { flowop deletefile name=del,filesetname=fs
                flowop finishoncount name=enough,target=del,value=300 }
              thread name=maker { mix { 1 { repeat 2 {
                  flowop createfile name=cr,filesetname=fs,fd=1  flowop closefile name=cl,fd=1 } }
                9 flowop hog name=h } }
            }
            set mode quit firstdone
            run 20
            """);
    RunResult result =
        new Workload(file, Map.of()).run("memory", Path.of("/base"), false, 20).getFirst();
    assertEquals(List.of(), result.problems());
    assertTrue(Journal.ops(result, "del") >= 300, result::toString);
  }

  @Test
  void namesStayFlatAndUnique() {
    Compiled c =
        Compiled.of(
            "define flowop name=pair,$v=1 { mix { $v flowop hog name=x  1 flowop hog name=y } }\n"
                + Compiled.thread(
                    "repeat 2 { flowop hog name=a } mix { 1 flowop pair name=p,$v=3"
                        + " 1 { flowop hog name=a } } chance 5% flowop hog name=b")
                + "run");
    assertEquals(
        List.of("a", "p.x", "p.y", "a#2", "b"),
        Step.calls(c.steps()).stream().map(Step.Call::name).toList());
    assertEquals(List.of(Code.DUPLICATE_FLOWOP_NAME), c.codes());
    Step.Block pair =
        (Step.Block) ((Step.Choice) c.steps().get(1)).branches().get(0).steps().get(0);
    assertEquals(3, ((Step.Choice) pair.steps().get(0)).branches().get(0).weight());
  }

  @Test
  void stepsNestToALimit() {
    StringBuilder text = new StringBuilder("define flowop name=c0 { flowop hog name=h }\n");
    for (int i = 1; i < 30; i++) {
      text.append("define flowop name=c" + i + " { " + "repeat 2 { ".repeat(20));
      text.append("flowop c" + (i - 1) + " name=i" + " }".repeat(20) + " }\n");
    }
    assertEquals(
        List.of(Code.NESTING),
        Compiled.of(text + Compiled.thread("flowop c29 name=x") + "run").codes());
  }

  @Test
  void explainShowsSharesAndRepeats() {
    Compiled c =
        Compiled.of(
            "set $n=randvar(type=uniform,min=1,mean=2,round=1)\n"
                + Journal.thread(
                    "mix { 1 flowop hog name=a,iters=2 2 { flowop hog name=b flowop hog name=c } }"
                        + " chance 0.5% flowop hog name=d chance 5% { flowop hog name=e flowop hog"
                        + " name=f } repeat $n { flowop hog name=g } repeat 3 { mix { 1 flowop hog"
                        + " name=h } }")
                + "run { warmup 5s ramp 500ms measure 30s cooldown 1s }");
    assertEquals(
        """
        run warmup 5 s, ramp 0.5 s, measure 30 s, cooldown 1 s
        └─ process p
           └─ thread t
              ├─ mix
              │  ├─ 33.33% 2 x hog a
              │  └─ 66.67%
              │     ├─ hog b
              │     └─ hog c
              ├─ chance 0.5% hog d
              ├─ chance 5%
              │  ├─ hog e
              │  └─ hog f
              ├─ repeat $n uniform(1.0, 3.0)
              │  └─ hog g
              └─ repeat 3
                 └─ mix
                    └─ 100% hog h
        """,
        PlanText.render(c.run(), List.of()));
  }
}
