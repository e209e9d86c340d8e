package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.e2e.Scratch.Place;
import wml.e2e.WmlProcess.Outcome;

/** The command line that others script. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class CommandLineTest {
  private static final String READS =
      """
      set $dir=/elsewhere
      set $size=16k
      define fileset name=data,path=$dir,entries=20,dirwidth=5,size=$size,prealloc
      define process name=p,instances=2 {
        thread name=t,instances=2 {
          flowop read name=reading,filesetname=data,iosize=4k,random,iters=3
          flowop statfile name=asking,filesetname=data
        }
      }
      echo "about to run"
      run 30
      """;

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome wml(Object... arguments) throws IOException {
    return WmlProcess.run(scratch.root(), arguments);
  }

  @Test
  void helpAndVersionGoToStdoutAndSucceed() throws IOException {
    for (List<Object> arguments :
        List.<List<Object>>of(List.of("--help"), List.of("--version"), List.of("run", "--help"))) {
      Outcome outcome = wml(arguments.toArray());
      assertEquals(0, outcome.status(), outcome::toString);
      assertFalse(outcome.out().isBlank(), outcome::toString);
      assertEquals("", outcome.err(), outcome::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "runn",
        "run",
        "run a.wml --nosuch",
        "run a.wml --target nosuch",
        "run a.wml --target memory:nosuch=1",
        "run a.wml --target memory:limit",
        "run a.wml --format nosuch",
        "run a.wml --runtime soon",
        "run a.wml --runtime 0s",
        "run a.wml --runtime -1s",
        "run a.wml --seed x",
        "run a.wml -D novalue",
        "check",
        "explain",
        "list",
        "list nosuch"
      })
  void misuseEndsWithStatus1AndSaysWhy(String line) throws IOException {
    scratch.workload("a.wml", READS.replace("/elsewhere", scratch.path("x").toString()));
    Outcome outcome = wml((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));
    assertEquals(1, outcome.status(), outcome::toString);
    assertEquals("", outcome.out(), outcome::toString);
    assertTrue(outcome.err().startsWith("wml: "), outcome::toString);
    assertFalse(outcome.err().contains("Exception"), outcome::toString);
    assertFalse(Files.exists(scratch.path("x")));
  }

  @Test
  void aMissingFileIsAWorkloadError() throws IOException {
    for (String command : List.of("run", "check", "explain")) {
      Outcome outcome = wml(command, "no such.wml");
      assertEquals(2, outcome.status(), outcome::toString);
      assertTrue(outcome.err().contains("no such.wml"), outcome::toString);
    }
  }

  @Test
  void checkAcceptsGoodFilesAndReportsAllErrorsOfBadOnes() throws IOException {
    Path good = scratch.workload("good.wml", READS);
    Path bad =
        scratch.workload(
            "bad.wml", READS.replace("statfile", "statfil").replace("iosize", "iosiz"));
    Outcome fine = wml("check", good);
    assertEquals(0, fine.status(), fine::toString);
    assertTrue(fine.out().contains("good.wml: ok"), fine::toString);
    Outcome both = wml("check", good, bad);
    assertEquals(2, both.status(), both::toString);
    assertTrue(both.err().contains("bad.wml:7:"), both::toString);
    assertTrue(both.err().contains("bad.wml:6:"), both::toString);
    assertFalse(Files.exists(Path.of("/elsewhere")));
  }

  @Test
  void explainShowsThePlanAndTouchesNothing() throws IOException {
    Outcome outcome = wml("explain", scratch.workload("a.wml", READS), "-D", "size=1m");
    assertEquals(0, outcome.status(), outcome::toString);
    assertAll(
        () -> assertTrue(outcome.out().contains("20 files"), outcome::toString),
        () -> assertTrue(outcome.out().contains("20.0 MiB"), outcome::toString),
        () -> assertTrue(outcome.out().contains("process p x 2"), outcome::toString),
        () -> assertTrue(outcome.out().contains("thread t x 2"), outcome::toString),
        () -> assertTrue(outcome.out().contains("reading"), outcome::toString));
    assertEquals("", outcome.err());
    assertEquals(Map.of("a.wml", Files.size(scratch.path("a.wml"))), Scratch.tree(scratch.root()));
  }

  @Test
  void listNamesWhatComesWithIt() throws IOException {
    assertTrue(wml("list", "workloads").out().contains("varmail.wml"));
    assertTrue(wml("list", "flowops").out().contains("readwholefile"));
    assertTrue(wml("list", "targets").out().contains("posix"));
    assertTrue(wml("list", "distributions").out().contains("gamma"));
    Outcome listed = wml("list", "workloads");
    String first = listed.out().lines().findFirst().orElse("").split(" ")[0];
    assertEquals(0, wml("check", first).status(), first);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aRunLeavesNothingOutsideItsDirectory(Place place) throws IOException {
    try (Scratch other = Scratch.on(place)) {
      Result result =
          other.run(READS, "--runtime", "0.5s", "-D", "size=8k", "--seed", "-7", "--quiet");
      JsonNode json = result.json();
      assertFalse(Files.exists(Path.of("/elsewhere")), "the path of the file, not --dir");
      assertEquals(20L * 8192, json.path("filesets").path(0).path("bytes").asLong());
      assertEquals(-7, json.path("seed").asLong());
      assertLasted(0.5, result);
      assertEquals(
          20, Scratch.tree(other.path("data")).values().stream().filter(s -> s == 8192).count());
    }
  }

  @Test
  void jsonOnStdoutIsOneDocumentAndNothingElse() throws IOException {
    Path file = scratch.workload("a.wml", READS);
    Outcome outcome =
        wml("run", file, "--dir", scratch.path("d"), "--runtime", "0.3s", "--json", "-");
    assertEquals(0, outcome.status(), outcome::toString);
    JsonNode json = Result.parse(outcome.out()).json();
    assertTrue(outcome.err().contains("about to run"), outcome::toString);
    assertTrue(outcome.err().contains("reading"), outcome::toString);
    assertTrue(json.path("schema").asText().startsWith("wml-result/"));
    assertEquals(file.toString(), json.path("workload").path("path").asText());
    assertTrue(json.path("workload").path("sha256").asText().matches("[0-9a-f]{64}"));
    assertTrue(json.path("workload").path("resolved").isObject());
    assertEquals("posix", json.path("target").path("name").asText());
    assertTrue(json.path("seed").isIntegralNumber());
    assertTrue(json.path("environment").path("jvm").isTextual());
    List<String> phases = new ArrayList<>();
    json.path("phases").forEach(phase -> phases.add(phase.path("name").asText()));
    assertTrue(phases.containsAll(List.of("create", "measure")), phases::toString);
    for (String field : List.of("ops", "ops_per_s", "bytes", "bytes_per_s", "errors")) {
      assertTrue(json.path("summary").path(field).isNumber(), field);
    }
    for (JsonNode flowop : json.path("flowops")) {
      for (String field : List.of("process", "thread", "name", "type")) {
        assertTrue(flowop.path(field).isTextual(), field);
      }
      for (String field : List.of("ops", "errors", "bytes")) {
        assertTrue(flowop.path(field).isIntegralNumber(), field);
      }
      for (String field : List.of("mean", "min", "p50", "p90", "p99", "p999", "p9999", "max")) {
        assertTrue(flowop.path("service_ns").path(field).asDouble() > 0, field);
      }
    }
    assertEquals(2, json.path("flowops").size());
  }

  @Test
  void aFailedRunStillPrintsOneDocument() throws IOException {
    Path file = scratch.workload("a.wml", READS);
    scratch.directory("d/data/mine");
    Outcome refused = wml("run", file, "--dir", scratch.path("d"), "--json", "-");
    assertEquals(3, refused.status(), refused::toString);
    assertEquals("", refused.out(), "nothing was measured, so there is no document");
    Path aborting =
        scratch.workload(
            "b.wml", "define process name=p { thread name=t { flowop closefile name=c } }\nrun 1");
    Outcome aborted = wml("run", aborting, "--json", "-");
    assertEquals(3, aborted.status(), aborted::toString);
    assertFalse(Result.parse(aborted.out()).valid());
  }

  @Test
  void aJsonFileIsReplacedWholeOrNotAtAll() throws IOException {
    Path json = Files.writeString(scratch.path("result.json"), "old");
    Path file = scratch.workload("a.wml", READS);
    Outcome broken = wml("run", scratch.workload("bad.wml", READS + "nonsense"), "--json", json);
    assertEquals(2, broken.status(), broken::toString);
    assertEquals("old", Files.readString(json));
    Outcome unwritable =
        wml("run", file, "--dir", scratch.path("d"), "--runtime", "0.1s", "--json", "a.wml/x.json");
    assertEquals(1, unwritable.status(), unwritable::toString);
    assertEquals("", unwritable.out(), "known before the run");
    assertTrue(unwritable.err().contains("x.json"), unwritable::toString);
    try (WmlProcess running =
        WmlProcess.start(
            scratch.root(),
            "run",
            file,
            "--dir",
            scratch.path("d"),
            "--runtime",
            "0.3s",
            "--json",
            json)) {
      running.awaitWhileRunning("the run", () -> Files.exists(scratch.path("d/data")));
      List<String> seen = new ArrayList<>();
      boolean[] replaced = new boolean[1];
      try {
        running.awaitWhileRunning(
            "the new result",
            () -> {
              try {
                String text = Files.readString(json);
                if (!text.equals("old")) {
                  seen.add(text);
                  replaced[0] = true;
                }
              } catch (IOException e) {
                seen.add(e.toString());
              }
              return replaced[0];
            });
      } catch (AssertionError e) {
        // it ended first: then the file is there now
      }
      assertEquals(0, running.outcome().status());
      seen.add(Files.readString(json));
      for (String text : seen) {
        assertTrue(Result.parse(text).valid());
      }
    }
    try (Stream<Path> left = Files.list(scratch.root())) {
      assertEquals(4, left.count(), "a temporary file was left behind");
    }
  }

  @Test
  void filebenchFormatHasTheLinesThatScriptsCut() throws IOException {
    Path file = scratch.workload("a.wml", "enable lathist\n" + READS);
    Outcome outcome =
        wml("run", file, "--dir", scratch.path("d"), "--runtime", "0.5s", "--format", "filebench");
    assertEquals(0, outcome.status(), outcome::toString);
    List<String> lines = outcome.out().lines().toList();
    assertTrue(matches(lines, "\\d+\\.\\d{3}: about to run"), outcome::toString);
    assertTrue(matches(lines, "\\d+\\.\\d{3}: Run took \\d+ seconds\\.\\.\\."), outcome::toString);
    assertTrue(matches(lines, "\\d+\\.\\d{3}: Per-Operation Breakdown"), outcome::toString);
    String numbers =
        " +\\d+ops +\\d+ops/s +\\d+\\.\\dmb/s +\\d+\\.\\d{3}ms/op"
            + " \\[\\d+\\.\\d{3}ms - +\\d+\\.\\d{3}ms\\]\\t\\[( \\d+){64} \\]";
    assertTrue(matches(lines, "reading" + numbers), outcome::toString);
    assertTrue(matches(lines, "asking" + numbers), outcome::toString);
    assertTrue(
        matches(
            lines,
            "\\d+\\.\\d{3}: IO Summary: +\\d+ ops +\\d+\\.\\d{3} ops/s +\\d+/\\d+ rd/wr"
                + " +\\d+\\.\\dmb/s +\\d+\\.\\d{3}ms/op"),
        outcome::toString);
    assertTrue(matches(lines, "\\d+\\.\\d{3}: Shutting down processes"), outcome::toString);
    assertTrue(
        outcome.out().indexOf("asking") < outcome.out().indexOf("reading"),
        "last defined comes first");
  }

  private static boolean matches(List<String> lines, String pattern) {
    return lines.stream().anyMatch(Pattern.compile(pattern).asMatchPredicate());
  }

  @Test
  void quietPrintsTheResultAndNothingElse() throws IOException {
    Path file = scratch.workload("a.wml", READS.replace("set $size=", "usage \"old\"\nset $size="));
    Outcome loud = wml("run", file, "--dir", scratch.path("d"), "--runtime", "0.2s");
    assertFalse(loud.err().isEmpty(), "the legacy form is worth a note");
    Outcome quiet = wml("run", file, "--dir", scratch.path("d"), "--runtime", "0.2s", "--quiet");
    assertEquals(0, quiet.status(), quiet::toString);
    assertEquals("", quiet.err());
    assertFalse(quiet.out().contains("about to run"), quiet::toString);
    assertTrue(quiet.out().contains("summary"), quiet::toString);
  }

  @Test
  void everyRunOfAScriptHasItsResult() throws IOException {
    Result both = scratch.attempt(0, READS + "\nsleep 0\nrun 30\n", "--runtime", "0.3s");
    assertEquals(2, both.runs().size(), both.json()::toString);
    for (int i = 0; i < 2; i++) {
      Result run = both.runs().get(i);
      assertTrue(run.valid());
      assertEquals(i, run.json().path("run_index").asInt());
      assertTrue(run.ops("reading") > 0);
    }
  }

  private static final String ASSERTED =
      READS.replace("run 30", "sweep $size in 4k, 8k {\nrun 0.1\nassert ops(reading) > %s\n}");

  @Test
  void assertionsDecideTheExitCode() throws IOException {
    Result good = scratch.attempt(0, ASSERTED.formatted("0"));
    assertTrue(good.runs().stream().allMatch(r -> r.json().at("/assertions/0/holds").asBoolean()));
    Result bad = scratch.attempt(4, ASSERTED.formatted("1000000000"));
    assertEquals(2, bad.runs().size(), "the script goes on");
    JsonNode second = bad.runs().get(1).json();
    assertEquals("8k", second.at("/point/size").asText());
    assertFalse(second.at("/assertions/0/holds").asBoolean());
    assertEquals("ops(reading)", second.at("/assertions/0/measured/0/metric").asText());
    assertTrue(bad.runs().get(1).valid(), "measured well, and too little");
    scratch.attempt(0, ASSERTED.formatted("0"), "-D", "size=1k");
  }

  @Test
  void failedAssertionsAreShownWithWhatWasMeasured() throws IOException {
    Path file = scratch.workload("a.wml", ASSERTED.formatted("1000000000"));
    Outcome table = wml("run", file, "--dir", scratch.path("d"));
    assertEquals(4, table.status(), table::toString);
    String line = "✗ ops(reading) > 1000000000: ops(reading) is ";
    assertTrue(table.out().contains(line) && table.out().contains("a.wml:13:8"), table::toString);
    assertTrue(table.out().contains("run         2 of 2: size=8k"), table::toString);
    assertTrue(table.out().contains("sweep over size"), table::toString);
    assertTrue(table.err().contains("2 of 2 assertions failed"), table::toString);
    Outcome filebench = wml("run", file, "--dir", scratch.path("d"), "--format", "filebench");
    assertEquals(4, filebench.status(), filebench::toString);
    assertTrue(filebench.err().contains(line), filebench::toString);
    assertFalse(filebench.out().contains("✗"), filebench::toString);
  }

  @Test
  void anInvalidRunIsWorseThanAFailedAssertion() throws IOException {
    String aborting =
        "define process name=p { thread name=t { flowop closefile name=c } }\nrun 1\n";
    Result result = scratch.attempt(3, aborting + "assert ops(c) > 5");
    assertEquals(0, result.json().path("assertions").size());
  }

  @Test
  void theCommandLineOverridesTheTargetOfTheFile() throws IOException {
    String text = "target memory(limit=64m)\n" + READS.replace("run 30", "run 0.1");
    assertEquals("memory", scratch.run(text).json().at("/target/name").asText());
    Result result = scratch.run(text, "--target", "nio");
    assertEquals("nio", result.json().at("/target/name").asText());
  }

  @Test
  void aFilesetLargerThanTheFileSystemIsRefusedBeforeCreation() throws IOException {
    Path file = scratch.workload("a.wml", READS.replace("size=$size", "size=900t"));
    Outcome outcome = wml("run", file, "--dir", scratch.path("d"));
    assertEquals(3, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("a.wml:3:1: fileset 'data' needs"), outcome::toString);
    assertTrue(outcome.err().contains("free there"), outcome::toString);
    assertFalse(Files.exists(scratch.path("d/data")));
  }

  @Test
  void theFileDecidesHowLongItRunsUnlessTold() throws IOException {
    Result result = scratch.run(READS.replace("run 30", "run 1"));
    assertLasted(1.0, result);
  }

  /** No shorter than asked; how much longer is the machine's affair, within reason. */
  private static void assertLasted(double seconds, Result result) {
    assertTrue(
        result.seconds() >= seconds && result.seconds() < seconds + 5, result.json()::toString);
  }

  @Test
  void compatIsSaidInTheResult() throws IOException {
    assertEquals(
        "filebench",
        scratch.run(READS, "--runtime", "0.1s", "--compat").json().path("meaning").asText());
    assertEquals(
        "standard", scratch.run(READS, "--runtime", "0.1s").json().path("meaning").asText());
  }
}
