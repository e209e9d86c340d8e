package wml.grammar.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Statement;

final class WorkloadParserTest {
  private static Expression value(String text) {
    return ((Statement.SetVariable) MarkedText.statement("set $x=" + text)).value();
  }

  private static String text(Expression e) {
    return switch (e) {
      case Expression.Numeral n -> n.text();
      case Expression.Text t -> {
        StringBuilder out = new StringBuilder();
        for (Expression.Part part : t.parts()) {
          out.append(
              switch (part) {
                case Expression.Part.Literal l -> l.text();
                case Expression.Part.Reference r -> "<" + r.variable().name() + ">";
              });
        }
        yield out.toString();
      }
      case Expression.Variable v ->
          "<" + v.name() + (v.attribute().isEmpty() ? "" : "." + v.attribute()) + ">";
      case Expression.Binary b ->
          "(" + text(b.left()) + " " + b.operator().sign() + " " + text(b.right()) + ")";
      case Expression.Not n -> "(not " + text(n.operand()) + ")";
      case Expression.Call c ->
          c.function().text()
              + c.arguments().stream().map(WorkloadParserTest::text).toList()
              + c.attributes().size();
      case Expression.Table t ->
          t.rows().stream()
              .map(r -> r.stream().map(WorkloadParserTest::text).toList())
              .toList()
              .toString();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set",
        "mode",
        "define",
        "thread",
        "flowop",
        "foreach",
        "in",
        "run",
        "psrun",
        "sleep",
        "warmup",
        "debug",
        "echo",
        "system",
        "usage",
        "log",
        "create",
        "list",
        "load",
        "stats",
        "enable",
        "eventgen",
        "domultisync",
        "fscheck",
        "fsflush",
        "quit",
        "exit",
        "vars",
        "help",
        "version",
        "shutdown",
        "process",
        "processes",
        "timeout",
        "firstdone",
        "alldone",
        "read",
        "file",
        "fileset",
        "randvar"
      })
  void keywordsAreOrdinaryWordsAsValuesBareAndQuoted(String word) {
    for (String written : List.of(word, '"' + word + '"')) {
      Statement.Call call =
          (Statement.Call) MarkedText.statement("flowop read name=" + written + ",random");
      assertEquals(2, call.attributes().size());
      Expression value = call.attributes().get(0).value();
      assertEquals(word, text(java.util.Objects.requireNonNull(value)));
    }
    assertEquals(2, MarkedText.statements("flowop read " + word + "=1 run 60").size());
  }

  @Test
  void variablesHaveThreeSpellingsAndAnyLength() {
    assertEquals("<n>", text(value("$n")));
    assertEquals("<name_1>", text(value("${name_1}")));
    Expression.Variable home = assertInstanceOf(Expression.Variable.class, value("$(HOME)"));
    assertTrue(home.environment());
    assertEquals("<v.mean>", text(value("$v.mean")));
  }

  @Test
  void variablesStandInsideWordsAndStrings() {
    assertEquals("<dir>/sub", text(value("$dir/sub")));
    assertEquals("data<n>", text(value("data$n")));
    assertEquals("data<n>x", text(value("data${n}x")));
    assertEquals("a <b> c", text(value("\"a $b c\"")));
    assertEquals("mean:<m>;gamma:1.5", text(value("mean:$m;gamma:1.5")));
    assertEquals("<v>.mean/x", text(value("$v.mean/x")));
  }

  @Test
  void escapesInStrings() {
    assertEquals("$a \"b\" \n\t\\ \\x", text(value("\"\\$a \\\"b\\\" \\n\\t\\\\ \\x\"")));
    assertEquals("", text(value("\"\"")));
    assertEquals("100% # {", text(value("\"100% # {\"")));
    assertEquals("$", text(value("\"$\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"16k", "16kb", "16KiB", "1t", "1.5g", "4K", "0", "-10", "007"})
  void numbersKeepTheirUnits(String number) {
    assertEquals(number, assertInstanceOf(Expression.Numeral.class, value(number)).text());
  }

  @Test
  void arithmeticHasPrecedence() {
    assertEquals("(1 + (2 * 3))", text(value("1+2*3")));
    assertEquals("((1 + 2) * 3)", text(value("(1+2)*3")));
    assertEquals("((7 - 2) - 1)", text(value("7 - 2 - 1")));
    assertEquals("((0 - <a>) + 5)", text(value("-$a + 5")));
    assertEquals("((<a> % 7) / 2)", text(value("$a % 7 / 2")));
  }

  @Test
  void aMinusGluedToItsOperandSubtractsBehindAnOperand() {
    assertEquals("(<a> - 3)", text(value("$a -3")));
    assertEquals("((7 - 2) - 1)", text(value("7 -2 -1")));
    assertEquals("((<a> - <b>) * 2)", text(value("($a -$b)*2")));
    assertEquals("((1 + 2) - 3)", text(value("(1+2) -3")));
  }

  @Test
  void negativeNumbersOfPsrunStayNumbers() {
    Statement.Command c = (Statement.Command) MarkedText.statement("psrun -10 60");
    assertEquals(
        List.of("-10", "60"), c.arguments().stream().map(WorkloadParserTest::text).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\t", " \t \n\n"})
  void anyBlankSeparatesStatements(String blank) {
    String text = String.join(blank, "\uFEFFset", "$a", "=", "5", "run", "60", "");
    assertEquals(2, MarkedText.statements(text).size());
  }

  @Test
  void commentsEndAtAnyLineEnd() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertEquals(2, MarkedText.statements("set $a=5 # {\"" + end + "# all" + end + "run").size());
    }
  }

  @Test
  void linesAndColumnsFollowEveryKindOfLineEnd() {
    List<Statement> s = MarkedText.statements("set $a=1\r\n  run 1\rrun 2\nrun 3");
    assertEquals(
        List.of("1:1", "2:3", "3:1", "4:1"),
        s.stream().map(x -> x.span().line() + ":" + x.span().column()).toList());
    assertEquals("  run 1", s.get(0).span().source().lineText(2));
  }

  @Test
  void tablesSpanLines() {
    Statement.SetVariable s =
        (Statement.SetVariable)
            MarkedText.statement(
                "set $r = randvar(type=tabular, randtable =\n{{ 0, 1k, 7k},\n {100, 1k,2k},\n})");
    Expression.Call call = (Expression.Call) s.value();
    assertEquals(
        "[[0, 1k, 7k], [100, 1k, 2k]]",
        text(java.util.Objects.requireNonNull(call.attributes().get(1).value())));
  }

  @Test
  void definitionsNest() {
    Statement.Definition d =
        (Statement.Definition)
            MarkedText.statement(
                "define process name=p,\n  instances = 1 {\n thread name=t\n{ flowop read name=a,\n"
                    + " random , fd=1 flowop write name=b } }");
    Statement.Definition thread =
        (Statement.Definition) java.util.Objects.requireNonNull(d.body()).get(0);
    assertEquals(2, java.util.Objects.requireNonNull(thread.body()).size());
    Statement.Call read = (Statement.Call) thread.body().get(0);
    assertNull(read.attributes().get(1).value());
    assertEquals("flowop read name=a,\n random , fd=1", read.span().text());
  }

  @Test
  void parametersOfCompositesCarryADollar() {
    Statement.Definition d =
        (Statement.Definition) MarkedText.statement("define flowop name=c, $a, $b=5 { flowop x }");
    assertEquals(
        List.of(false, true, true), d.attributes().stream().map(a -> a.parameter()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run 60",
        "run $t",
        "psrun",
        "psrun -5",
        "sleep 5",
        "warmup 5",
        "debug 3",
        "echo \"a\"",
        "system \"true\"",
        "usage \"x\"",
        "log \"x\"",
        "create files",
        "create filesets",
        "create processes",
        "list",
        "list fileset",
        "list flowop",
        "load \"x\"",
        "load x",
        "stats clear",
        "stats dump \"f\"",
        "enable lathist",
        "enable multi master=a,client=b",
        "eventgen rate = $r",
        "domultisync value=5",
        "fscheck path=/x,fstype=ufs",
        "fsflush",
        "quit",
        "exit",
        "vars",
        "help",
        "version",
        "shutdown processes",
        "shutdown",
        "set mode quit alldone",
        "set mode nousestats",
        "foreach $i in 1,2 { run }"
      })
  void everyStatementIsReadAloneAndInARow(String statement) {
    MarkedText.statement(statement);
    assertEquals(3, MarkedText.statements(statement + " " + statement + "\nrun").size());
  }

  @Test
  void surrogatePairsDoNotShiftPlaces() {
    List<Statement> s = MarkedText.statements("set $a=\"\uD83D\uDE00\" run 60");
    assertEquals("run 60", s.get(1).span().text());
    MarkedText.errors(
        "set $a=\"\uD83D\uDE00\" ^\uD83D\uDE00^ run", "illegal character '\uD83D\uDE00'");
  }

  @Test
  void errorsAreNamedWhereTheyAre() {
    MarkedText.errors("set ^dir^=5", "expected 'mode' or a $variable, found 'dir'");
    MarkedText.errors("set $a=^^", "expected a value, found the end of the file");
    MarkedText.errors("run 60 ^,^ set $a=1", "expected a statement, found ','");
    MarkedText.errors("set $a=\"b\"\nrun 60 ^\"c^\nrun", "this string has no end");
    MarkedText.errors("set $a=^?^5", "illegal character '?'");
    MarkedText.errors("flowop read name=a ^fd^=1", "missing ',' before 'fd'");
  }

  @Test
  void allErrorsAreReportedInOnePassAndInOrder() {
    MarkedText.errors(
        "set $a=1 ^)^\nset $b=^}^\n flowop read name=a ^fd^=1\n ^?^",
        "this ')' closes nothing",
        "this '}' closes nothing",
        "missing ',' before 'fd'",
        "illegal character '?'");
  }

  @Test
  void unmatchedBracesAreReportedOnce() {
    MarkedText.errors("define process name=p ^{^", "this '{' is never closed");
    MarkedText.errors("run 60 ^}^", "this '}' closes nothing");
    MarkedText.errors("set $a=^(^1+2", "this '(' is never closed");
  }

  @Test
  void nothingAndCommentsAloneAreNoErrorsOfSyntax() {
    assertEquals(List.of(), MarkedText.statements(""));
    assertEquals(List.of(), MarkedText.statements("# a\n  # b"));
  }

  @Test
  void controlCharactersAreReportedAndShownSafely() {
    var found =
        MarkedText.errors("run ^\0^ 60 ^\u001b^", "illegal character '?'", "illegal character '?'");
    String rendered = wml.grammar.diagnostic.Renderer.render(found.get(0));
    assertFalse(rendered.chars().anyMatch(c -> c < ' ' && c != '\n'), rendered);
  }

  /** Inputs that would recurse or look ahead without bound. */
  @Test
  void hugeInputsEndInTime() {
    List<String> texts =
        List.of(
            "set $x=" + "(".repeat(10_000),
            "set $x=" + "- ".repeat(10_000) + "5",
            "set $x=1" + "+1".repeat(100_000),
            "set $x=" + ("- ".repeat(900) + ", ").repeat(100),
            "set $x=" + ("- ".repeat(900) + "= ").repeat(100),
            "{".repeat(100_000),
            "}".repeat(100_000),
            "\"".repeat(100_001),
            "define process name=p { ".repeat(10_000),
            "word ".repeat(100_000),
            "= ".repeat(100_000),
            "x".repeat(1 << 20),
            "set $x=\"" + "y".repeat(1 << 20) + "\"",
            "flowop read name=a,fd=1 ".repeat(40_000),
            "$a ".repeat(100_000));
    for (String text : texts) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            Diagnostics diagnostics = new Diagnostics();
            WorkloadParser.parse(new SourceText("huge.wml", text), diagnostics);
            diagnostics.sorted().forEach(wml.grammar.diagnostic.Renderer::render);
          },
          text.substring(0, 30));
    }
  }

  @Test
  void tooManyOperatorsAreRefusedWhereTheLimitIs() {
    String allowed = "set $x=1" + "+1".repeat(1000);
    assertEquals(2, MarkedText.statements(allowed + " " + allowed).size());
    MarkedText.errors(allowed + "^+^1", "an expression of more than 1000 operators");
  }
}
