package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.targets.testkit.interop.Ganesha;
import wml.targets.testkit.interop.Namespace;

/**
 * The classic personalities, scaled down, on nfs-ganesha's version 3: a capture of the packets
 * holds the calls that {@code --rpc-trace} tells, each with the same numbers and in the same order.
 */
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
class GaneshaTest {
  private static final String PROGRAM_NFS = "100003";
  private static final String PROGRAM_MOUNT = "100005";
  private static final Path CHECKOUT = WmlProcess.LAUNCHER.resolveSibling(".");

  private static final List<String> PROCEDURES =
      List.of(
          "NULL",
          "GETATTR",
          "SETATTR",
          "LOOKUP",
          "ACCESS",
          "READLINK",
          "READ",
          "WRITE",
          "CREATE",
          "MKDIR",
          "SYMLINK",
          "MKNOD",
          "REMOVE",
          "RMDIR",
          "RENAME",
          "LINK",
          "READDIR",
          "READDIRPLUS",
          "FSSTAT",
          "FSINFO",
          "PATHCONF",
          "COMMIT");

  private static Scratch scratch;
  private static Namespace namespace;
  private static Ganesha ganesha;

  /** Their reads and writes want to pass a cache that this client doesn't have. */
  private static final Set<String> PAST_THE_CACHE =
      Set.of(
          "tpcso",
          "singlestreamreaddirect",
          "singlestreamwritedirect",
          "fivestreamreaddirect",
          "fivestreamwritedirect");

  /** A line of the trace. */
  private record Line(
      double seconds, String thread, String xid, String operation, String offset, String length) {}

  @BeforeAll
  static void start() throws IOException {
    scratch = Scratch.on(Scratch.Place.TMPFS);
    namespace = Namespace.create();
    ganesha = Ganesha.start(namespace);
  }

  @AfterAll
  static void stop() throws IOException {
    if (namespace != null) {
      namespace.close();
    }
    if (ganesha != null) {
      ganesha.close();
    }
    if (scratch != null) {
      scratch.close();
    }
  }

  /** Names and settings of all of them. */
  static Stream<String> personalities() throws IOException {
    Path settings = CHECKOUT.resolve("workloads/src/test/resources/scaled.txt");
    return Files.readAllLines(settings).stream().filter(l -> !l.isBlank() && !l.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("personalities")
  void aPersonalitysCallsAreThoseInItsCapture(String line) throws IOException {
    for (String narrow : List.of("", ",bandwidth=4m", ",bandwidth=1m")) {
      if (agrees(line, narrow)) {
        return;
      }
    }
    fail("the capture loses packets, however few come");
  }

  /**
   * @param narrow options of a way to the server on which fewer packets come at once
   * @return false: the capture has lost some, so that nothing can be said
   */
  private static boolean agrees(String line, String narrow) throws IOException {
    String name = line.substring(0, line.indexOf(':'));
    Path trace = scratch.path(name + ".tsv");
    try (Capture capture = Capture.start(namespace, scratch.path(name + ".pcapng"))) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  WmlProcess.LAUNCHER.toString(),
                  "run",
                  CHECKOUT.resolve("workloads/classic/" + name + ".wml").toString(),
                  "--dir",
                  "/" + name,
                  "--runtime",
                  "0.3",
                  "--target",
                  "nfs:host=%s,mountport=%d,export=%s%s"
                      .formatted(Namespace.HOST, Ganesha.MOUNT_PORT, ganesha.export(), narrow),
                  "--rpc-trace",
                  trace.toString()));
      for (String setting : line.substring(line.indexOf(':') + 1).split(",")) {
        command.addAll(List.of("-D", setting.strip()));
      }
      try (WmlProcess run =
          WmlProcess.command(scratch.root(), Map.of(), namespace.networked(command))) {
        WmlProcess.Outcome outcome = run.outcome();
        if (PAST_THE_CACHE.contains(name)) {
          assertEquals(2, outcome.status(), outcome::toString);
          assertTrue(outcome.err().contains("lacks DirectIo"), outcome::toString);
          return true;
        }
        assertEquals(0, outcome.status(), outcome::toString);
      }
      if (capture.lost() > 0) {
        return false;
      }
      compare(capture.calls(Ganesha.PORT, Ganesha.MOUNT_PORT), trace);
    }
    Files.delete(trace);
    return true;
  }

  private static void compare(List<Capture.Call> seen, Path trace) throws IOException {
    List<Line> told = read(trace);
    assertTrue(!told.isEmpty(), "no calls");
    Map<String, Integer> ofSeen = new TreeMap<>();
    Map<String, Integer> ofTold = new TreeMap<>();
    told.forEach(l -> ofTold.merge(l.operation(), 1, Integer::sum));
    seen.forEach(c -> ofSeen.merge(operation(c), 1, Integer::sum));
    assertEquals(ofSeen, ofTold);
    Map<String, String> threads = threads(seen, told);
    Map<String, Line> byCall = new HashMap<>();
    for (Line line : told) {
      assertTrue(byCall.put(line.thread() + line.xid(), line) == null, line::toString);
    }
    Map<String, Double> last = new HashMap<>();
    for (Capture.Call call : seen) {
      String key = threads.get(call.stream()) + call.xid();
      Line line = Objects.requireNonNull(byCall.get(key), () -> "not in the trace: " + call);
      assertEquals(operation(call), line.operation(), call::toString);
      assertEquals(call.offset(), line.offset(), call::toString);
      assertEquals(call.length(), line.length(), call::toString);
      Double before = last.put(call.stream(), line.seconds());
      assertTrue(before == null || before <= line.seconds(), () -> "order: " + call);
    }
  }

  private static String operation(Capture.Call call) {
    int procedure = Integer.parseInt(call.procedure());
    return switch (call.program()) {
      case PROGRAM_NFS -> "nfs3 " + PROCEDURES.get(procedure);
      case PROGRAM_MOUNT -> procedure == 1 ? "mount3 MNT" : "mount3 " + procedure;
      default -> call.program() + " " + procedure;
    };
  }

  /** Whose each connection is: numbers of calls may be the same in several connections. */
  private static Map<String, String> threads(List<Capture.Call> seen, List<Line> told) {
    Map<List<String>, Set<String>> byCall = new HashMap<>();
    for (Line l : told) {
      byCall
          .computeIfAbsent(
              List.of(l.xid(), l.operation(), l.offset(), l.length()), x -> new HashSet<>())
          .add(l.thread());
    }
    Map<String, Set<String>> possible = new HashMap<>();
    for (Capture.Call c : seen) {
      Set<String> of =
          byCall.getOrDefault(
              List.of(c.xid(), operation(c), c.offset(), c.length()), Set.<String>of());
      possible.computeIfAbsent(c.stream(), x -> new HashSet<>(of)).retainAll(of);
    }
    Map<String, String> out = new HashMap<>();
    possible.forEach((stream, all) -> all.stream().findAny().ifPresent(t -> out.put(stream, t)));
    return out;
  }

  private static List<Line> read(Path trace) throws IOException {
    List<String> lines = Files.readAllLines(trace);
    assertEquals(
        "# time\tthread\txid\tprogram\top\thandle\toffset\tlength\tstatus\tlatency_us",
        lines.get(0));
    List<Line> out = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split("\t", -1);
      out.add(new Line(Double.parseDouble(f[0]), f[1], f[2], f[3] + " " + f[4], f[6], f[7]));
    }
    return out;
  }
}
