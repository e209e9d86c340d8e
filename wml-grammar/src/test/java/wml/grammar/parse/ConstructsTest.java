package wml.grammar.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Expression.Operator;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Statement;

/** The statements and values beyond Filebench's, as decision 0005 writes them. */
final class ConstructsTest {
  static List<String> statementWords() {
    return WorkloadParser.STATEMENTS;
  }

  private static <S extends Statement> S only(Class<S> kind, String text) {
    return assertInstanceOf(kind, MarkedText.statement(text));
  }

  private static Expression value(String text) {
    return only(Statement.SetVariable.class, "set $x=" + text).value();
  }

  /** Fully parenthesised. */
  private static String text(Expression e) {
    return switch (e) {
      case Expression.Binary b ->
          "(" + text(b.left()) + " " + b.operator().sign() + " " + text(b.right()) + ")";
      case Expression.Not n -> "(not " + text(n.operand()) + ")";
      default -> e.span().text();
    };
  }

  @ParameterizedTest
  @MethodSource("statementWords")
  void everyStatementWordStaysAnOrdinaryWord(String word) {
    Statement.Call call =
        only(Statement.Call.class, "flowop read name=" + word + "," + word + "=" + word);
    assertEquals(2, call.attributes().size());
    assertEquals(word, call.attributes().get(1).name().text());
    List<Statement> two =
        MarkedText.statements("define fileset name=" + word + ",path=/tmp\nrun 60");
    assertEquals(2, two.size());
    assertInstanceOf(Statement.Definition.class, two.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ramp",
        "measure",
        "cooldown",
        "to",
        "by",
        "and",
        "or",
        "not",
        "in",
        "hypervisor",
        "vm"
      })
  void otherNewWordsStayOrdinaryWords(String word) {
    Statement.Call call =
        only(Statement.Call.class, "flowop read name=" + word + "," + word + "=" + word);
    assertEquals(2, call.attributes().size());
  }

  @Test
  void aFlowopWithoutAttributesEndsAtTheNextStatement() {
    List<Statement> steps = MarkedText.statements("flowop hog flowop hog mix { 1 flowop hog }");
    assertEquals(3, steps.size());
    assertInstanceOf(Statement.Mix.class, steps.get(2));
  }

  @Test
  void parametersHaveADefaultAndAttributes() {
    Statement.Param p = only(Statement.Param.class, "param $size=8k,type=size,min=512,doc=\"x\"");
    assertEquals("size", p.variable().name());
    assertEquals("8k", Objects.requireNonNull(p.value()).span().text());
    assertEquals(3, p.attributes().size());
    assertNull(only(Statement.Param.class, "param $size,type=size").value());
  }

  @Test
  void mixesHoldStepsAndBlocksByWeight() {
    Statement.Mix mix =
        only(
            Statement.Mix.class,
            "mix { 70% flowop read name=a  $w % { flowop stat name=b repeat 2 { flowop hog } }"
                + " 3 mix1 }".replace("mix1", "{ mix { 1 flowop x } }"));
    assertEquals(3, mix.branches().size());
    assertFalse(mix.branches().get(0).weight().percent());
    assertEquals("70%", mix.branches().get(0).weight().value().span().text());
    assertTrue(mix.branches().get(1).weight().percent());
    assertEquals(2, mix.branches().get(1).body().size());
    assertInstanceOf(Statement.Mix.class, mix.branches().get(2).body().get(0));
  }

  @Test
  void chancesAndRepeatsTakeBlocks() {
    Statement.Chance chance = only(Statement.Chance.class, "chance 0.5% flowop fsync name=s");
    assertEquals("0.5%", chance.probability().value().span().text());
    Statement.Repeat repeat = only(Statement.Repeat.class, "repeat ($n * 2) { flowop hog }");
    assertEquals("($n * 2)", "(" + repeat.times().span().text() + ")");
  }

  @Test
  void sweepsHaveAxesWithListsAndRanges() {
    Statement.Sweep sweep =
        only(
            Statement.Sweep.class,
            "sweep $a in 4k to 1m by *2, 2m, $b in 1, 2 $c in 1 to 9 by 2 { run 10 }");
    assertEquals("sweep", sweep.keyword().text());
    assertEquals(3, sweep.axes().size());
    Statement.Range range = sweep.axes().get(0).values().get(0);
    assertTrue(range.multiplies());
    assertEquals("1m", Objects.requireNonNull(range.last()).span().text());
    assertEquals(2, sweep.axes().get(0).values().size());
    assertEquals(2, sweep.axes().get(1).values().size());
    assertFalse(sweep.axes().get(2).values().get(0).multiplies());
    assertEquals(1, sweep.body().size());
  }

  @Test
  void gatesHaveMetricsWithAttributes() {
    Statement.Gate gate =
        only(
            Statement.Gate.class,
            "gate { iops(all) p99(read), tolerance=10%, warn\n iops(w) / iops(r), better=more }");
    assertEquals("gate", gate.keyword().text());
    assertEquals(
        List.of("iops(all)", "p99(read)", "iops(w) / iops(r)"),
        gate.metrics().stream().map(m -> m.metric().span().text()).toList());
    assertEquals(2, gate.metrics().get(1).attributes().size());
    assertNull(gate.metrics().get(1).attributes().get(1).value());
    assertEquals(0, only(Statement.Gate.class, "gate { }").metrics().size());
  }

  @Test
  void foreachIsASweepOverOneVariable() {
    Statement.Sweep loop = only(Statement.Sweep.class, "foreach $n in 1, 2, 4 { run 1 }");
    assertEquals("foreach", loop.keyword().text());
    assertEquals(3, loop.axes().get(0).values().size());
  }

  @Test
  void runsHavePhasesOrADuration() {
    Statement.PhasedRun run =
        only(Statement.PhasedRun.class, "run { warmup 5s ramp 2s measure $t cooldown (1s * 2) }");
    assertEquals(
        List.of("warmup", "ramp", "measure", "cooldown"),
        run.phases().stream().map(p -> p.name().text()).toList());
    assertEquals("run", only(Statement.Command.class, "run 60").keyword().text());
    assertEquals(1, only(Statement.Command.class, "run ($t * 2)").arguments().size());
  }

  @Test
  void targetsTakeOptions() {
    Statement.Target target = only(Statement.Target.class, "target posix(root=/mnt/x,a=1)");
    assertEquals("posix", target.name().span().text());
    assertEquals(2, target.options().size());
    assertEquals(0, only(Statement.Target.class, "target memory").options().size());
    assertEquals("$t", only(Statement.Target.class, "target $t").name().span().text());
  }

  @Test
  void assertionsCompareMetrics() {
    Statement.Assertion a =
        only(Statement.Assertion.class, "assert p99.9(get) < 5ms and not errors(all) > 0 or $x");
    assertEquals("(((p99.9(get) < 5ms) and (not (errors(all) > 0))) or $x)", text(a.condition()));
  }

  @Test
  void comparisonBindsLessThanArithmetic() {
    assertEquals("((1 + (2 * 3)) <= (7 - 1))", text(value("1 + 2 * 3 <= 7 - 1")));
    assertEquals(
        Operator.SAME, assertInstanceOf(Expression.Binary.class, value("1 == 1")).operator());
  }

  @Test
  void aGluedPercentSignMakesAPercentageAndElseARemainder() {
    assertEquals("10%", assertInstanceOf(Expression.Numeral.class, value("10%")).text());
    assertEquals("(10 % 3)", text(value("10%3")));
    assertEquals("(10 % 3)", text(value("10 % 3")));
    assertEquals("(10 % $n)", text(value("10%$n")));
    assertEquals("($n % 3)", text(value("$n % 3")));
    assertEquals("(10% + 5%)", text(value("10% + 5%")));
  }

  @Test
  void functionsTakeValuesByPlaceAndByName() {
    Expression.Call call =
        assertInstanceOf(Expression.Call.class, value("lognormal(16k, sigma=1.5, max=($m * 2))"));
    assertEquals(1, call.arguments().size());
    assertEquals(2, call.attributes().size());
    assertEquals(0, assertInstanceOf(Expression.Call.class, value("cpus()")).arguments().size());
    Expression.Call table =
        assertInstanceOf(Expression.Call.class, value("tabular({{50,1,2},{50,3,4}})"));
    assertInstanceOf(Expression.Table.class, table.arguments().get(0));
  }

  @Test
  void whatIsHalfTypedNamesWhatIsMissing() {
    MarkedText.errors("mix { ^flowop^ read name=a }", "this branch of the mix has no weight");

    MarkedText.errors("sweep ^$a^ { run 1 }", "this variable of the sweep has no values");
    MarkedText.errors("mix { 50% ^}^", "expected 'flowop' or '{', found '}'");
    MarkedText.errors("chance ^flowop^ hog", "expected a share such as 5%, found 'flowop'");
    MarkedText.errors("assert p99(read) < ^==^ 5", "expected a value, found '=='");
  }

  @Test
  void endlessPrefixesDoNotOverflowTheStack() {
    for (String endless :
        List.of("chance 1% ", "not ", "mix { 1 ", "repeat 2 { ", "sweep $a in ")) {
      Diagnostics diagnostics = new Diagnostics();
      String text = "assert " + endless.repeat(50_000);
      assertNotNull(WorkloadParser.parse(new SourceText("t.wml", text), diagnostics));
      assertTrue(diagnostics.hasErrors());
    }
  }
}
