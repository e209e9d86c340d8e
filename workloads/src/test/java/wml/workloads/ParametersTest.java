package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.plan.Parameter;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;

/** Variables that the outside may set, within limits. */
final class ParametersTest {
  private static final String RUN = Compiled.thread("flowop hog name=h,value=$x");

  private static Compiled compiled(String text, String... settings) {
    Map<String, String> given = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
    return Compiled.of(text, given, null);
  }

  @Test
  void parametersAreExposedInOrderWithWhatTheyAllow() {
    String text =
        "param $x=8k,type=size,min=512,max=1m,unit=bytes,doc=\"of one read\"\n"
            + "param $mode=fast,values=\"fast slow\"\n"
            + "param $t,type=duration\n"
            + RUN
            + "run ($t)";
    List<Parameter> all = compiled(text, "t", "5min").good().parameters();
    Parameter x = all.get(0);
    assertEquals(List.of("x", "mode", "t"), all.stream().map(Parameter::name).toList());
    assertEquals(
        "SIZE 8k 512 1m bytes of one read 8k",
        String.join(
            " ", x.type().name(), x.defaultText(), x.min(), x.max(), x.unit(), x.doc(), x.value()));
    assertEquals(List.of("fast", "slow"), all.get(1).values());
    assertEquals(Parameter.Type.TEXT, all.get(1).type());
    assertEquals("5min", all.get(2).value());
    assertEquals(300.0, compiled(text, "t", "5min").run().durationSeconds());
  }

  @ParameterizedTest
  @CsvSource({
    "size,8k,8192",
    "count,12,12",
    "number,0.5,0.5",
    "duration,1min,1min",
    "percent,10%,10%",
    "flag,true,true",
    "text,8k,8k",
    "text,true,true"
  })
  void theTypeReadsWhatTheCommandLineSays(String type, String given, String value) {
    Compiled c = compiled("param $x,type=" + type + " echo \"$x\"", "x", given);
    assertEquals(value, c.good().variables().get("x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=duration|5m|m is 2^20",
        "type=duration|5|durations have the unit",
        "type=percent|20|write 20%",
        "type=count|-1|whole number",
        "type=count|1.5|whole number",
        "type=size|big|size in bytes",
        "type=flag|1|true or false",
        "type=size,min=4k|1k|must be at least 4k",
        "type=size,max=4k|8k|must be at most 4k",
        "type=duration,min=1s,max=1min|2min|must be from 1s to 1min",
        "type=text,values=\"fast slow\"|slwo|did you mean 'slow'?",
        "type=count,values=\"1 2 4\"|3|must be one of 1, 2, 4"
      })
  void whatDoesNotFitIsAnErrorThatShowsTheSettingAndTheParameter(
      String attributes, String given, String said) {
    Compiled c = compiled("echo \"\"\nparam $x," + attributes, "x", given);
    String all = c.rendered();
    assertEquals(1, c.codes(Severity.ERROR).size(), all);
    assertTrue(all.contains("test.wml:2:7: error") && all.contains("-D x=" + given), all);
    assertTrue(all.contains(said), all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "param $x,type=count,doc=\"how many\"|WML0216|needs a value: how many",
        "param $x=1,type=count set $x=2|WML0401|is a parameter",
        "set $x=1 param $x=1|WML0207|first set here",
        "param $x=1 param $x=2|WML0207|first set here",
        "param $x|WML0210|add type=",
        "param $x=uniform(min=1,max=2)|WML0210|add type=",
        "param $x=1,type=cnt|WML0301|types are size",
        "param $x=1,mn=1|WML0203|did you mean 'min'?",
        "param $x=1,type=count,min=5|WML0302|the default 1 of $x must be at least 5",
        "param $x=a,type=text,min=1|WML0301|has no min",
        "param $x=3,type=count,min=5,max=2|WML0302|max is below min",
        "param $x=1s,type=duration,max=5|WML0301|must be a duration"
      })
  void wrongParametersAreReported(String text, String code, String said) {
    Compiled c = compiled(text + " echo \"\"");
    String all = c.rendered(Severity.ERROR);
    assertTrue(all.contains(code) && all.contains(said), all);
  }

  @Test
  void aMisspeltSettingPrefersParameters() {
    String text = "set $size=1 param $sizes=2 echo \"$size $sizes\"";
    assertTrue(compiled(text, "sizs", "3").rendered().contains("did you mean 'sizes'?"));
    assertTrue(compiled(text, "other", "3").rendered().contains("its parameters are sizes"));
  }

  @Test
  void aSweepKeepsToTheLimitsAndGivesTheParameterBack() {
    String text = RUN + "param $x=2,type=count,max=3 sweep $x in 1 to %s { run 1 } echo \"$x\"";
    assertEquals("2", compiled(text.formatted("3")).good().variables().get("x"));
    Compiled over = compiled(text.formatted("4"));
    assertEquals(List.of(Code.OUT_OF_RANGE), over.codes(Severity.ERROR), over.rendered());
  }
}
