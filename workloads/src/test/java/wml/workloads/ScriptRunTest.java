package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.result.AssertionRecord;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.runtime.fileset.FilesetException;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** Scripts of several runs, for real: what is built, where, and what the results carry. */
final class ScriptRunTest implements RunObserver {
  private static final String PROCESS =
      "define process name=p { thread name=t { flowop statfile name=look,filesetname=data } }\n";

  @TempDir Path dir;

  /** The filesets that were created, one after the other. */
  private final List<String> created = new ArrayList<>();

  private List<RunResult> run(String target, String text) throws IOException {
    Target chosen = Objects.requireNonNull(Compiled.CATALOG.targets().get(target));
    return new ScriptRunner(
            Compiled.of(text.replace("$dir", dir.toString())).good(),
            chosen,
            Options.resolve(chosen.info(), Map.of()),
            new RunSettings(1, false, null),
            this)
        .run();
  }

  private static String fileset(String name, String more) {
    return "define fileset name=" + name + ",path=$dir,dirwidth=5,prealloc," + more + "\n";
  }

  @Test
  void aSweepRebuildsTheFilesetsThatDifferAndKeepsTheOthers() throws IOException {
    List<RunResult> results =
        run(
            "posix",
            fileset("data", "entries=10,size=$size")
                + fileset("same", "entries=10,size=1k")
                + PROCESS
                + "sweep $size in 1k to 4k by *2, $again in 1, 2 { run 0.02 }");
    assertEquals(List.of("data", "same", "data", "data"), created);
    assertEquals(
        List.of(10240L, 10240L, 20480L, 20480L, 40960L, 40960L),
        results.stream().map(r -> r.filesets().get(0).bytes()).toList());
  }

  @Test
  void everyResultCarriesItsPointAndPlace() throws IOException {
    List<RunResult> results =
        run(
            "memory",
            fileset("data", "entries=5")
                + PROCESS
                + "run 0.01 sweep $a in 1, 2, $b in x, y { run 0.01 }");
    assertEquals(
        List.of("", "a=1, b=x", "a=1, b=y", "a=2, b=x", "a=2, b=y"),
        results.stream().map(RunResult::pointText).toList());
    assertEquals(List.of(0, 1, 2, 3, 4), results.stream().map(RunResult::runIndex).toList());
    assertTrue(results.stream().allMatch(r -> r.runCount() == 5));
    assertEquals("y", results.get(2).workload().variables().get("b"));
    assertEquals("1", results.get(2).workload().variables().get("a"));
  }

  @Test
  void assertionsAreJudgedPerPointAndTheScriptGoesOn() throws IOException {
    List<RunResult> results =
        run(
            "memory",
            fileset("data", "entries=5")
                + PROCESS
                + "sweep $least in 1, 1000000000 {\n run 0.02\n assert ops(look) >= $least\n}");
    assertEquals(
        List.of(true, false), results.stream().map(r -> r.assertions().get(0).holds()).toList());
    AssertionRecord failed = results.get(1).assertions().get(0);
    assertEquals("test.wml:5:9", failed.position());
    assertTrue(failed.sentence().startsWith("✗ ops(look) >= $least: ops(look) is "));
    double measured = failed.measured().get(0).value();
    assertEquals(results.get(1).flowops().get(0).ops(), (long) measured);
  }

  @Test
  void eachTargetIsDeployedOnceAndKeepsItsFilesets() throws IOException {
    List<RunResult> results =
        run(
            "memory",
            fileset("data", "entries=5")
                + PROCESS
                + "sweep $i in 1, 2, $t in memory, posix { target $t run 0.01 }");
    assertEquals(
        List.of("memory", "posix", "memory", "posix"),
        results.stream().map(r -> r.target().name()).toList());
    assertEquals(List.of("data", "data"), created);
    assertTrue(Files.isDirectory(dir.resolve("data")));
  }

  @Test
  void aTargetOnTheSameDiskDoesNotTrustWhatAnotherLeft() throws IOException {
    run(
        "posix",
        fileset("data", "entries=5")
            + PROCESS
            + "sweep $i in 1, 2, $t in posix, nio { target $t run 0.01 }");
    assertEquals(List.of("data", "data", "data", "data"), created);
  }

  @Test
  void aFilesetThatCannotFitIsRefusedAtItsDefinition() {
    FilesetException e =
        assertThrows(
            FilesetException.class,
            () -> run("posix", "\n" + fileset("data", "entries=10,size=800t") + PROCESS + "run 1"));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("test.wml:2:1: fileset 'data' needs 7.81 PiB"), message);
    assertTrue(message.contains("are free there"), message);
    assertEquals(List.of(), created);
    assertTrue(Files.notExists(dir.resolve("data")));
  }

  @Override
  public void creating(String fileset, long files, long ofFiles) {
    if (files == ofFiles) {
      created.add(fileset);
    }
  }
}
