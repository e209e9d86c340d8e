package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.SourceText;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** Rates: how they are written, and what they do, for real. */
final class RateTest implements RunObserver {
  private static final String FILES = "define fileset name=data,path=/x,entries=20,prealloc\n";
  private static final String LOOK = "flowop statfile name=look,filesetname=data";

  @TempDir Path dir;

  private RunResult run(String text, @Nullable Double perSecond) throws IOException {
    Target memory = Objects.requireNonNull(Compiled.CATALOG.targets().get("memory"));
    return new ScriptRunner(
            Compiled.of(FILES + text).good(),
            memory,
            Options.resolve(memory.info(), Map.of()),
            new RunSettings(1, false, null).at(perSecond),
            this)
        .run()
        .getFirst();
  }

  private static Measurement.Pace pace(RunResult result) {
    Measurement.Pace pace = result.measurement().pace();
    assertNotNull(pace);
    return pace;
  }

  private static LatencyHistogram histogram(@Nullable LatencyHistogram histogram) {
    assertNotNull(histogram);
    return histogram;
  }

  @Test
  void aRateIsWhatAllInstancesDoTogether() throws IOException {
    RunResult result =
        run(
            "define process name=p,instances=2 { thread name=t,instances=2,rate=500 { "
                + LOOK
                + " } }\nrun 1",
            null);
    assertEquals(500, pace(result).planned(), 1e-6);
    assertEquals(500, (double) result.flowops().getFirst().ops(), 10);
    RunResult.FlowopRecord look = result.flowops().getFirst();
    assertEquals(look.ops(), histogram(look.response()).count());
    assertEquals(look.ops(), histogram(look.delay()).count());
    assertTrue(histogram(look.response()).maxNanos() >= histogram(look.delay()).maxNanos());
  }

  @Test
  void aProcessesRateIsSharedByItsThreadsThatHaveOperations() throws IOException {
    RunResult result =
        run(
            "define process name=p,rate=400 { thread name=a { "
                + LOOK
                + " }\n thread name=b { "
                + LOOK
                + " }\n thread name=idle { flowop delay name=d,value=9 } }\nrun 1",
            null);
    assertEquals(400, pace(result).planned(), 1e-6);
    assertEquals(200, (double) result.flowops().get(0).ops(), 5);
    assertEquals(200, (double) result.flowops().get(1).ops(), 5);
    assertNull(result.flowops().get(2).response());
  }

  @Test
  void aFlowopsRateLeavesTheOthersAlone() throws IOException {
    RunResult result =
        run(
            "define process name=p { thread name=a { "
                + LOOK
                + ",rate=100\n flowop statfile name=free,filesetname=data,iters=2 } }\nrun 1",
            null);
    assertEquals(100, (double) result.flowops().get(0).ops(), 5);
    assertEquals(200, (double) result.flowops().get(1).ops(), 10);
    assertNull(result.flowops().get(1).response());
    assertEquals(100, pace(result).planned(), 1e-6);
  }

  @Test
  void theRateOfTheRunReplacesThoseOfTheFile() throws IOException {
    RunResult result =
        run(
            "define process name=p { thread name=a,rate=7000,arrivals=bursty,burst=5 { "
                + LOOK
                + " }\n thread name=b { flowop statfile name=c,filesetname=data,rate=1 } }\nrun 1",
            300.0);
    assertEquals(300, pace(result).planned(), 1e-6);
    assertEquals(150, (double) result.flowops().get(0).ops(), 10);
    assertEquals(150, (double) result.flowops().get(1).ops(), 10);
  }

  @Test
  void whatIsLateFollowsAtOnceAndKeepsItsPlace() throws IOException {
    RunResult result =
        run(
            "define process name=p { thread name=a,rate=100 { repeat 100 { "
                + LOOK
                + " }\n flowop delay name=stuck,value=1 } }\nrun 3",
            null);
    RunResult.FlowopRecord look = result.flowops().getFirst();
    // after the first 100 operations it stands still for 1 s: 100 arrivals are late, from 1 s on
    assertTrue(histogram(look.response()).maxNanos() > 950_000_000);
    assertTrue(look.service().percentileNanos(50) < 100_000_000);
    assertTrue(histogram(look.delay()).percentileNanos(99) > 800_000_000);
    assertEquals(look.response(), look.latency());
  }

  @Test
  void aRateThatIsNotKeptIsToldAndBehindIsHowLateItEnds() throws IOException {
    RunResult result =
        run(
            "define process name=p { thread name=a,rate=1000 { "
                + LOOK
                + ",think=20ms } }\nrun { measure 1\n cooldown 0.2 }",
            null);
    assertTrue(pace(result).executed() <= 50, () -> "executed " + pace(result).executed());
    assertTrue(pace(result).behindNanos() > 900_000_000);
    assertTrue(
        result.notes().stream().anyMatch(n -> n.startsWith("the rate was not kept: 1,000 ")),
        result.notes().toString());
  }

  @Test
  void aThreadThatEndsEarlyIsNotBehind() throws IOException {
    RunResult result =
        run(
            "set mode quit alldone\n"
                + "define process name=p { thread name=a,rate=1000 { "
                + LOOK
                + "\n flowop finishoncount name=f,value=100 } }\nrun",
            null);
    assertEquals(100, result.flowops().getFirst().ops());
    assertTrue(result.elapsedSeconds() >= 0.098, () -> "took " + result.elapsedSeconds());
    assertEquals(List.of(), result.notes());
  }

  @Test
  void aCurveIsReplayed() throws IOException {
    Path curve = Files.writeString(dir.resolve("c.csv"), "# s, rate\n0, 400\n1, 0\n");
    String text =
        FILES
            + "define process name=p { thread name=a,arrivals=replay,curve=\"c.csv\" { "
            + LOOK
            + " } }\nrun 1.5";
    SourceText source = new SourceText(curve.resolveSibling("w.wml").toString(), text);
    Compiled compiled = Compiled.of(source, Map.of(), null);
    assertEquals(
        "as in c.csv",
        String.valueOf(compiled.run().processes().get(0).threads().get(0).arrivals()));
    Target memory = Objects.requireNonNull(Compiled.CATALOG.targets().get("memory"));
    RunResult result =
        new ScriptRunner(
                compiled.good(),
                memory,
                Options.resolve(memory.info(), Map.of()),
                new RunSettings(1, false, null),
                this)
            .run()
            .getFirst();
    assertEquals(200, pace(result).planned(), 1e-6);
    assertEquals(200, (double) result.flowops().getFirst().ops(), 5);
    Files.writeString(curve, "0,100\n5;3\n");
    assertEquals(List.of(Code.BAD_TABLE), Compiled.of(source, Map.of(), null).codes());
    Files.writeString(curve, "0,0\n");
    assertEquals(List.of(Code.BAD_TABLE), Compiled.of(source, Map.of(), null).codes());
    Files.delete(curve);
    assertEquals(List.of(Code.UNREADABLE), Compiled.of(source, Map.of(), null).codes());
  }

  private static List<Code> codes(String thread, String flowop) {
    return Compiled.of(
            FILES
                + "define process name=p { thread name=t"
                + thread
                + " { flowop statfile name=s,filesetname=data"
                + flowop
                + " } }\nrun 1")
        .codes();
  }

  @Test
  void ratesThatMakeNoSenseAreRefused() {
    for (String rate : List.of("0", "-5", "2000000000", "0.0000001")) {
      assertEquals(List.of(Code.OUT_OF_RANGE), codes("", ",rate=" + rate), rate);
    }
    assertEquals(List.of(Code.WRONG_TYPE), codes("", ",rate=5ms"));
    assertEquals(List.of(Code.MISSING_ATTRIBUTE), codes("", ",arrivals=poisson"));
    assertEquals(List.of(Code.MISSING_ATTRIBUTE), codes("", ",rate=5,arrivals=bursty"));
    assertEquals(List.of(Code.MISSING_ATTRIBUTE), codes("", ",arrivals=replay"));
    assertEquals(List.of(Code.BAD_COMBINATION), codes("", ",rate=5,burst=3"));
    assertEquals(List.of(Code.BAD_COMBINATION), codes(",rate=5", ",rate=5"));
    assertEquals(
        List.of(Code.BAD_COMBINATION),
        Compiled.of(
                FILES + "define process name=p,rate=9 { thread name=t,rate=9 { " + LOOK + " } }")
            .codes()
            .stream()
            .filter(c -> c != Code.IMPLIED_RUN)
            .toList());
    assertEquals(
        List.of(Code.BAD_COMBINATION),
        Compiled.of(
                "define process name=p { thread name=t,rate=9 { flowop delay name=d,value=1 } }\n"
                    + "run 1")
            .codes());
    assertEquals(
        List.of(Code.BAD_COMBINATION),
        Compiled.of(
                "define process name=p { thread name=t { flowop delay name=d,value=1,rate=1 } }\n"
                    + "run 1")
            .codes());
    assertEquals(List.of(), codes(",rate=10k,arrivals=poisson", ""));
    assertEquals(List.of(), codes("", ",rate=0.5,arrivals=bursty,burst=10"));
  }
}
