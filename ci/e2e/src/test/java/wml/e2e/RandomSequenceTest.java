package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D4 and D5: which offsets threads read, seen from the kernel. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class RandomSequenceTest {
  private static final int READS = 200;

  private static final String WORKLOAD =
      """
      define file name=data,path=/d,size=1m,prealloc
      define process name=p,instances=2 { thread name=t,instances=2 {
        flowop read name=r,filesetname=data,iosize=4k,random,workingset=$wss
        flowop finishoncount name=f,value=200,target=r
      } }
      run 20
      """;

  private Scratch scratch;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
    file = scratch.workload("test.wml", WORKLOAD);
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Map<String, List<Long>> offsets(String workingSet, Object... more) throws IOException {
    List<Object> options =
        new ArrayList<>(List.of("--dir", scratch.path("d"), "-D", "wss=" + workingSet));
    options.addAll(List.of(more));
    Map<String, List<Long>> offsets =
        SystemCalls.trace(scratch, "pread64", file, options.toArray()).offsets();
    assertEquals(Set.of("p#0/t#0", "p#0/t#1", "p#1/t#0", "p#1/t#1"), offsets.keySet());
    offsets.forEach((thread, sequence) -> assertEquals(READS, sequence.size(), thread));
    return offsets;
  }

  @Test
  void d4TheSeedDecidesTheSequenceOfEachThread() throws IOException {
    Map<String, List<Long>> first = offsets("1m", "--seed", 7);
    assertEquals(first, offsets("1m", "--seed", 7));
    assertNotEquals(first, offsets("1m", "--seed", 8));
    assertEquals(4, new HashSet<>(first.values()).size(), "threads share a sequence");
  }

  @Test
  void d5EveryBlockIsHitTheLastOneToo() throws IOException {
    Set<Long> all = Set.of(0L, 4096L, 8192L, 12288L);
    offsets("16k").forEach((thread, seen) -> assertEquals(all, new HashSet<>(seen), thread));
    Set<Long> compat = new TreeSet<>();
    offsets("16k", "--compat").values().forEach(compat::addAll);
    assertEquals(Set.of(0L, 4096L, 8192L), compat, "Filebench never hits the last block");
    Set<Long> large = new TreeSet<>();
    offsets("1m").values().forEach(large::addAll);
    assertTrue(large.size() > 230, () -> "800 reads of 256 blocks hit only " + large.size());
  }
}
