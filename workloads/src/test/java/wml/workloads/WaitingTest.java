package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.result.RunResult;

/** When threads wait for files of each other, and when they give up. */
final class WaitingTest {
  private static final String FILESET =
      "define fileset name=fs,path=/d,size=4k,entries=200,dirwidth=20\n";

  @RepeatedTest(5)
  void creatorAndDeleterKeepEachOtherGoing(@TempDir Path directory) throws IOException {
    RunResult result =
        run(
            directory,
            FILESET
                + """
                define process name=a { thread name=d {
                  flowop deletefile name=del,filesetname=fs
                } }
                define process name=b { thread name=c {
                  flowop createfile name=cr,filesetname=fs,fd=1
                  flowop closefile name=cl,fd=1
                } }
                set mode quit alldone
                run 1
                """);
    assertEquals(List.of(), result.problems());
    assertTrue(result.elapsedSeconds() > 0.5, () -> "gave up after " + result.elapsedSeconds());
  }

  @Test
  void creatorsEndOnceEveryFileExists(@TempDir Path directory) throws IOException {
    RunResult result =
        run(
            directory,
            FILESET
                + """
                define process name=b { thread name=c,instances=8 {
                  flowop createfile name=cr,filesetname=fs,fd=1
                  flowop closefile name=cl,fd=1
                } }
                set mode quit alldone
                run 8
                """);
    assertEquals(List.of(), result.problems());
    assertEquals(400, result.ioOperations());
    assertTrue(result.elapsedSeconds() < 5, () -> "waited for " + result.elapsedSeconds());
  }

  private static RunResult run(Path directory, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("waiting.wml"), text);
    return new Workload(file, Map.of()).run("memory", Path.of("/base"), false, 1).get(0);
  }
}
