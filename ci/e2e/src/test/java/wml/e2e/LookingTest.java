package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.e2e.WmlProcess.Outcome;

/** What can be seen of a run while it goes on, and the files that it leaves. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class LookingTest {
  private static final String WORKLOAD =
      """
      define fileset name=d,path=/d,size=64k,entries=10,dirwidth=20,prealloc
      define process name=p { thread name=t {
        flowop read name=get,filesetname=d,iosize=4k,random
        flowop write name=put,filesetname=d,iosize=4k,random
      } }
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

  private List<Object> run(String runtime, Object... more) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("run", scratch.workload("a.wml", WORKLOAD)));
    arguments.addAll(List.of("--target", "memory", "--runtime", runtime));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Outcome outcome(String runtime, Object... more) throws IOException {
    return WmlProcess.run(scratch.root(), run(runtime, more).toArray());
  }

  private static String get(String url) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (ConnectException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Test
  void aStallIsAnEventAndWhatCameBeforeItCountsThen() throws IOException {
    Path json = scratch.root().resolve("r.json");
    Path workload = scratch.workload("a.wml", WORKLOAD);
    String target = "faulty:target=memory,stall=2500ms,stallafter=3s";
    Outcome outcome =
        WmlProcess.run(
            scratch.root(), "run", workload, "--target", target, "--runtime", "7s", "--json", json);
    assertEquals(0, outcome.status(), outcome.err());
    JsonNode result = Result.read(json).json();
    JsonNode fault = result.at("/events/0");
    assertEquals("fault", fault.path("kind").asText(), result.path("events").toString());
    assertEquals(2.5, fault.path("duration_s").asDouble(), 0.01);
    double begin = fault.path("begin_s").asDouble();
    double before = 0;
    double within = 0;
    for (JsonNode interval : result.path("intervals")) {
      double ops = interval.at("/flowops/0/ops").asDouble();
      double from = interval.path("begin_s").asDouble();
      if (interval.path("end_s").asDouble() <= begin) {
        before = ops;
      } else if (from >= begin && interval.path("end_s").asDouble() <= begin + 2.5) {
        within = ops;
      }
    }
    assertTrue(before > 1000 && within < before / 100, result.path("intervals").toString());
  }

  @Test
  void metricsCountWhileTheRunGoesOn() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/metrics";
    try (WmlProcess running =
        WmlProcess.start(scratch.root(), run("30s", "--metrics", port).toArray())) {
      running.awaitError("note: metrics are at " + url);
      String[] text = {""};
      running.awaitWhileRunning(
          "counted operations",
          () -> {
            try {
              text[0] = get(url);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            return text[0].contains("flowop=\"get\"");
          });
      assertTrue(text[0].endsWith("# EOF\n"), () -> text[0]);
      running.signal("TERM");
      running.outcome();
    }
    assertEquals("", get(url));
  }

  @Test
  void aPortInUseIsRefusedBeforeTheRun() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome = outcome("30s", "--metrics", taken.getLocalPort());
      assertEquals(1, outcome.status(), outcome::toString);
      assertTrue(
          outcome.err().contains("--metrics: can't listen on port " + taken.getLocalPort()),
          outcome::toString);
      assertTrue(outcome.err().contains("help: "), outcome::toString);
      assertEquals("", outcome.out());
    }
  }

  @ParameterizedTest
  @CsvSource({"http", "65536", "-1", ":9100", "'9100,9101'"})
  void whatIsNoPortIsRefused(String port) throws IOException {
    Outcome outcome = outcome("30s", "--metrics=" + port);
    assertEquals(1, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("'" + port + "' is no port"), outcome::toString);
  }

  @Test
  void filesOfTheOnlyRunStandInTheDirectoryItself() throws IOException {
    Path out = scratch.path("new/out");
    Outcome outcome = outcome("1500ms", "--out", out);
    assertEquals(0, outcome.status(), outcome::toString);
    for (String name : List.of("get_bw.1.log", "put_clat.2.log", "get.service.hgrm")) {
      assertTrue(Files.size(out.resolve(name)) > 0, name);
    }
    assertEquals(1 + 2 * 2, Files.readAllLines(out.resolve("intervals.csv")).size());
    List<String> log = Files.readAllLines(out.resolve("intervals.hlog"));
    assertEquals(
        4, log.stream().filter(line -> line.matches("Tag=(get|put)\\.service,.*")).count());
  }

  @Test
  void severalRunsHaveDirectoriesOfTheirOwn() throws IOException {
    Path file = scratch.workload("b.wml", WORKLOAD.replace("run 30", "run 1\nrun 1\n"));
    Outcome outcome =
        WmlProcess.run(
            scratch.root(), "run", file, "--target", "memory", "--out", scratch.path("out"));
    assertEquals(0, outcome.status(), outcome::toString);
    try (Stream<Path> made = Files.list(scratch.path("out"))) {
      assertEquals(
          List.of("run-1", "run-2"), made.map(p -> p.getFileName().toString()).sorted().toList());
    }
    assertTrue(Files.exists(scratch.path("out/run-2/intervals.hlog")));
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefusedBeforeTheRun() throws IOException {
    Path taken = Files.writeString(scratch.path("taken"), "x");
    for (Path out : List.of(taken, taken.resolve("below"))) {
      Outcome outcome = outcome("30s", "--out", out);
      assertEquals(1, outcome.status(), outcome::toString);
      assertTrue(outcome.err().contains("--out: can't write into '" + out), outcome::toString);
      assertTrue(outcome.err().contains("name a directory"), outcome::toString);
    }
    assertEquals("x", Files.readString(taken));
  }

  @Test
  void namesOfUsersAreTakenOutUnlessWanted() throws IOException {
    Path home = scratch.path("home/alice");
    Files.createDirectories(home);
    Path json = scratch.path("r.json");
    for (boolean stay : new boolean[] {false, true}) {
      List<Object> arguments = run("100ms", "--target", "posix", "--dir", home, "--json", json);
      arguments.subList(2, 4).clear();
      if (stay) {
        arguments.add("--no-redact");
      }
      Outcome outcome = WmlProcess.run(scratch.root(), arguments.toArray());
      assertEquals(0, outcome.status(), outcome::toString);
      String text = Files.readString(json);
      assertEquals(stay, text.contains("alice"));
      assertEquals(!stay, text.contains("home/<user>"));
    }
  }

  @Test
  void theNoiseOfSafepointsIsKnown() throws IOException {
    Path json = scratch.path("r.json");
    outcome("500ms", "--json", json);
    assertTrue(Result.read(json).json().path("noise").path("safepoint_count").isNumber());
  }

  @Test
  void theLiveViewIsGoneWhenTheRunIsInterrupted() throws IOException {
    Scratch.assume(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1)");
    List<String> words = new ArrayList<>(List.of(WmlProcess.LAUNCHER.toString()));
    run("30s").forEach(word -> words.add(word.toString()));
    Path typescript = scratch.path("typescript");
    String command = String.join(" ", words) + " & sleep 0; echo $! >pid; wait $!";
    try (WmlProcess running =
        WmlProcess.command(
            scratch.root(), Map.of(), List.of("script", "-qefc", command, typescript.toString()))) {
      running.awaitWhileRunning("the live view", () -> seen(typescript).contains("last second"));
      String pid = Files.readString(scratch.path("pid")).strip();
      try (WmlProcess kill =
          WmlProcess.command(Path.of("/"), Map.of(), List.of("kill", "-TERM", pid))) {
        kill.outcome();
      }
      running.outcome();
    }
    String seen = seen(typescript);
    int erased = seen.lastIndexOf("\033[J");
    assertTrue(erased > seen.lastIndexOf("last second"), seen);
    assertTrue(seen.lastIndexOf("\033[?7h") > seen.lastIndexOf("\033[?7l"), seen);
    assertTrue(seen.indexOf("INVALID", erased) > 0, seen);
    assertFalse(seen.substring(erased).contains("\033[?7l"), seen);
  }

  private static String seen(Path typescript) {
    try {
      return Files.exists(typescript) ? Files.readString(typescript) : "";
    } catch (IOException e) {
      return ""; // in the middle of a character
    }
  }
}
