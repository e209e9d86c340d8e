package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.result.RunResult;

/** What a measured thread allocates per operation, once warm: nothing. */
final class HotPathTest {
  /** A sampler may see a class load or a histogram's new octave; an object per operation not. */
  private static final double MOST_BYTES_PER_OPERATION = 1;

  /** Of targets that promise it for names too. */
  private static final String METADATA =
      """
      flowop closefile name=close,fd=1
      flowop openfile name=open,filesetname=data,fd=1
      flowop statfile name=stat,filesetname=data
      flowop statfile name=stat-random,filesetname=data,pick=random
      flowop statfile name=stat-own,filesetname=data,pick=own,think=uniform(0,1us)
      flowop statfile name=stat-zipf,filesetname=data,pick=zipf(0.99)
      flowop read name=read-pareto,filesetname=data,iosize=4k,pick=pareto(h=20%),fd=3
      flowop createfile name=create,filesetname=data,fd=2
      flowop appendfilerand name=append,fd=2,iosize=4k
      flowop closefile name=close-new,fd=2
      flowop deletefile name=delete,filesetname=data
      """;

  /** Allocated bytes of the workload's thread and operations so far, about once a second. */
  private record Sample(long bytes, long operations) {}

  @ParameterizedTest
  @CsvSource({
    "null, 3.5,",
    "memory, 3.5,",
    "posix, 8.5, names too" // long enough to inline system calls on a busy machine
  })
  void allocatesNothingPerOperation(
      String target, double seconds, @Nullable String metadata, @TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("hot.wml");
    Files.writeString(
        file,
        """
        define fileset name=data,path=/data,size=64k,entries=64,dirwidth=8,prealloc=50
        define process name=p { thread name=t {
          flowop read name=random-read,filesetname=data,fd=1,iosize=4k,random,iters=8
          flowop read name=zipf-read,fd=1,iosize=4k,offset=zipf(1),iters=8
          flowop write name=hot-write,fd=1,iosize=normal(4k,1k),offset=hotset(10%%,90%%,100),iters=8
          flowop read name=next-read,fd=1,iosize=4k,iters=8
          flowop write name=random-write,fd=1,iosize=4k,random,iters=8
          flowop write name=next-write,fd=1,iosize=4k,iters=8
          flowop readwholefile name=whole,fd=1,iosize=16k
          mix { 70%% flowop read name=often,fd=1,iosize=4k
                30%% { repeat 2 { flowop read name=twice,fd=1,iosize=4k } } }
          chance 5%% flowop read name=rare,fd=1,iosize=4k
          %s
        } }
        run { warmup 1s measure 1s }
        """
            .formatted(metadata == null ? "" : METADATA));
    List<Sample> samples = new ArrayList<>();
    Workload workload = new Workload(file, Map.of());
    RunResult result =
        workload
            .run(
                target,
                directory.resolve("root"),
                false,
                seconds,
                operations -> samples.add(new Sample(allocated("p#0/t#0"), operations)))
            .get(0);
    assertEquals(List.of(), result.problems());
    double least = Double.MAX_VALUE;
    for (int i = 1; i < samples.size(); i++) {
      Sample before = samples.get(i - 1);
      Sample after = samples.get(i);
      double operations = after.operations - before.operations;
      least = Math.min(least, (after.bytes - before.bytes) / Math.max(1, operations));
    }
    double found = least;
    assertTrue(samples.size() >= 3, () -> "too few samples: " + samples);
    assertTrue(
        found < MOST_BYTES_PER_OPERATION, () -> found + " bytes per operation in " + samples);
  }

  private static long allocated(String threadName) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(threadName)) {
        return threads.getThreadAllocatedBytes(thread.threadId());
      }
    }
    throw new AssertionError("no thread " + threadName);
  }
}
