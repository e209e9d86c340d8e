package wml.grammar.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.grammar.diagnostic.Fix;
import wml.grammar.syntax.SourceText;

final class LegacyFormsTest {
  private static String modern(String text) {
    SourceText source = new SourceText("test.f", text);
    String fixed = Fix.apply(text, LegacyForms.fixes(source));
    return Formatter.format(new SourceText("test.f", fixed)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log \"done\" # x         | echo \"done\"  # x",
        "exit                     | quit",
        "load \"common\"          | include \"common\"",
        "create filesets          | create files",
        "stats clear # zero       | # zero",
        "usage \"set \\$dir=a\"   | # set $dir=a",
        "define randvar name=$v,type=gamma,mean=5 | set $v=randvar(type=gamma,mean=5)",
        "define randvar type=gamma,name=$v,mean=5 | set $v=randvar(type=gamma,mean=5)",
        "define fileset name=a,cached=true,path=/tmp | define fileset name=a,path=/tmp",
        "define fileset cached,name=a | define fileset name=a",
      })
  void oldFormsBecomeTodays(String old, String modern) {
    assertEquals(modern + "\n", modern(old));
  }

  @Test
  void statementsAroundUsageStayStatements() {
    assertEquals("set $a=1\n# about\nset $b=2\n", modern("set $a=1 usage \"about\" set $b=2"));
  }

  @Test
  void sleepsThatMeasureBecomeRuns() {
    assertEquals(
        "define process name=p {}\nsleep 1\nrun $t\nrun 5\nsleep 2\n",
        modern(
            "define process name=p { }\nsleep 1\ncreate processes\nsleep $t\nstats dump \"/x\"\n"
                + "sleep 5\nshutdown processes\nsleep 2"));
  }

  @Test
  void loopsWhoseVariableIsReadLaterStay() {
    String text = "define process name=p,instances=$n {}\nforeach $n in 1, 2 {\n  run 1\n}\n";
    assertEquals(text.replace("foreach", "sweep"), modern(text));
    assertEquals(text + "run 2\n", modern(text + "run 2\n"));
    assertEquals(text + "echo \"$n\"\n", modern(text + "echo \"$n\"\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "define randvar name=$v,  # which\n    type=gamma\n",
        "repeat 2 {\n  create processes\n  sleep 1\n  shutdown processes\n}\n",
        "set $dir=$(SPOOL)\n",
      })
  void whatCanNotBeReplacedStays(String text) {
    assertEquals(text, modern(text));
  }
}
