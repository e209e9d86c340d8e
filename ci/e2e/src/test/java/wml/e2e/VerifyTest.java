package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.e2e.WmlProcess.Outcome;

/** Damage is found and named; what is right is never called wrong; crashes are judged. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class VerifyTest {
  private static final String FILESET =
      "define fileset name=data,path=/d,size=64k,entries=4,dirwidth=4,prealloc,verify=crc32c";

  /** Reads twice, so that a stale read follows a good one. */
  private static final String CHECKING =
      FILESET
          + """

          define process name=p { thread name=t {
            flowop write name=w,filesetname=data,iosize=%1$s,random,workingset=%1$s
            flowop read name=r,filesetname=data,iosize=%1$s,random,workingset=%1$s,iters=4
          } }
          run 20
          """;

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.on(Scratch.Place.TMPFS);
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome run(String text, Object... options) throws IOException {
    Object[] all = new Object[options.length + 4];
    all[0] = "run";
    all[1] = scratch.workload("test.wml", text);
    all[2] = "--dir";
    all[3] = scratch.path("data");
    System.arraycopy(options, 0, all, 4, options.length);
    return WmlProcess.run(scratch.root(), all);
  }

  @ParameterizedTest
  @CsvSource({
    "lost, 4k, lost write",
    "torn, 4k, torn block",
    "stale, 4k, stale block",
    "swapped, 8k, misplaced block",
    "flipped, 4k, corrupt block"
  })
  void plantedFaultIsFoundWithFileAndOffset(String fault, String size, String words)
      throws IOException {
    Outcome outcome =
        run(CHECKING.formatted(size), "--target", "faulty:" + fault + "=0.02", "--seed", "3");
    assertEquals(5, outcome.status(), outcome::toString);
    String named = words + " in " + scratch.path("data") + "/d/data/00000001/";
    assertTrue(outcome.err().contains(named), outcome::toString);
    assertTrue(outcome.err().contains(" at offset 0: "), outcome::toString);
  }

  @Test
  void threadsThatWriteAndReadTheSameBlocksRaiseNoAlarm() throws IOException {
    Result result =
        scratch.run(
            FILESET
                + """

                define process name=p {
                  thread name=w,instances=2 {
                    flowop write name=wr,filesetname=data,iosize=8k,random,opennext
                  }
                  thread name=r,instances=2 {
                    flowop read name=rd,filesetname=data,iosize=16k,random,opennext
                  }
                  thread name=s { flowop readwholefile name=rw,filesetname=data,iosize=8k,opennext }
                  thread name=a {
                    flowop appendfile name=ap,filesetname=data,iosize=4k,opennext
                    flowop finishoncount name=end,value=500
                  }
                }
                run 2
                """);
    assertTrue(result.ops("rd") > 1000, result.json()::toString);
    assertEquals("[]", result.json().path("errors").toString());
  }

  @Test
  void filesThatWereWrittenWithoutVerifyAreRefused() throws IOException {
    String plain =
        CHECKING.formatted("4k").replace("run 20", "run 1").replace("prealloc", "reuse,prealloc");
    assertEquals(0, run(plain.replace(",verify=crc32c", "")).status());
    Outcome outcome = run(plain);
    assertEquals(3, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("test.wml:1:"), outcome::toString);
    assertTrue(outcome.err().contains("was written without verify"), outcome::toString);
    assertTrue(outcome.err().contains("leave out reuse"), outcome::toString);
  }

  @Test
  void filesThatAnEarlierRunVerifiedAreVerifiedAgain() throws IOException {
    String text =
        CHECKING.formatted("4k").replace("run 20", "run 1").replace("prealloc", "reuse,prealloc");
    assertEquals(0, run(text).status());
    Outcome again = run(text);
    assertEquals(0, again.status(), again::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size=64k | size=63k | not whole verified blocks",
        "verify=crc32c | verify=crc32c,dedup=30 | never repeat",
        "verify=crc32c | verifyblock=8k | 'verifyblock' without 'verify'",
        "iosize=4k | iosize=1k | iosize=1024 is not whole verified blocks",
        "flowop read | flowop aiowrite | aiowrite would break the verified blocks"
      })
  void whatCanNotBeVerifiedIsRefusedBeforeTheRun(String from, String to, String words)
      throws IOException {
    Outcome outcome = run(CHECKING.formatted("4k").replace(from, to));
    assertEquals(2, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains(words), outcome::toString);
    assertTrue(outcome.err().contains("help: "), outcome::toString);
  }

  @Test
  void targetThatDropsSyncedWritesIsCaughtByTheJournal() throws IOException {
    Path journal = scratch.path("journal");
    Outcome ran =
        run(
            FILESET
                + """

                define process name=p { thread name=t {
                  flowop write name=w,filesetname=data,iosize=4k,random
                  flowop fsync name=f
                } }
                run 1
                """,
            "--journal",
            journal,
            "--target",
            "faulty:lost=0.5");
    assertEquals(0, ran.status(), ran::toString);
    Outcome verified = WmlProcess.run(scratch.root(), "verify", journal, "--json", "-");
    assertEquals(5, verified.status(), verified::toString);
    assertTrue(verified.err().contains(" in " + scratch.path("data") + "/d/data/"));
    assertTrue(verified.out().contains("\"failures\": {\"lost_write\": "), verified::toString);
  }

  @Test
  void journalThatIsCutAnywhereIsReadAsFarAsItGoes() throws IOException {
    Path journal = scratch.path("journal");
    Outcome ran = run(CHECKING.formatted("4k").replace("run 20", "run 1"), "--journal", journal);
    assertEquals(0, ran.status(), ran::toString);
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length / 2 + 13));
    Outcome verified = WmlProcess.run(scratch.root(), "verify", journal);
    assertEquals(0, verified.status(), verified::toString);
    Files.writeString(journal, "no journal");
    Outcome none = WmlProcess.run(scratch.root(), "verify", journal);
    assertEquals(3, none.status(), none::toString);
    assertTrue(none.err().contains("is no journal"), none::toString);
  }

  private static void crash(String rounds, String mode) throws IOException {
    Path script = WmlProcess.LAUNCHER.resolveSibling("ci/bench/crash");
    try (WmlProcess crash =
        WmlProcess.command(Path.of("/"), Map.of(), List.of(script.toString(), rounds, mode))) {
      Outcome outcome = crash.outcome();
      Scratch.assume(outcome.status() != 77, outcome.out().strip());
      assertEquals(0, outcome.status(), outcome::toString);
    }
  }

  @Test
  void nothingDurableIsMissingAfterKills() throws IOException {
    crash("4", "kill"); // ci/bench/crash does more
  }

  @Test
  void nothingDurableIsMissingAfterPowerCuts() throws IOException {
    crash("3", "power");
  }
}
