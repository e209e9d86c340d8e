package wml.gate.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.plan.Plan;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.SourceText;

/** When two processes may work in turns. */
final class ModeTest {
  private static final Catalog CATALOG = Catalog.load();

  private static Mode mode(String flowops, String run) throws IOException {
    String text =
        "define fileset name=data,path=/d,size=64k,entries=10,prealloc\n"
            + "define process name=p { thread name=t { "
            + flowops
            + " } }\n"
            + run;
    Diagnostics diagnostics = new Diagnostics();
    Plan plan =
        WorkloadCompiler.compile(
            new SourceText("test.wml", text),
            new CompileOptions(Map.of(), null, null, Map.of()),
            CATALOG,
            diagnostics);
    assertNotNull(plan, () -> diagnostics.sorted().toString());
    Target memory = CATALOG.targets().get("memory");
    assertNotNull(memory);
    return Mode.of(plan, new Mode.Place(memory, Options.resolve(memory.info(), Map.of()), "/d"));
  }

  @Test
  void readsMayTakeTurns() throws IOException {
    Mode mode = mode("flowop read name=r,filesetname=data,iosize=4k,random", "run 10");
    assertTrue(mode.slices(), mode::why);
  }

  @Test
  void writesThatStayInMemoryMayTakeTurns() throws IOException {
    Mode mode = mode("flowop write name=w,filesetname=data,iosize=4k,random", "run 10");
    assertTrue(mode.slices(), mode::why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flowop statfile name=s,filesetname=data,think=1ms|run 10|flowop 's' pauses",
        "flowop statfile name=s,filesetname=data,rate=100|run 10|flowop 's' has a rate",
        "flowop createfile name=c,filesetname=data|run 10|changes the files",
        "flowop appendfile name=a,filesetname=data,iosize=1k|run 10|changes the files",
        "flowop statfile name=s,filesetname=data; flowop eventlimit name=e|run 10|waits",
        "flowop statfile name=s,filesetname=data|run 1; run 1|has 2 runs",
        "flowop statfile name=s,filesetname=data|run { warmup 1; measure 2 }|has phases"
      })
  void whatDependsOnPausesRunsAsAWhole(String flowops, String run, String why) throws IOException {
    Mode mode = mode(flowops.replace("; ", "\n"), run.replace("; ", "\n"));
    assertFalse(mode.slices());
    assertTrue(mode.why().contains(why), mode::why);
  }

  @Test
  void theReasonIsWords() throws IOException {
    assertEquals(
        "the run has phases",
        mode("flowop statfile name=s,filesetname=data", "run { warmup 1\nmeasure 2 }").why());
  }
}
