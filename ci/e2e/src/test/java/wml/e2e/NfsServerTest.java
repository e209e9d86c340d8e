package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.e2e.WmlProcess.Outcome;

/** A workload runs over NFS as it does on files; a server that is killed loses nothing. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class NfsServerTest {
  private static final Path VARMAIL =
      WmlProcess.LAUNCHER.resolveSibling("workloads/classic/varmail.wml");

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.on(Scratch.Place.TMPFS);
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome varmail(String target) throws IOException {
    return WmlProcess.run(
        scratch.root(),
        "run",
        VARMAIL,
        "--target",
        target,
        "--dir",
        "/mail",
        "-D",
        "nfiles=50",
        "-D",
        "nthreads=4",
        "--runtime",
        "1s");
  }

  private WmlProcess serve(Object... options) throws IOException {
    Object[] all = {
      "serve", "nfs", "--dir", scratch.directory("export"), "--state", scratch.path("state")
    };
    Object[] both = java.util.Arrays.copyOf(all, all.length + options.length);
    System.arraycopy(options, 0, both, all.length, options.length);
    return WmlProcess.start(scratch.root(), both);
  }

  private static void assumeHandles() throws IOException {
    boolean root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    Scratch.assume(root, "files are opened by handle: that needs root");
  }

  @Test
  void personalityRunsOnTheServerInMemory() throws IOException {
    Outcome outcome = varmail("nfs");
    assertEquals(0, outcome.status(), outcome::toString);
    assertTrue(outcome.out().contains("VALID"), outcome::toString);
  }

  @Test
  void personalityRunsOnTheServerOverADirectory() throws IOException {
    assumeHandles();
    Outcome outcome = varmail("nfs:dir=" + scratch.directory("export"));
    assertEquals(0, outcome.status(), outcome::toString);
    assertTrue(Files.isDirectory(scratch.path("export/mail/bigfileset")), outcome::toString);
  }

  @Test
  void personalityRunsOnAServerOfItsOwnWhichASignalEnds() throws IOException {
    assumeHandles();
    try (WmlProcess server = serve("--port", 0, "--squash", "none")) {
      String greeting = server.awaitOutput("port=").strip();
      String target = greeting.substring(greeting.indexOf("nfs:host="));
      Outcome outcome = varmail(target);
      assertEquals(0, outcome.status(), outcome::toString);
      assertTrue(Files.isDirectory(scratch.path("export/mail/bigfileset")), outcome::toString);
      String port = target.substring(target.indexOf("port=") + "port=".length());
      Outcome second =
          WmlProcess.run(
              scratch.root(),
              "serve",
              "nfs",
              "--dir",
              scratch.root(),
              "--port",
              port,
              "--state",
              scratch.path("state"));
      assertEquals(3, second.status(), second::toString);
      assertTrue(second.err().contains("Address already in use"), second::toString);
      assertTrue(second.err().contains("help: 'ss -ltnp"), second::toString);
      server.signal("TERM");
      assertEquals(143, server.outcome().status());
      assertEquals("", server.outcome().err());
    }
  }

  @Test
  void rootIsNobodyUnlessTheServerSaysElse() throws IOException {
    assumeHandles();
    try (WmlProcess server = serve("--port", 0)) {
      String greeting = server.awaitOutput("port=").strip();
      Outcome outcome = varmail(greeting.substring(greeting.indexOf("nfs:host=")));
      assertEquals(3, outcome.status(), outcome::toString);
      assertTrue(outcome.err().contains("permission denied (EACCES)"), outcome::toString);
    }
  }

  @Test
  void whatCanNotBeServedIsSaid() throws IOException {
    String[][] cases = {
      {"3", "no such directory", "--dir", "/nowhere", "--port", "0"},
      {"1", "--dir: which directory", "--port", "0"},
      {"1", "--squash: 'some'", "--dir", "/tmp", "--squash", "some"},
      {"1", "--port: 70000 is no port", "--dir", "/tmp", "--port", "70000"},
      {"1", "--export: a path starts with a slash", "--dir", "/tmp", "--export", "x"},
      {"1", "Possible solutions: --dir", "--dirr", "/tmp"},
    };
    for (String[] each : cases) {
      Object[] command = new Object[each.length];
      command[0] = "serve";
      command[1] = "nfs";
      System.arraycopy(each, 2, command, 2, each.length - 2);
      Outcome outcome = WmlProcess.run(scratch.root(), command);
      assertEquals(each[0], Integer.toString(outcome.status()), outcome::toString);
      assertTrue(outcome.err().contains(each[1]), outcome::toString);
    }
  }

  @Test
  void nothingDurableIsMissingAfterTheServerIsKilled() throws IOException {
    Path script = WmlProcess.LAUNCHER.resolveSibling("ci/bench/nfskill");
    try (WmlProcess kills =
        WmlProcess.command(Path.of("/"), Map.of(), List.of(script.toString(), "3"))) {
      Outcome outcome = kills.outcome(); // ci/bench/nfskill does more
      Scratch.assume(outcome.status() != 77, outcome.out().strip());
      assertEquals(0, outcome.status(), outcome::toString);
    }
  }
}
