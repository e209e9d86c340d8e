package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.e2e.WmlProcess.Outcome;

/** Rates that hold, load curves, repeated runs and steady parts, through the command. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class LimitsTest {
  /** One thread, each read of which takes 10 ms: 100 reads a second and no more. */
  private static final String SLOW =
      """
      define file name=data,path=/d,size=1m,prealloc
      define process name=p { thread name=t { flowop read name=r,filesetname=data,iosize=4k,random } }
      run 1
      """;

  private static final String TEN_MS = "faulty:target=memory,ops=read,delayed=1,delay=10ms";

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome wml(String command, String text, Object... options) throws IOException {
    List<Object> arguments =
        new ArrayList<>(
            List.of(command, scratch.workload("test.wml", text), "--dir", scratch.path("data")));
    arguments.addAll(Arrays.asList(options));
    return WmlProcess.run(scratch.root(), arguments.toArray());
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(scratch.path("out.json")));
  }

  @Test
  void theHighestRateThatHoldsIsFound() throws IOException {
    Outcome outcome =
        wml(
            "slo",
            SLOW,
            "--target",
            TEN_MS,
            "--metric",
            "p99(r)<2s",
            "--json",
            scratch.path("out.json"));
    assertEquals(0, outcome.status(), outcome::toString);
    double sustained = json().get("sustained_per_s").asDouble();
    assertTrue(sustained > 70 && sustained < 110, outcome::toString);
    assertTrue(json().get("probes").size() > 3, outcome::toString);
    assertTrue(json().get("environment").has("kernel"), () -> "no kernel in the document");
  }

  @Test
  void anObjectiveThatNeverHoldsIsSaidSo() throws IOException {
    Outcome outcome =
        wml("slo", SLOW, "--target", TEN_MS, "--metric", "p99(r)<1ms", "--runtime", "300ms");
    assertEquals(4, outcome.status(), outcome::toString);
    assertTrue(outcome.out().contains("holds at no rate"), outcome::toString);
  }

  @Test
  void aCurveHasAtLeastTenPoints() throws IOException {
    Outcome outcome =
        wml(
            "curve",
            SLOW,
            "--target",
            TEN_MS,
            "--runtime",
            "300ms",
            "--json",
            scratch.path("out.json"));
    assertEquals(0, outcome.status(), outcome::toString);
    assertTrue(json().get("probes").size() >= 10, outcome::toString);
    double first = json().get("probes").get(1).get("executed_per_s").asDouble();
    assertTrue(first > 0, outcome::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"p99(r)     | 1 | compar", "p99(rr)<1s | 1 | 'r'", "q99(r)<1s  | 1 | p99"})
  void objectivesThatAreNoneAreRefused(String metric, int status, String word) throws IOException {
    Outcome outcome = wml("slo", SLOW, "--target", "memory", "--metric", metric);
    assertEquals(status, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains(word), outcome::toString);
    assertFalse(Files.exists(scratch.path("data")), "nothing may have been made");
  }

  @Test
  void aFileWithSeveralRunsIsRefused() throws IOException {
    Outcome outcome = wml("curve", SLOW + "run 1\n", "--target", "memory", "--runtime", "100ms");
    assertEquals(1, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("2"), outcome::toString);
  }

  @Test
  void repeatsAreResultsOfTheirOwnAndSummedUp() throws IOException {
    Outcome outcome =
        wml(
            "run",
            SLOW,
            "--target",
            "memory",
            "--runtime",
            "100ms",
            "--repeats",
            "3",
            "--metric",
            "mean(r)",
            "--json",
            scratch.path("out.json"));
    assertEquals(0, outcome.status(), outcome::toString);
    assertTrue(outcome.out().contains("95% conf."), outcome::toString);
    JsonNode runs = json().get("runs");
    assertEquals(3, runs.size());
    assertEquals(2, runs.get(2).get("repeat").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--repeats 0                   | --repeats",
        "--until-ci 2%                 | --metric",
        "--repeats 2 --until-ci 200% --metric mean(r) | --until-ci",
        "--repeats 2 --between drop-cache | drop-caches",
        "--rate 0                      | possible rate",
        "--rate 1e12                   | possible rate"
      })
  void repeatsAndRatesThatCanNotBeAreRefused(String options, String word) throws IOException {
    List<Object> all = new ArrayList<>(List.of("--target", "memory"));
    all.addAll(Arrays.asList(options.split(" ")));
    Outcome outcome = wml("run", SLOW, all.toArray());
    assertEquals(1, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains(word), outcome::toString);
  }

  @Test
  void aRunTooShortToBeSteadyIsCalledUnstable() throws IOException {
    Outcome outcome = wml("run", SLOW, "--target", "memory", "--steady");
    assertEquals(4, outcome.status(), outcome::toString);
    assertTrue(outcome.out().contains("UNSTABLE"), outcome::toString);
  }
}
