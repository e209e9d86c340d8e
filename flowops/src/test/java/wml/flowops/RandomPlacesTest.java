package wml.flowops;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.result.RunResult;

/** Where whole workloads go and how they pause, seen from the target. */
final class RandomPlacesTest {
  private static final double SECONDS = 20;

  private static Map<String, List<String>> traces(String text) throws Exception {
    TracedTarget target = new TracedTarget(WorkloadRun.memory());
    RunResult result = WorkloadRun.of("set mode quit alldone\n" + text, target, false, SECONDS);
    assertEquals(List.of(), result.problems());
    Map<String, List<String>> traces = new TreeMap<>(target.traces);
    traces.keySet().removeIf(thread -> thread.startsWith("coordinator"));
    return traces;
  }

  private static List<Long> numbers(List<String> trace, String operation, char before) {
    return trace.stream()
        .filter(t -> t.startsWith(operation))
        .map(t -> Long.parseLong(t.substring(t.lastIndexOf(before) + 1)))
        .toList();
  }

  private static final String HOT_READS =
      """
      define fileset name=data,path="/d",entries=1,size=400k,prealloc
      define process name=p { thread name=t,instances=2 {
        flowop read name=r,filesetname=data,iosize=4k,\
      offset=hotset(hot=10%,share=90%,every=1000,step=15%),iters=10000
        flowop finishoncount name=enough,value=1
      } }
      run
      """;

  @Test
  void theHotSetOfOffsetsMovesAsDeclared() throws Exception {
    Map<String, List<String>> traces = traces(HOT_READS);
    assertEquals(Set.of("p#0/t#0", "p#0/t#1"), traces.keySet());
    for (List<String> trace : traces.values()) {
      List<Long> offsets = numbers(trace, "read", '@');
      assertEquals(10_000, offsets.size());
      for (int segment = 0; segment < 10; segment++) {
        long start = 15L * segment % 100;
        long inside =
            offsets.subList(segment * 1000, (segment + 1) * 1000).stream()
                .filter(offset -> Math.floorMod(offset / 4096 - start, 100L) < 10)
                .count();
        assertTrue(inside > 850 && inside < 950, inside + " in segment " + segment);
      }
    }
    assertNotEquals(traces.get("p#0/t#0"), traces.get("p#0/t#1"));
  }

  @Test
  void aSeedGivesTheSameOffsetsAgain() throws Exception {
    List<Long> first = numbers(requireNonNull(traces(HOT_READS).get("p#0/t#0")), "read", '@');
    List<Long> again = numbers(requireNonNull(traces(HOT_READS).get("p#0/t#0")), "read", '@');
    assertEquals(first, again);
  }

  @Test
  void ownPartsCoverTheFilesetAndDoNotOverlap() throws Exception {
    Map<String, List<String>> traces =
        traces(
            """
            define fileset name=data,path="/d",entries=101,size=1k,dirwidth=1000,prealloc
            define process name=p,instances=2 { thread name=a,instances=3 {
              flowop statfile name=s,filesetname=data,pick=own,iters=100
              flowop finishoncount name=enough,value=1
            } }
            define process name=q { thread name=b,instances=2 {
              flowop statfile name=s,filesetname=data,pick=own,iters=100
              flowop finishoncount name=enough,value=1
            } thread name=c {
              flowop statfile name=s,filesetname=data,iters=100
              flowop finishoncount name=enough,value=1
            } }
            run
            """);
    Map<String, String> owners = new HashMap<>();
    int owning = 0;
    for (Map.Entry<String, List<String>> e : traces.entrySet()) {
      if (e.getKey().startsWith("q#0/c")) {
        continue;
      }
      owning++;
      Set<String> own =
          new TreeSet<>(e.getValue().stream().filter(t -> t.contains("stat")).toList());
      assertTrue(own.size() == 12 || own.size() == 13, () -> e.getKey() + " has " + own.size());
      for (String file : own) {
        assertEquals(null, owners.put(file, e.getKey()), file);
      }
    }
    assertEquals(8, owning);
    assertEquals(101, owners.size());
  }

  @Test
  void moreThreadsThanFilesIsAnErrorBeforeTheRun() throws Exception {
    RunResult result =
        WorkloadRun.of(
            """
            define fileset name=data,path="/d",entries=3,size=1k,prealloc
            define process name=p { thread name=a,instances=4 {
              flowop statfile name=s,filesetname=data,pick=own
            } }
            run 1
            """,
            false,
            0.2);
    assertTrue(
        result.problems().getFirst().contains("4 threads share 3 entries"),
        result.problems().toString());
  }

  @Test
  void aZipfPickPrefersTheFirstFiles() throws Exception {
    List<String> trace =
        requireNonNull(
            traces(
                    """
                    define fileset name=data,path="/d",entries=50,size=1k,dirwidth=100,prealloc
                    define process name=p { thread name=t {
                      flowop statfile name=s,filesetname=data,pick=zipf(1),iters=20000
                      flowop finishoncount name=enough,value=1
                    } }
                    run
                    """)
                .get("p#0/t#0"));
    Map<Long, Long> counts =
        numbers(trace, "stat", '/').stream()
            .collect(Collectors.groupingBy(n -> n, Collectors.counting()));
    double harmonic = 0;
    for (int k = 1; k <= 50; k++) {
      harmonic += 1.0 / k;
    }
    double expected = 20000 / harmonic;
    assertEquals(expected, requireNonNull(counts.get(1L)), 5 * Math.sqrt(expected));
    assertEquals(expected / 10, requireNonNull(counts.get(10L)), 5 * Math.sqrt(expected / 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "3600", "exponential(mean=1h, min=1min)"})
  void thinkingEndsWithTheRunAndIsNotTimed(String think) throws Exception {
    long start = System.nanoTime();
    RunResult result = thinking(think, 0.3);
    assertEquals(List.of(), result.problems());
    assertEquals(4, result.ioOperations());
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 10, () -> "took " + seconds + " s");
  }

  @Test
  void thinkingPausesAfterEachOperation() throws Exception {
    RunResult result = thinking("10ms", 0.5);
    assertTrue(result.ioOperations() > 20 && result.ioOperations() <= 4 * 51, result::toString);
    result
        .flowops()
        .forEach(
            f ->
                assertTrue(
                    f.service().meanNanos() < 5e6, () -> "timed: " + f.service().meanNanos()));
  }

  private static RunResult thinking(String think, double seconds) throws Exception {
    return WorkloadRun.of(
        """
        define fileset name=data,path="/d",entries=10,size=1k,prealloc
        define process name=p { thread name=t,instances=4 {
          flowop statfile name=s,filesetname=data,think=%s
        } }
        run 60
        """
            .formatted(think),
        false,
        seconds);
  }
}
