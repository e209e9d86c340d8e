package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.plan.Action;
import wml.api.plan.QuitMode;
import wml.api.plan.Step;
import wml.api.plan.Value;
import wml.api.random.Distribution;
import wml.api.random.RandomVariable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;

final class LanguageTest {
  private static final String FILESET =
      "define fileset name=data,path=/tmp,entries=10,dirwidth=5\n";

  private static Distribution.Continuous distribution(String random) {
    return assertInstanceOf(Distribution.Continuous.class, variable(random).distribution());
  }

  private static RandomVariable variable(String random) {
    Compiled c =
        Compiled.of(
            "set $v="
                + random
                + "\n"
                + Compiled.thread("flowop read name=r,filesetname=data,iosize=$v")
                + "run 1");
    return assertInstanceOf(Value.Random.class, c.call(0).attributes().get("iosize")).variable();
  }

  private static String echo(String text) {
    return ((Action.Echo) Compiled.of(text).good().actions().get(0)).text();
  }

  @Test
  void attributesFollowALaterSet() {
    Compiled c =
        Compiled.of(
            "set $n=1\n"
                + Compiled.thread("flowop read name=r,filesetname=data,iosize=$n")
                + "set $n=2 run 1\nset $n=3 run 2\n");
    assertEquals("2", c.attribute("iosize"));
    Step second = c.good().runs().get(1).processes().get(0).threads().get(0).steps().get(0);
    assertEquals(new Value.Whole(3), ((Step.Call) second).attributes().get("iosize"));
  }

  @Test
  void randomVariablesAndRatesFollowALaterSet() {
    Compiled c =
        Compiled.of(
            "set $v=randvar(type=uniform,min=$low,mean=30)\neventgen rate = $rate\n"
                + Compiled.thread("flowop read name=r,filesetname=data,iosize=$v")
                + "set $low=10 set $rate=100 run 1");
    assertEquals(100, c.run().eventsPerSecond());
    Value.Random r = assertInstanceOf(Value.Random.class, c.call(0).attributes().get("iosize"));
    assertEquals(new Distribution.Uniform(10, 50), r.variable().distribution());
    assertEquals(
        List.of(Code.UNKNOWN_VARIABLE),
        Compiled.of("set $v=randvar(mean=$never)\necho \"x\"").codes());
  }

  @Test
  void theLastDuplicateWinsWithAWarning() {
    Compiled c =
        Compiled.of(Compiled.thread("flowop read name=r,filesetname=data,fd=1,fd=2") + "run 1");
    assertEquals("2", c.attribute("fd"));
    assertEquals(List.of(Code.DUPLICATE_ATTRIBUTE), c.codes());
    assertEquals(
        List.of(Code.DUPLICATE_ATTRIBUTE),
        Compiled.of("set $v=randvar(mean=1,mean=2) echo \"x\"").codes());
  }

  @Test
  void aBareNameMeansTrue() {
    Compiled c =
        Compiled.of(Compiled.thread("flowop read name=r,random,filesetname=data") + "run 1");
    assertEquals("true", c.attribute("random"));
  }

  @Test
  void randomVariablesHaveFilebenchsFormulas() {
    assertEquals(
        new Distribution.Uniform(100, 900), distribution("randvar(type=uniform,min=100,mean=500)"));
    assertEquals(new Distribution.Gamma(1.5, 1, 0), distribution("randvar(type=gamma)"));
    assertEquals(
        new Distribution.Gamma(2, 45, 10), distribution("randvar(min=10,mean=100,gamma=2000)"));
    RandomVariable v =
        variable("randvar(type=uniform,seed=7,min=1,mean=2,round=512,randsrc=urandom)");
    assertEquals(512, v.round());
  }

  /** D9: without min the table's own minimum is kept, not 0. */
  @Test
  void tablesKeepTheirMinimumUnlessOneIsGiven() {
    String table = "randtable={{100,10,20}}";
    Distribution.Continuous plain = distribution("randvar(type=tabular," + table + ")");
    assertEquals(15, plain.mean());
    assertEquals(10, plain.sample(() -> 0.0), 1e-9);
    assertEquals(19.99, plain.sample(() -> 0.999), 0.01);
    Distribution.Continuous mapped =
        distribution("randvar(type=tabular,min=0,mean=50," + table + ")");
    assertEquals(50, mapped.mean(), 1e-9);
    assertEquals(0, mapped.sample(() -> 0.0), 1e-9);
    assertTrue(
        Compiled.of("set $v=randvar(type=tabular," + table + ") echo \"\"").codes().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cvar(type=cvar-erlang,parameters=shape:3;rate:0.5)|6",
        "cvar(type=cvar-exponential)|1",
        "cvar(type=cvar-gamma)|4096",
        "cvar(type=cvar-gamma,parameters=mean:16k;gamma:1.5)|16384",
        "cvar(type=cvar-normal,parameters=mean:-5)|-5",
        "cvar(type=cvar-lognormal,parameters=shape:0.001;scale:0)|1.0000005",
        "cvar(type=cvar-triangular,parameters=lower:0;upper:3;mode:3)|2",
        "cvar(type=cvar-uniform,parameters=upper:10)|5",
        "cvar(type=cvar-weibull,parameters=scale:4)|4"
      })
  void customVariablesHaveFilebenchsParametersAndDefaults(String cvar, double mean) {
    assertEquals(mean, distribution(cvar).mean(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "randvar(type=tabular)",
        "randvar(type=tabular,randtable={{50,1,2}})",
        "randvar(type=tabular,randtable={{100,2,1}})",
        "randvar(type=tabular,randtable={{33.5,1,2},{66.5,1,2}})",
        "randvar(type=unifrom)",
        "randvar(gamma=0)",
        "randvar(max=5)",
        "randvar(randsrc=dev)",
        "cvar(type=cvar-gama)",
        "cvar(type=cvar-gamma,parameters=men:5)",
        "cvar(type=cvar-gamma,parameters=mean:x)",
        "cvar(type=cvar-erlang,parameters=shape:1e9)",
        "cvar(type=cvar-erlang,parameters=shape:1g)",
        "cvar(type=cvar-triangular,parameters=mode:5)",
        "cvar(type=cvar-normal,min=5,max=1)",
        "rand(5)",
        "{{1,2,3}}"
      })
  void wrongRandomVariablesAreOneErrorEach(String random) {
    Compiled c = Compiled.of("set $v=" + random + " echo \"x\"");
    assertEquals(1, c.codes(Severity.ERROR).size(), c.rendered());
    assertNull(c.plan());
  }

  @Test
  void arithmeticAndUnits() {
    assertEquals(
        "7 -5 14 14 5 4 1536 1610612736 1099511627776",
        echo(
            "set $a=10 set $b=$a -3 set $c=-$a+5 set $d=2+3*4 set $e=($a -3)*2 set $f=$a / 2\n"
                + "set $g=7 -2 -1 set $h=1.5KiB set $i=1.5g set $j=1T\n"
                + "echo \"$b $c $d $e $f $g $h $i $j\""));
    assertEquals(List.of(Code.ARITHMETIC), Compiled.of("set $a=1 / 0 echo \"\"").codes());
    assertEquals(List.of(Code.ARITHMETIC), Compiled.of("set $a=4194304t * 8 echo \"\"").codes());
  }

  @Test
  void aQuotientInOneWordIsANumberWhereOneIsNeeded() {
    Compiled c =
        Compiled.of(
            "set $n=100\n"
                + Compiled.thread("flowop read name=r$n/2,filesetname=data,iosize=$n/2")
                + "run 1");
    assertEquals("50", c.attribute("iosize"));
    assertEquals("r100/2", c.attribute("name"));
  }

  @Test
  void statementsBecomeActionsInOrder() {
    Compiled c =
        Compiled.of(
            FILESET
                + "create files system \"true\" sleep 2 version list fileset echo \"a\" quit echo"
                + " \"b\"");
    List<String> kinds =
        c.good().actions().stream().map(a -> a.getClass().getSimpleName()).toList();
    assertEquals(List.of("CreateFilesets", "Shell", "Sleep", "Echo", "Echo", "Echo"), kinds);
    assertEquals(List.of(Code.UNREACHABLE), c.codes());
    assertEquals(2, c.good().actions().get(5).at().line());
  }

  @Test
  void quitModesDecideTheDefaultDuration() {
    String base = Compiled.thread("flowop read name=r,filesetname=data");
    assertEquals(60.0, Compiled.of(base + "run").run().durationSeconds());
    Compiled first = Compiled.of("set mode quit firstdone\n" + base + "run");
    assertNull(first.run().durationSeconds());
    assertEquals(QuitMode.FIRST_DONE, first.run().quitMode());
    assertEquals(
        QuitMode.ALL_DONE,
        Compiled.of("set mode quit alldone\n" + base + "run 5").run().quitMode());
    assertEquals(
        List.of(Code.UNKNOWN_MODE), Compiled.of("set mode quit timout\n" + base + "run").codes());
  }

  @Test
  void aShellCommandKeepsItsOwnVariables() {
    Compiled c = Compiled.of("set $n=3 system \"for i in $n; do echo $i; done\"");
    assertEquals(
        "for i in 3; do echo $i; done", ((Action.Shell) c.good().actions().get(0)).command());
    assertEquals(List.of(Code.UNSET_IN_TEXT), c.codes());
  }

  /** D3: arguments given at the call count, globals survive, inner names are outer.inner. */
  @Test
  void compositeFlowopsTakeArgumentsAndKeepGlobals() {
    Compiled c =
        Compiled.of(
            "set $dir=/tmp set $size=1k\n"
                + "define flowop name=leaf, $size, $n=2 {"
                + " flowop read name=rd,filesetname=data,iosize=$size,iters=$n }\n"
                + "define flowop name=b, $size=4k { flowop leaf name=l,$size=$size,iters=3 }\n"
                + "define flowop name=c, $size=8k { flowop b name=b,$size=$size }\n"
                + "define flowop name=d, $x=1 { flowop c name=c,$size=$x*16k flowop c name=c2 }\n"
                + Compiled.thread("flowop d name=top flowop hog name=h,value=$size")
                + "echo \"$dir\" run 1");
    assertEquals("/tmp", ((Action.Echo) c.good().actions().get(0)).text());
    Step.Block top = (Step.Block) c.steps().get(0);
    Step.Block chain =
        (Step.Block) ((Step.Block) ((Step.Block) top.steps().get(0)).steps().get(0)).steps().get(0);
    assertEquals(new Value.Whole(3), chain.iterations());
    Step.Call read = (Step.Call) chain.steps().get(0);
    assertEquals("top.c.b.l.rd", read.name());
    assertEquals(new Value.Whole(16384), read.attributes().get("iosize"));
    assertEquals(new Value.Whole(2), read.iterations());
    assertEquals(new Value.Whole(1024), c.call(1).attributes().get("value"));
  }

  @Test
  void argumentsThatDoublePerLevelCostNoTime() {
    StringBuilder text =
        new StringBuilder("define flowop name=c0,$a=1 { flowop hog name=h,value=$a }\n");
    for (int i = 1; i < 30; i++) {
      text.append(
          "define flowop name=c" + i + ",$a=1 { flowop c" + (i - 1) + " name=i,$a=$a+$a }\n");
    }
    assertFalse(
        Compiled.of(text + Compiled.thread("flowop c29 name=x,$a=1") + "run").steps().isEmpty());
  }

  @Test
  void compositesThatContainThemselvesOrExplodeAreRefused() {
    String loop =
        "define flowop name=a { flowop b name=x }\ndefine flowop name=b { flowop a name=y }\n";
    assertEquals(
        List.of(Code.RECURSION),
        Compiled.of(loop + Compiled.thread("flowop a name=z") + "run").codes());
    StringBuilder text = new StringBuilder("define flowop name=c0 { flowop hog name=h }\n");
    for (int i = 1; i < 25; i++) {
      String inner = "flowop c" + (i - 1) + " name=";
      text.append("define flowop name=c" + i + " { " + inner + "i " + inner + "j }\n");
    }
    assertTrue(
        Compiled.of(text + Compiled.thread("flowop c24 name=x") + "run")
            .codes()
            .contains(Code.TOO_LARGE));
  }

  @Test
  void compositesCheckTheirAttributes() {
    Compiled c =
        Compiled.of(
            "define flowop name=a,$n,bogus=1 { flowop hog name=x }\n"
                + Compiled.thread("flowop a name=z,$m=5")
                + "run");
    assertEquals(List.of(Code.UNKNOWN_ATTRIBUTE, Code.UNKNOWN_ATTRIBUTE), c.codes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "define randvar name=$x,type=uniform,mean=5 define randvar name=$y,mean=1|set $x=randvar",
        "usage \"a\" usage \"b\"|# comments",
        "create filesets|write create files",
        "create processes|'run' starts processes",
        "stats clear stats snap stats dump \"f\" stats xmldump \"f\"|--json",
        "log \"a\" log \"b\"|write echo",
        "vars|JSON result",
        "help|wml --help",
        "warmup 5|run { warmup",
        "fscheck path=/x|system",
        "fsflush fstype=x|system",
        "shutdown processes|end with their run",
        "exit|write quit",
        "debug 5|wml explain",
        "foreach $i in 1,2 { set $j=$i }|write sweep $i in",
        "set $e=$(SPOOL_DIR)/x|-D SPOOL_DIR=",
        "set $r=randvar(mean=5) set $r.mean=7|set $r=randvar",
        "set $r=randvar(mean=5) set $s=$r.mean|variable of its own",
        "define posset name=p,type=rnd|indexed=",
        "define fileset name=e,path=/tmp,entries=1,cached define fileset"
            + " name=g,path=/tmp,entries=1,cached|page cache"
      })
  void oldFormsAreAcceptedWithOneNote(String form, String modern) {
    Compiled c = Compiled.of(FILESET + form + " echo \"end\"");
    c.good();
    assertEquals(1, c.codes(Severity.NOTE).size(), c.rendered());
    String help = String.valueOf(c.diagnostics().get(0).help());
    assertTrue(help.contains(modern), help);
  }

  @Test
  void settingsOverrideWhateverTheFileSays() {
    String text =
        "set $n=1 set $v=randvar(mean=5) set $f=false set $d=/a\n"
            + Compiled.thread("flowop read name=$d,filesetname=data,fd=$n,iosize=$v,random=$f")
            + "run";
    Compiled c = Compiled.of(text, Map.of("n", "3", "v", "16KiB", "f", "true", "d", "a b"), null);
    assertEquals(
        "3 16384 true a b",
        String.join(
            " ",
            c.attribute("fd"),
            c.attribute("iosize"),
            c.attribute("random"),
            c.attribute("name")));
    Compiled unknown = Compiled.of(text + " 5 set $nfiles=1", Map.of("nfile", "5"), null);
    assertEquals(
        "error[WML0213]: -D nfile: the workload has no such variable\n"
            + "help: did you mean 'nfiles'?\n",
        unknown.rendered());
  }

  @Test
  void directoryMovesEveryPath() {
    String text =
        "set $dir=/tmp\ndefine fileset name=a,path=$dir/x,entries=1\n"
            + "define fileset name=b,path=/data/y/,entries=1\n"
            + "define fileset name=c,path=z,entries=1\ncreate files";
    Action.CreateFilesets created =
        (Action.CreateFilesets) Compiled.of(text, Map.of(), "/base/w").good().actions().get(0);
    assertEquals(
        List.of("/base/w/x", "/base/w/data/y", "/base/w/z"),
        created.filesets().stream().map(f -> f.path()).toList());
    String up = "define fileset name=a,path=$dir/../x,entries=1";
    assertEquals(List.of(Code.BAD_PATH), Compiled.of(up, Map.of(), "/base/w").codes());
    for (String name : List.of("..", "a/../b", "/etc", ".wml", "a//b")) {
      String named = "define fileset name=\"" + name + "\",path=/tmp,entries=1";
      assertEquals(List.of(Code.BAD_PATH), Compiled.of(named).codes(), name);
    }
  }

  /** D1: everything is checked before anything happens. */
  @Test
  void anErrorAtTheEndLeavesNoPlanForWhatStandsBefore() {
    assertNull(Compiled.of("echo \"a\" system \"touch /tmp/x\"\nrun 1 bogus=").plan());
  }

  /** D10: hundreds of flowops; a slot beyond the table is refused where it stands. */
  @Test
  void manyFlowopsAreFineAndSlotsAreChecked() {
    for (int count : new int[] {400, 700, 10_000}) {
      StringBuilder flowops = new StringBuilder();
      for (int i = 0; i < count; i++) {
        flowops.append("flowop read name=r").append(i).append(",filesetname=data,fd=1\n");
      }
      assertEquals(count, Compiled.of(Compiled.thread(flowops.toString()) + "run").steps().size());
    }
    assertEquals(
        """
        test.wml:3:40: error[WML0302]: attribute 'fd' is 100000 but must be from 0 to 1023
          flowop read name=r,filesetname=data,fd=100000
                                                 ^~~~~~
        help: slot of the thread's table of open files
        """,
        Compiled.of(Compiled.thread("flowop read name=r,filesetname=data,fd=100000") + "run")
            .rendered());
  }

  /** D12: short names, quoted keywords, empty strings, interpolation, CRLF. */
  @Test
  void quotedAndInterpolatedValuesWork() {
    Compiled c =
        Compiled.of(
            ("set $n=1\nset $d=/tmp\ndefine fileset name=\"file\",path=$d/sub$n,entries=$n\n"
                    + "define process name=\"run\" { thread name=\"set\" {\n"
                    + "flowop read name=\"a $n\",filesetname=file,target=\"\" } }\nrun 1\n")
                .replace("\n", "\r\n"));
    assertEquals("/tmp/sub1", c.run().filesets().get(0).path());
    assertEquals("a 1", c.call(0).name());
  }

  /** D15: the second of two flowops of one name keeps figures of its own. */
  @Test
  void duplicateFlowopNamesAreToldApart() {
    Compiled c =
        Compiled.of(
            Compiled.thread(
                    "flowop hog name=x flowop hog name=x flowop hog name=x flowop hog name=y")
                + "run");
    assertEquals(
        List.of("x", "x#2", "x#3", "y"),
        Step.calls(c.steps()).stream().map(Step.Call::name).toList());
    assertEquals(List.of(Code.DUPLICATE_FLOWOP_NAME, Code.DUPLICATE_FLOWOP_NAME), c.codes());
  }

  /** D17: no small limits on filesets, random variables, variables or the length of strings. */
  @Test
  void thereAreNoSmallLimits() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      text.append("set $var").append(i).append("=").append(i).append('\n');
    }
    for (int i = 0; i < 40; i++) {
      text.append("set $r" + i + "=randvar(mean=5)\nset $c" + i + "=cvar(type=cvar-gamma)\n");
      text.append(
          "define fileset name=f"
              + i
              + ",path=/tmp,entries=$var"
              + (i + 1)
              + ",size=$c"
              + i
              + "\n");
    }
    text.append("set $long=\"" + "x".repeat(200_000) + "\"\n");
    text.append(Compiled.thread("flowop read name=$long,filesetname=data,iosize=$r39"));
    Compiled c = Compiled.of(text + "run");
    assertEquals(41, c.run().filesets().size());
    assertEquals(200_000, c.call(0).name().length());
  }

  @Test
  void runsInLoopsAreLimited() {
    StringBuilder flowops = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      flowops.append("flowop hog name=h" + i + "\n");
    }
    String values = "1" + ",1".repeat(2000);
    Compiled c =
        Compiled.of(Compiled.thread(flowops.toString()) + "foreach $i in " + values + " { run 1 }");
    assertTrue(c.codes().contains(Code.TOO_LARGE));
  }
}
