package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** What the rehearsal before a run does, and what it leaves alone. */
final class WarmUpTest implements RunObserver {
  @TempDir Path dir;

  private final List<String> heard = new ArrayList<>();

  private List<RunResult> run(String text, Map<String, String> options, String target)
      throws IOException {
    Target chosen = Objects.requireNonNull(Compiled.CATALOG.targets().get(target));
    return new ScriptRunner(
            Compiled.of(text.replace("$dir", dir.toString())).good(),
            chosen,
            Options.resolve(chosen.info(), options),
            new RunSettings(1, false, null).warmed(),
            this)
        .run();
  }

  private List<RunResult> run(String text) throws IOException {
    return run(text, Map.of(), "posix");
  }

  private static Measurement.WarmUp warmUp(RunResult result) {
    assertEquals(List.of(), result.problems());
    return result.measurement().warmUp();
  }

  @Test
  void operationsOfTheRehearsalAreReportedAndNotCounted() throws IOException {
    RunResult result =
        run("define fileset name=data,path=$dir,size=4k,entries=4,dirwidth=2,prealloc\n"
                + "define process name=p { thread name=t {"
                + " flowop read name=r,filesetname=data,fd=1,iosize=4k"
                + " flowop finishoncount name=end,value=5 } }\n"
                + "run 5")
            .get(0);
    assertTrue(warmUp(result).operations() > 10, () -> warmUp(result).toString());
    assertTrue(warmUp(result).nanos() > 0);
    assertTrue(result.ioOperations() < 10, () -> result.flowops().toString());
  }

  @Test
  void onlyCopiesAreWrittenAndNoneIsLeft() throws IOException {
    byte[] mine = "mine".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(dir.resolve("neighbour"), mine);
    run(
        "define fileset name=data,path=$dir,size=1m,entries=200,dirwidth=20,prealloc\n"
            + "define process name=p { thread name=t,instances=8 {"
            + " flowop statfile name=s,filesetname=data"
            + " flowop deletefile name=d,filesetname=data"
            + " flowop createfile name=c,filesetname=data,fd=1"
            + " flowop closefile name=e,fd=1"
            + " flowop delay name=w,value=60 } }\n"
            + "run 0.2");
    assertArrayEquals(mine, Files.readAllBytes(dir.resolve("neighbour")));
    assertFalse(Files.exists(dir.resolve(".wml/warm-up")));
    try (Stream<Path> tree = Files.walk(dir.resolve("data"))) {
      assertEquals(200, tree.filter(Files::isRegularFile).count()); // 8 deleted, 8 created
    }
  }

  @Test
  void flowopsThatAreWarmAreNotRehearsedAgain() throws IOException {
    List<RunResult> results =
        run(
            "define fileset name=data,path=$dir,size=4k,entries=4,dirwidth=2,prealloc\n"
                + "define process name=p { thread name=t {"
                + " flowop read name=r,filesetname=data,iosize=$size } }\n"
                + "sweep $size in 1k, 2k { run 0.05 }");
    assertTrue(warmUp(results.get(0)).operations() > 0);
    assertEquals(Measurement.WarmUp.NONE, warmUp(results.get(1)));
  }

  @Test
  void machinesRatesAndMissingFilesDoNotKeepItFromEnding() throws IOException {
    RunResult result =
        run("eventgen rate=1\n"
                + "define hypervisor name=h,type=esx3.1,instances=3 { define vm"
                + " name=v,instances=2,type=windows { define fileset"
                + " name=data,path=$dir,size=4k,entries=4,dirwidth=2,prealloc\n"
                + " define process name=p { thread name=t { flowop deletefile"
                + " name=d,filesetname=data flowop eventlimit name=l } } } }\n"
                + "run 0.05")
            .get(0);
    assertTrue(warmUp(result).nanos() < 5_000_000_000L);
    assertTrue(warmUp(result).operations() > 0);
  }

  @Test
  void aFailedRehearsalIsToldAndTheRunGoesOn() throws IOException {
    Path blocked = Files.createDirectories(dir.resolve(".wml"));
    Files.writeString(blocked.resolve("warm-up"), "a file where the scratch directory belongs");
    RunResult result =
        run("define fileset name=data,path=$dir,size=4k,entries=4,dirwidth=2,prealloc\n"
                + "define process name=p { thread name=t {"
                + " flowop read name=r,filesetname=data,iosize=4k } }\n"
                + "run 0.05")
            .get(0);
    assertEquals(0, warmUp(result).operations());
    assertTrue(result.ioOperations() > 0);
    assertTrue(
        heard.stream().anyMatch(n -> n.contains("could not be warmed up") && n.contains("warm-up")),
        heard::toString);
    assertTrue(Files.exists(blocked.resolve("warm-up")));
  }

  @Override
  public void note(String sentence) {
    heard.add(sentence);
  }
}
