package wml.flowops;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.api.flowop.Signature;
import wml.api.result.RunResult;
import wml.api.target.Capability.RemoteCalls;

/** Every flowop's example, through the compiler and the engine. */
final class ExampleRunTest {
  /** At most: a run ends once its work is done, which takes its time on a busy machine. */
  private static final double SECONDS = 2;

  static Stream<String> keywords() {
    return Workbench.TYPES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("keywords")
  void runsOnTheEngine(String keyword) throws Exception {
    Signature signature = requireNonNull(Workbench.TYPES.get(keyword)).signature();
    boolean remote = signature.needs().contains(RemoteCalls.class);
    RunResult result =
        WorkloadRun.of(
            """
            set mode quit alldone
            define fileset name=data,path="/bench",entries=20,leafdirs=10,dirwidth=5,size=64k,
                prealloc=50
            define process name=user {
              thread name=worker,memsize=1m {
                %s
                flowop finishoncount name=enough,value=50
                flowop statfile name=counted,filesetname=data
              }
            }
            eventgen rate=100000
            run
            """
                .formatted(signature.example()),
            WorkloadRun.target(remote ? "nfs" : "memory"),
            false,
            SECONDS);
    assertEquals(List.of(), result.problems());
    assertEquals(List.of(), result.errors());
    assertTrue(result.valid());
    assertTrue(
        result.flowops().stream().anyMatch(f -> f.type().equals(keyword) && f.ops() > 0),
        () -> keyword + " did nothing: " + result.flowops());
  }
}
