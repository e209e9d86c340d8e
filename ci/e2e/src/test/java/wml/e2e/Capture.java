package wml.e2e;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wml.targets.testkit.interop.Namespace;
import wml.targets.testkit.interop.Tools;

/** A capture of the packets in a namespace, and what tshark reads in it. One thread's. */
final class Capture implements AutoCloseable {
  private static final Pattern DROPPED = Pattern.compile("received/dropped on .*?: \\d+/(\\d+)");
  private static final String NFS = "100003";

  /** READ, WRITE and COMMIT. */
  private static final Set<String> RANGED = Set.of("6", "7", "21");

  private static final int BUFFER_MEGABYTES = 128;

  /** As long as nothing is added for so long, nothing more comes. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Path file;
  private final WmlProcess dumpcap;

  /** A call as tshark decodes it; numbers that it lacks are empty. */
  record Call(
      String stream, String xid, String program, String procedure, String offset, String length) {}

  private Capture(Path file, WmlProcess dumpcap) {
    this.file = file;
    this.dumpcap = dumpcap;
  }

  /** Captures from now on; skips the test without dumpcap and tshark. */
  static Capture start(Namespace in, Path file) throws IOException {
    Tools.need("dumpcap", "tshark");
    Files.deleteIfExists(file);
    List<String> command =
        in.networked(
            List.of(
                "dumpcap",
                "-i",
                "lo",
                "-f",
                "tcp",
                "-B",
                Integer.toString(BUFFER_MEGABYTES),
                "-w",
                file.toString()));
    WmlProcess dumpcap = WmlProcess.command(Path.of("/"), Map.of(), command);
    dumpcap.awaitError("File: ");
    return new Capture(file, dumpcap);
  }

  /** Ends the capture; nothing of it may be lost. */
  void end() throws IOException {
    assertEquals(0, lost());
  }

  /** Ends the capture; how many packets the kernel did not keep for it. */
  long lost() throws IOException {
    long[] size = {-1, System.nanoTime()};
    dumpcap.awaitWhileRunning(
        "the end of the packets",
        () -> {
          long now = file.toFile().length();
          if (now != size[0]) {
            size[0] = now;
            size[1] = System.nanoTime();
          }
          return System.nanoTime() - size[1] > QUIET_NANOS;
        });
    dumpcap.signal("INT");
    WmlProcess.Outcome outcome = dumpcap.outcome();
    Matcher dropped = DROPPED.matcher(outcome.err());
    assertTrue(dropped.find(), outcome::toString);
    return Long.parseLong(dropped.group(1));
  }

  /** All calls, in their order. Nothing may be malformed. */
  List<Call> calls(int... ports) throws IOException {
    List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
    for (int port : ports) {
      command.addAll(List.of("-d", "tcp.port==" + port + ",rpc"));
    }
    String ours =
        Arrays.stream(ports).mapToObj(port -> "tcp.port==" + port).collect(joining(" || "));
    command.addAll(List.of("-o", "tcp.reassemble_out_of_order:TRUE"));
    command.addAll(
        List.of("-Y", "(rpc.msgtyp==0 || _ws.malformed) && (" + ours + ")", "-T", "fields"));
    for (String field :
        List.of(
            "_ws.malformed",
            "tcp.stream",
            "rpc.xid",
            "rpc.program",
            "rpc.procedure",
            "nfs.offset3",
            "nfs.count3")) {
      command.addAll(List.of("-e", field));
    }
    try (WmlProcess tshark = WmlProcess.command(Path.of("/"), Map.of(), command)) {
      WmlProcess.Outcome outcome = tshark.outcome();
      assertEquals(0, outcome.status(), outcome::toString);
      List<Call> out = new ArrayList<>();
      for (String line : outcome.out().lines().toList()) {
        String[] f = line.split("\t", -1);
        assertEquals("", f[0], () -> "malformed: " + line);
        add(out, f[1], f[2].split(",", -1), f[3].split(",", -1), f[4].split(",", -1), f[5], f[6]);
      }
      return out;
    }
  }

  /** A packet may hold several calls; of each field it has the values of all that have it. */
  private static void add(
      List<Call> to,
      String stream,
      String[] xids,
      String[] programs,
      String[] procedures,
      String offsets,
      String lengths) {
    String[] offset = offsets.split(",", -1);
    String[] length = lengths.split(",", -1);
    int ranges = 0;
    for (int i = 0; i < xids.length; i++) {
      boolean range = programs[i].equals(NFS) && RANGED.contains(procedures[i]);
      to.add(
          new Call(
              stream,
              xids[i],
              programs[i],
              procedures[i],
              range ? offset[ranges] : "",
              range ? length[ranges] : ""));
      ranges += range ? 1 : 0;
    }
  }

  @Override
  public void close() throws IOException {
    dumpcap.close();
    Files.deleteIfExists(file);
  }
}
