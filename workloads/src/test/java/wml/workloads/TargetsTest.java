package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.plan.Plan;
import wml.api.plan.TargetPlan;
import wml.compiler.CompileOptions;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Severity;
import wml.grammar.syntax.SourceText;

/** Targets that the file chooses. */
final class TargetsTest {
  private static final String READ =
      Compiled.thread("flowop read name=r,filesetname=data,iosize=4k%s");

  private static List<String> keys(Plan plan) {
    return plan.runs().stream()
        .map(run -> run.target() == null ? "-" : run.target().key())
        .toList();
  }

  @Test
  void aTargetIsForTheRunsBelowIt() {
    Plan plan =
        Compiled.of(
                READ.formatted("")
                    + "run 1 target memory(limit=1g) run 1 target posix run 1"
                    + " sweep $t in nio, memory { target $t run 1 }")
            .good();
    assertEquals(
        List.of("-", "memory:limit=1g", "posix:async=auto", "nio", "memory:limit=4g"), keys(plan));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "target posixx|WML0217|did you mean 'posix'?",
        "target memory(limt=1g)|WML0217|did you mean 'limit'?",
        "target nio(limit=1g)|WML0217|it takes no options",
        "target memory(limit=much)|WML0301|size in bytes",
        "target $nosuch|WML0204|nothing has set"
      })
  void unknownTargetsAndOptionsAreErrors(String statement, String code, String said) {
    Compiled c = Compiled.of(READ.formatted("") + statement + " run 1");
    String all = c.rendered(Severity.ERROR);
    assertEquals(1, c.codes(Severity.ERROR).size(), all);
    assertTrue(all.contains(code) && all.contains(said), all);
  }

  @Test
  void itsCapabilitiesAreChecked() {
    Compiled c = Compiled.of(READ.formatted(",directio") + "target nio run 1");
    assertEquals(List.of(Code.CAPABILITY), c.codes(), c.rendered());
    assertEquals(
        List.of(), Compiled.of(READ.formatted(",directio") + "target memory run 1").codes());
  }

  @Test
  void theCommandLineOverridesWithANote() {
    Diagnostics diagnostics = new Diagnostics();
    Plan plan =
        WorkloadCompiler.compile(
            new SourceText("test.wml", READ.formatted("") + "target nio run 1"),
            new CompileOptions(
                Map.of(),
                null,
                Objects.requireNonNull(Compiled.CATALOG.targets().get("memory")).info(),
                Map.of(),
                true),
            Compiled.CATALOG,
            diagnostics);
    assertNotNull(plan);
    TargetPlan target = plan.runs().get(0).target();
    assertNull(target);
    assertEquals(
        List.of(Code.OVERRIDDEN), diagnostics.sorted().stream().map(Diagnostic::code).toList());
  }
}
