package wml.flowops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import wml.api.result.RunResult;

/** Renaming among threads, on the engine. */
final class RenameRunTest {
  @Test
  void whoFindsEveryFileBeingRenamedWaitsForOne() throws Exception {
    RunResult result =
        WorkloadRun.of(
            """
            define fileset name=data,path="/rename",entries=4,size=4k,prealloc=50
            define process name=p {
              thread name=renamer,instances=3 { flowop renamefile name=rename,filesetname=data }
              thread name=asker { flowop statfile name=ask,filesetname=data }
            }
            run
            """,
            false,
            1);
    assertEquals(List.of(), result.problems());
    assertEquals(List.of(), result.errors());
    assertTrue(result.flowops().stream().allMatch(f -> f.ops() > 0), result.flowops().toString());
  }
}
