package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limiters deliver the rate that was asked for, from the first second, to all alike. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class RateTest {
  private static final double TOLERANCE = 0.05;
  private static final double MIB = 1024 * 1024;

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private static String workload(int rate, String steps, String run) {
    return """
    define fileset name=data,path=/d,entries=10,dirwidth=10,size=2m,prealloc
    eventgen rate=%d
    define process name=p { %s }
    %s
    """
        .formatted(rate, steps, run);
  }

  private static String thread(String name, String steps) {
    return "thread name=" + name + " { " + steps + " }\n";
  }

  private static String read(String name, String size) {
    return "flowop read name=" + name + ",filesetname=data,random,iosize=" + size + "\n";
  }

  @ParameterizedTest
  @CsvSource({
    "eventlimit,300",
    "eventlimit,5000",
    "iopslimit,300",
    "iopslimit,5000",
    "opslimit,300",
    "opslimit,5000"
  })
  void ofOperations(String limiter, int rate) throws IOException {
    int perEvent = limiter.equals("eventlimit") ? 2 : 1;
    Result result =
        scratch.run(
            workload(
                rate,
                thread("t", read("a", "4k") + read("b", "4k") + "flowop " + limiter + " name=l\n"),
                "run 2"),
            "--target",
            "memory");
    assertEquals(
        1.0,
        result.totalOps() / (result.seconds() * rate * perEvent),
        TOLERANCE,
        result.json()::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 5000})
  void ofMebibytes(int rate) throws IOException {
    Result result =
        scratch.run(
            workload(
                rate, thread("t", read("a", "256k") + "flowop bwlimit name=l,target=a\n"), "run 2"),
            "--target",
            "null");
    assertEquals(
        1.0,
        result.bytes("a") / (result.seconds() * rate * MIB),
        TOLERANCE,
        result.json()::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 5000})
  void isSharedFairly(int rate) throws IOException {
    StringBuilder threads = new StringBuilder();
    for (int i = 1; i <= 4; i++) {
      threads.append(thread("t" + i, read("r" + i, "4k") + "flowop eventlimit name=l" + i + "\n"));
    }
    Result result = scratch.run(workload(rate, threads.toString(), "run 2"), "--target", "memory");
    assertEquals(
        1.0, result.totalOps() / (result.seconds() * rate), TOLERANCE, result.json()::toString);
    for (int i = 1; i <= 4; i++) {
      assertEquals(0.25, (double) result.ops("r" + i) / result.totalOps(), 0.025, "r" + i);
    }
  }

  @Test
  void holdsInEverySecond() throws IOException {
    String text =
        workload(500, thread("t", read("a", "4k") + "flowop eventlimit name=l\n"), "psrun -1 3");
    WmlProcess.Outcome outcome =
        WmlProcess.run(
            scratch.root(), "run", scratch.workload("a.wml", text), "--target", "memory");
    assertEquals(0, outcome.status(), outcome::toString);
    Matcher matcher = Pattern.compile("snapshot at .*?, ([0-9.]+) ops/s").matcher(outcome.out());
    List<Double> rates = new ArrayList<>();
    while (matcher.find()) {
      rates.add(Double.valueOf(matcher.group(1)));
    }
    assertEquals(2, rates.size(), 1, outcome::toString);
    for (double rate : rates) {
      assertEquals(500, rate, 500 * TOLERANCE, outcome::toString);
    }
  }

  @Test
  void snapshotsAddUpOverTheRun() throws IOException {
    String text =
        workload(500, thread("t", read("a", "4k") + "flowop eventlimit name=l\n"), "psrun 1 3");
    WmlProcess.Outcome outcome =
        WmlProcess.run(
            scratch.root(), "run", scratch.workload("a.wml", text), "--target", "memory");
    Matcher matcher = Pattern.compile("snapshot at (\\d+) s: (\\d+) ops").matcher(outcome.out());
    int seen = 0;
    while (matcher.find()) {
      seen++;
      double expected = 500.0 * Integer.parseInt(matcher.group(1));
      assertEquals(expected, Double.parseDouble(matcher.group(2)), expected * TOLERANCE);
    }
    assertEquals(2, seen, 1, outcome::toString);
  }

  @Test
  void withoutEventsALimiterDoesNothing() throws IOException {
    Result result =
        scratch.run(
            """
            define fileset name=data,path=/d,entries=1,dirwidth=1,size=1m,prealloc
            define process name=p { thread name=t {
              flowop read name=a,filesetname=data,random,iosize=4k
              flowop eventlimit name=l
            } }
            run 1
            """,
            "--target",
            "memory");
    assertEquals((double) result.ops("a"), (double) result.ops("l"), 1);
  }
}
