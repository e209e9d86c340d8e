package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.targets.testkit.interop.Ganesha;
import wml.targets.testkit.interop.Namespace;

/** {@code wml import pcap} finds the calls that tshark finds, and its workload runs. */
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
class PcapImportTest {
  /** Of version 3 and version 4, by their numbers there. */
  private static final Map<String, String> NAMES =
      Map.of("6", "READ", "7", "WRITE", "21", "COMMIT", "12", "REMOVE");

  private static final Map<String, String> NAMES_4 =
      Map.of("25", "READ", "38", "WRITE", "5", "COMMIT", "28", "REMOVE");

  private static final Pattern COUNT = Pattern.compile("(\\w+) ([\\d,]+)(?:, |$)");

  private static Scratch scratch;
  private static Namespace namespace;
  private static Ganesha ganesha;

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

  private static final String WORKLOAD =
      """
      define fileset name=data,path=$dir,size=20000,entries=20,dirwidth=10,prealloc=80
      define process name=p { thread name=t,instances=3 {
        flowop createfile name=make,filesetname=data,fd=1
        flowop write name=put,fd=1,filesetname=data,iosize=4k
        flowop fsync name=flush,fd=1
        flowop closefile name=close,fd=1
        flowop read name=get,filesetname=data,iosize=10000,random
        flowop statfile name=look,filesetname=data
        flowop deletefile name=remove,filesetname=data
        flowop finishoncount name=enough,value=600
      } }
      run 5
      """;

  @ParameterizedTest
  @ValueSource(strings = {"3", "4.1"})
  void theCallsAreThoseThatTsharkFinds(String version) throws IOException {
    Path file = scratch.path("v" + version + ".pcapng");
    try (Capture capture = Capture.start(namespace, file)) {
      Path workload = scratch.workload("w.wml", "set $dir=/tmp\n" + WORKLOAD);
      String target =
          version.equals("3")
              ? "nfs:host=%s,mountport=%d,export=%s"
                  .formatted(Namespace.HOST, Ganesha.MOUNT_PORT, ganesha.export())
              : "nfs:host=%s,vers=%s,export=/export".formatted(Namespace.HOST, version);
      good(
          namespace.networked(
              List.of(
                  WmlProcess.LAUNCHER.toString(),
                  "run",
                  workload.toString(),
                  "--dir",
                  "/imported" + version,
                  "--target",
                  target)));
      capture.end();
      Path imported = scratch.path("imported" + version + ".wml");
      good(
          List.of(
              WmlProcess.LAUNCHER.toString(),
              "import",
              "pcap",
              file.toString(),
              "--output",
              imported.toString()));
      String text = Files.readString(imported);
      Map<String, Integer> found = counted(text);
      Map<String, Integer> wanted = byTshark(file, version.equals("3"));
      assertTrue(wanted.getOrDefault("WRITE", 0) > 50, wanted::toString);
      assertEquals(wanted, found, text);
      good(
          List.of(
              WmlProcess.LAUNCHER.toString(),
              "run",
              imported.toString(),
              "--dir",
              "/replayed",
              "--target",
              "memory",
              "--runtime",
              "1"));
    }
  }

  private static String good(List<String> command) throws IOException {
    try (WmlProcess run = WmlProcess.command(scratch.root(), Map.of(), command)) {
      WmlProcess.Outcome outcome = run.outcome();
      assertEquals(0, outcome.status(), outcome::toString);
      return outcome.out();
    }
  }

  /** From the comment of the imported workload. */
  private static Map<String, Integer> counted(String text) {
    Map<String, Integer> out = new TreeMap<>();
    String line =
        text.lines().filter(l -> l.startsWith("# ") && l.contains("WRITE")).findFirst().orElse("");
    Matcher each = COUNT.matcher(line);
    while (each.find()) {
      if (NAMES.containsValue(each.group(1))) {
        out.put(each.group(1), Integer.parseInt(each.group(2).replace(",", "")));
      }
    }
    return out;
  }

  private static Map<String, Integer> byTshark(Path file, boolean three) throws IOException {
    String fields =
        good(
            List.of(
                "tshark",
                "-r",
                file.toString(),
                "-d",
                "tcp.port==2049,rpc",
                "-Y",
                "rpc.msgtyp==0 && rpc.program==100003",
                "-T",
                "fields",
                "-e",
                three ? "nfs.procedure_v3" : "nfs.opcode"));
    Map<String, Integer> out = new TreeMap<>();
    for (String number : fields.split("[,\\s]+")) {
      String name = (three ? NAMES : NAMES_4).get(number);
      if (name != null) {
        out.merge(name, 1, Integer::sum);
      }
    }
    return out;
  }

  @Test
  void whatIsNoCaptureIsRefused() throws IOException {
    Path file = Files.writeString(scratch.path("x.pcap"), "not at all a capture");
    WmlProcess.Outcome outcome = WmlProcess.run(scratch.root(), "import", "pcap", file);
    assertEquals(2, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("this is no capture"), outcome::toString);
  }
}
