package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.plan.Step;
import wml.api.plan.Value;
import wml.api.random.Distribution;
import wml.api.random.Distribution.Tabular;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.random.RandomVariable;
import wml.api.random.RandomVariable.Unit;
import wml.api.random.Ranking;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;

/** The functions that make random variables, and where they may stand. */
final class RandomVariableLanguageTest {
  private static Compiled read(String attributes) {
    return Compiled.of(
        Compiled.thread("flowop read name=r,filesetname=data," + attributes) + "run 1");
  }

  private static RandomVariable variable(String attribute, String value) {
    Value found = read(attribute + "=" + value).call(0).attributes().get(attribute);
    return assertInstanceOf(Value.Random.class, found).variable();
  }

  @Test
  void functionsMakeTheirDistributions() {
    assertEquals(new Distribution.Normal(4096, 100), number("normal(4k, 100)"));
    assertEquals(new Distribution.Normal(4096, 100), number("normal(sd=100,mean=4k)"));
    assertEquals(new Distribution.Normal(4096, 100), number("normal(4k, sd=100)"));
    assertEquals(
        new Distribution.LogNormal(1, Math.log(16384)), number("lognormal(median=16k,sigma=1)"));
    assertEquals(
        16384,
        assertInstanceOf(Distribution.Continuous.class, number("lognormal(mean=16k,sigma=0.7)"))
            .mean(),
        1e-6);
    assertEquals(new Distribution.Exponential(8192), number("exponential(8k)"));
    assertEquals(new Distribution.Gamma(2, 50, 0), number("gamma(2, 100)"));
    assertEquals(new Distribution.Erlang(3, 0.03), number("erlang(3, mean=100)"));
    assertEquals(new Distribution.Weibull(0.5, 100), number("weibull(0.5, 100)"));
    assertEquals(new Distribution.Triangular(0, 100, 10), number("triangular(0, 10, 100)"));
    assertEquals(
        new Distribution.Pareto(1.2, 4096, Double.POSITIVE_INFINITY),
        number("pareto(1.2, min=4k)"));
    assertEquals(new Distribution.Pareto(1.2, 4096, 65536), number("pareto(1.2, 4k, 64k)"));
    assertEquals(
        new Tabular(List.of(new Tabular.Row(20, 1, 5), new Tabular.Row(80, 10, 20)), 0, 1),
        number("tabular({{20, 1, 5}, {80, 10, 20}})"));
    assertEquals(
        new Tabular(List.of(new Tabular.Row(20, 1, 5), new Tabular.Row(80, 10, 20)), 0, 1),
        number("tabular(table={{20%, 1, 5}, {80%, 10, 20}})"));
    assertEquals(new Ranking.Zipf(0.99), number("zipf(0.99, items=10)"));
    assertEquals(new Ranking.Pareto(1.5), number("pareto(1.5, items=10)"));
    assertEquals(new Ranking.SelfSimilar(0.2), number("pareto(h=20%, items=10)"));
    assertEquals(
        new Ranking.HotSet(0.1, 0.9, 0, 0.1), number("hotset(hot=10%,share=90%,items=10)"));
    assertEquals(
        new Ranking.HotSet(0.1, 0.9, 500, 0.05), number("hotset(10%, 90%, 500, 5%, items=10)"));
  }

  private static Distribution number(String function) {
    return variable("iosize", function).distribution();
  }

  @Test
  void roundMinAndMaxAreTakenByAll() {
    RandomVariable v = variable("iosize", "exponential(8k, min=1k, max=64k, round=512)");
    assertEquals(List.of(1024.0, 65536.0, 512.0), List.of(v.min(), v.max(), v.round()));
    RandomVariable items = variable("iosize", "zipf(1, items=10, min=5)");
    assertEquals(List.of(5.0, 14.0), List.of(items.min(), items.max()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"uniform(1, 3)|1 2 3", "uniform(min=4k,max=12k,round=4k)|4096 8192 12288"})
  void uniformReachesBothEndsEquallyOften(String function, String expected) {
    LongSource source = variable("iosize", function).drawFrom(new RandomStream(1));
    long[] drawn = new long[9000];
    Arrays.setAll(drawn, i -> source.next());
    for (String value : expected.split(" ")) {
      long count = Arrays.stream(drawn).filter(d -> d == Long.parseLong(value)).count();
      assertTrue(count > 2800 && count < 3200, () -> value + " came " + count + " times");
    }
  }

  @Test
  void durationsAndPercentagesKeepTheirUnit() {
    RandomVariable think = variable("think", "exponential(mean=5ms)");
    assertEquals(Unit.NANOSECONDS, think.unit());
    assertEquals(5e6, think.mean(), 1);
    assertEquals(Unit.NANOSECONDS, variable("think", "uniform(0, 1ms)").unit());
    assertEquals(1e6, variable("think", "tabular({{100, 0, 2ms}})").mean(), 1);
    RandomVariable part = variable("offset", "normal(mean=50%, sd=10%)");
    assertEquals(Unit.FRACTION, part.unit());
    assertEquals(new Distribution.Normal(0.5, 0.1), part.distribution());
    assertEquals(Unit.NUMBER, variable("offset", "uniform(0, 1m)").unit());
  }

  @ParameterizedTest
  @CsvSource({"5ms, 5.00 ms", "2, 2.00 s", "0.5, 500 ms", "1min, 60.0 s"})
  void thinkIsADurationOrSeconds(String written, String shown) {
    assertEquals(shown, read("think=" + written).attribute("think"));
  }

  @Test
  void variablesHoldThemAndParametersMayBeSetLater() {
    Compiled c =
        Compiled.of(
            "set $hot=zipf($theta)\n"
                + Compiled.thread("flowop read name=r,filesetname=data,offset=$hot,pick=$hot")
                + "set $theta=0.5 run 1");
    assertEquals("$hot zipf(theta 0.5)", c.attribute("offset"));
    assertEquals("$hot zipf(theta 0.5)", c.attribute("pick"));
    assertEquals(
        "exponential(mean 5000000.0) ns", read("think=exponential(5ms)").attribute("think"));
  }

  @ParameterizedTest
  @CsvSource({"roundrobin", "random", "own"})
  void picksAreWords(String word) {
    assertEquals(word, read("pick=" + word).attribute("pick"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iosize=exponential(mean=5ms)|'iosize' takes numbers, but this draws durations",
        "think=exponential(mean=5)|'think' takes durations, but this draws numbers",
        "think=normal(10%, 1%)|'think' has no range that percentages could be of",
        "iosize=uniform(1%, 2%)|'iosize' has no range that percentages could be of",
        "iosize=zipf(1)|'iosize' draws plain values, and it is not said among how many items",
        "offset=zipf(1, items=9)|'offset' knows its items; this one has limits of its own",
        "pick=hotset(10%, 90%, max=9)|'pick' knows its items; this one has limits of its own",
        "offset=uniform(0, 5ms)|'offset' takes numbers, but this draws durations",
        "iosize=normal(4k, -1)|sd is -1 but must be at least 0",
        "iosize=zipf(0, items=5)|theta is 0 but must be above 0",
        "pick=hotset(10%, 101%)|share is 101% but must be at least 0% and at most 100%",
        "iosize=uniform(9, 1)|min is above max",
        "iosize=exponential(5, min=9, max=1)|min is above max",
        "iosize=normal(4k)|normal needs sd: the standard deviation",
        "iosize=lognormal(sigma=1)|lognormal needs either the median or the mean",
        "iosize=lognormal(4k, 1, 8k)|lognormal needs either the median or the mean",
        "iosize=triangular(0, 9, 5)|a triangle needs min <= mode <= max and min < max",
        "iosize=erlang(100000, 5)|shape is 100000 but must be at least 1 and at most 10000",
        "iosize=pareto(min=5)|pareto needs either shape or h",
        "iosize=zipf(1, items=5, max=9)|items and max both say how many; leave one out",
        "iosize=uniform(0, 10, min=5)|min is given twice",
      })
  void parametersThatDefineNothingAreRefused(String attribute, String message) {
    Compiled c = read(attribute);
    assertEquals(List.of(Code.BAD_DISTRIBUTION), c.codes(Severity.ERROR), c.rendered());
    assertEquals(message, c.diagnostics().getFirst().message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iosize=nromal(4k, 1k)|UNKNOWN_DISTRIBUTION",
        "iosize=normal(4k, dev=1k)|UNKNOWN_DISTRIBUTION",
        "iosize=exponential(1, 2, 3, 4, 5, 6)|UNKNOWN_DISTRIBUTION",
        "iosize=cvar(5)|UNKNOWN_DISTRIBUTION",
        "iosize=normal(4k, 5ms)|WRONG_TYPE",
        "iosize=zipf(5%, 9)|WRONG_TYPE",
        "pick=hotset(0.1, 90%)|WRONG_TYPE",
        "iosize=normal(many, 1)|WRONG_TYPE",
        "iosize=tabular({{50, 1, 2}})|BAD_TABLE",
        "iosize=tabular({{100, 1ms, 2}})|WRONG_TYPE",
        "iosize=tabular(5)|BAD_TABLE",
        "pick=randm|OUT_OF_RANGE",
        "pick=5|WRONG_TYPE",
        "onerror=uniform(1, 2)|WRONG_TYPE",
        "onerror=retyr|OUT_OF_RANGE",
        "think=0 - 5ms|OUT_OF_RANGE",
        "think=often|WRONG_TYPE",
        "iosize=5ms|WRONG_TYPE",
        "pick=random,indexed=5|BAD_COMBINATION",
      })
  void eachMistakeIsOneError(String attribute, Code code) {
    Compiled c = read(attribute);
    assertEquals(List.of(code), c.codes(Severity.ERROR), c.rendered());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"flowop statfile name=s,filesetname=data,offset=5", "flowop hog name=h,pick=own"})
  void offsetAndPickStandOnlyWhereTheyHaveAnEffect(String flowop) {
    Compiled c = Compiled.of(Compiled.thread(flowop) + "run 1");
    assertEquals(List.of(Code.UNKNOWN_ATTRIBUTE), c.codes(), c.rendered());
  }

  @Test
  void anArgumentOfACompositeMeansWhatItMeansToTheCaller() {
    Compiled c =
        Compiled.of(
            "define flowop name=in,$s=1,$m=7 { flowop read name=r,filesetname=data,iosize=$s }\n"
                + "define flowop name=out,$mine=1 { flowop in name=i,$s=normal($mine, 1) }\n"
                + Compiled.thread("flowop out name=o,$mine=4k")
                + "run 1");
    Step.Block in = (Step.Block) ((Step.Block) c.steps().getFirst()).steps().getFirst();
    Step.Call read = (Step.Call) in.steps().getFirst();
    Value.Random size =
        assertInstanceOf(Value.Random.class, read.attributes().get("iosize"), c.rendered());
    assertEquals(new Distribution.Normal(4096, 1), size.variable().distribution());
  }

  @Test
  void aPickNeedsAFileset() {
    Compiled c = Compiled.of(Compiled.thread("flowop read name=r,fd=1,pick=own") + "run 1");
    assertEquals(List.of(Code.MISSING_ATTRIBUTE), c.codes(), c.rendered());
  }

  @Test
  void mistakesAreShownWhereTheyAre() {
    assertEquals(
        """
        test.wml:3:55: error[WML0211]: normal has no parameter 'sdv'
          flowop read name=r,filesetname=data,iosize=normal(4k, sdv=1k)
                                                                ^~~
        help: did you mean 'sd'?
        """,
        read("iosize=normal(4k, sdv=1k)").rendered());
  }

  @Test
  void aVariableIsCheckedEvenIfNothingUsesIt() {
    assertEquals(
        List.of(Code.BAD_DISTRIBUTION),
        Compiled.of("set $v=zipf(theta=0 - 1) echo \"x\"").codes(Severity.ERROR));
    assertEquals(List.of(), Compiled.of("set $v=zipf(theta=1) echo \"x\"").codes());
  }
}
