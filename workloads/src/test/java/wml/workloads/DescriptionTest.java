package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.cli.describe.Description;
import wml.grammar.format.Remarks;
import wml.grammar.syntax.SourceText;

/** Every rule of {@code wml describe}, shown by a workload to which it applies. */
final class DescriptionTest {
  private static final OptionalLong ONE_MIB = OptionalLong.of(1 << 20);
  private static final OptionalLong ONE_GIB = OptionalLong.of(1 << 30);

  private static final String NO_DEVICE = "Its files fit into this machine's memory";
  private static final String NO_CRASH = "Nothing waits for durability";
  private static final String WARM = "Its files are written just before the run";
  private static final String EARLY_END = "It ends within 30 s";
  private static final String CLOSED_LOOP = "It is a closed loop";
  private static final String ONE_THREAD = "It has one thread";
  private static final String SAME_THREADS = "All runs have the same number of threads";
  private static final String ONE_RUN = "It is one run";
  private static final String NO_METADATA = "It never creates, deletes, opens or looks up";
  private static final String NO_DATA = "It moves no data";

  /** 16 files of 64k, and a thread with some flowops. */
  private static String workload(String flowops, String rest) {
    return """
    define fileset name=data,path=/tmp,entries=16,dirwidth=4,size=64k,prealloc,reuse
    define process name=p { thread name=t,instances=$n {
    """
        + flowops
        + "\n} }\n"
        + (rest.contains("$n") ? "" : "set $n=1\n")
        + rest;
  }

  private static String describe(String text, OptionalLong memory) {
    SourceText source = new SourceText("test.wml", text);
    return Description.of(Compiled.of(text).good(), Remarks.of(source), memory, 1, false)
        .replaceAll("\n      ", " ");
  }

  private static String describe(String flowops) {
    return describe(workload(flowops, "run 60"), ONE_GIB);
  }

  private static void assertSays(String text, String... sentences) {
    for (String sentence : sentences) {
      assertTrue(text.contains(sentence), () -> sentence + "\n--- not in\n" + text);
    }
  }

  private static void assertSaysNot(String text, String... sentences) {
    for (String sentence : sentences) {
      assertFalse(text.contains(sentence), () -> sentence + "\n--- in\n" + text);
    }
  }

  private static String dimension(String text, String name) {
    return text.lines()
        .filter(line -> line.matches("    (isolates|exercises|does not touch) +" + name + " .*"))
        .map(line -> line.strip().replaceAll(" +" + name + " .*", ""))
        .findFirst()
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flowop read name=r,filesetname=data,iosize=4k |isolates|does not touch|does not"
            + " touch|isolates",
        "flowop read name=r,filesetname=data,iosize=4k,directio |isolates|does not"
            + " touch|isolates|does not touch",
        "flowop statfile name=s,filesetname=data |does not touch|isolates|does not touch|does not"
            + " touch",
        "flowop listdir name=l,filesetname=data |does not touch|isolates|does not touch|does not"
            + " touch",
        "flowop write name=w,filesetname=data,iosize=4k,dsync |isolates|does not"
            + " touch|exercises|exercises",
        "flowop readwholefile name=r,filesetname=data flowop statfile name=s,filesetname=data "
            + "|exercises|exercises|does not touch|isolates",
      })
  void dimensionsFollowFromOperations(
      String flowops, String data, String metadata, String disk, String caching) {
    String text = describe(flowops);
    assertEquals(data, dimension(text, "data"), text);
    assertEquals(metadata, dimension(text, "metadata"), text);
    assertEquals(disk, dimension(text, "on-disk"), text);
    assertEquals(caching, dimension(text, "caching"), text);
  }

  @Test
  void aGateIsNamed() {
    String gate = "run 60 gate { iops(all) p99(s), warn }";
    String text = describe(workload("flowop statfile name=s,filesetname=data", gate), ONE_GIB);
    assertSays(text, "its gate compares: iops(all), p99(s)");
    assertSaysNot(describe("flowop statfile name=s,filesetname=data"), "gate");
  }

  @Test
  void cachingDependsOnMemoryAndWorkingSet() {
    String read = workload("flowop read name=r,filesetname=data,iosize=4k,random", "run 60");
    assertSays(describe(read, ONE_GIB), NO_DEVICE, "a working set of 1.00 MiB, within");
    String small = describe(read, OptionalLong.of(1000));
    assertSays(small, "more than the 1000 B of this machine's memory");
    assertEquals("exercises", dimension(small, "on-disk"));
    assertSaysNot(small, NO_DEVICE);
    assertSaysNot(describe(read, OptionalLong.empty()), NO_DEVICE);
    String limited = read.replace("random", "random,workingset=8k");
    assertSays(describe(limited, ONE_MIB), "a working set of 128 KiB, within");
  }

  @Test
  void durabilityNeedsSyncs() {
    String write = "flowop write name=w,filesetname=data,iosize=4k";
    assertSays(describe(write), NO_CRASH);
    assertSaysNot(describe(write + ",dsync"), NO_CRASH);
    assertSaysNot(describe(write + ",fd=1 flowop fsync name=f,fd=1"), NO_CRASH);
    assertSaysNot(describe("flowop read name=r,filesetname=data,iosize=4k"), NO_CRASH);
  }

  @Test
  void shortWritesMayNeverReachTheDevice() {
    String write = "flowop write name=w,filesetname=data,iosize=4k";
    assertSays(describe(workload(write, "run 10"), ONE_GIB), EARLY_END);
    assertSaysNot(describe(workload(write, "run 60"), ONE_GIB), EARLY_END);
    assertSaysNot(describe(workload(write + ",dsync", "run 10"), ONE_GIB), EARLY_END);
    assertSaysNot(describe(workload(write + ",directio", "run 10"), ONE_GIB), EARLY_END);
  }

  @Test
  void freshFilesAreWarm() {
    String text = workload("flowop read name=r,filesetname=data,iosize=4k", "run 60");
    assertSaysNot(describe(text, ONE_GIB), WARM);
    assertSays(describe(text.replace(",reuse", ""), ONE_GIB), WARM);
    assertSaysNot(
        describe(text.replace(",reuse", "").replace("iosize=4k", "iosize=4k,directio"), ONE_GIB),
        WARM);
  }

  @Test
  void loopsAreClosedUnlessTheEventGeneratorPacesThem() {
    String read = "flowop read name=r,filesetname=data,iosize=4k";
    String limit = " flowop eventlimit name=l";
    assertSays(describe(read), CLOSED_LOOP);
    assertSays(describe(read + limit), CLOSED_LOOP);
    assertSaysNot(
        describe(workload(read + limit, "eventgen rate=10\nrun 60"), ONE_GIB), CLOSED_LOOP);
  }

  @Test
  void scalingNeedsRunsWithDifferentThreads() {
    String stat = "flowop statfile name=s,filesetname=data";
    String one = describe(stat);
    assertSays(one, ONE_THREAD, ONE_RUN, "p/t: 1 thread,");
    String two = describe(workload(stat, "set $n=2\nrun 60\nrun 60"), ONE_GIB);
    assertSays(two, SAME_THREADS, "run 2 of 2");
    assertSaysNot(two, ONE_THREAD, ONE_RUN);
    String swept = describe(workload(stat, "set $n=1\nrun 60\nset $n=8\nrun 60"), ONE_GIB);
    assertSaysNot(swept, ONE_THREAD, SAME_THREADS);
    assertEquals("exercises", dimension(swept, "scaling"));
    assertSays(swept, "runs with 1 to 8 threads");
  }

  @Test
  void missingKindsAreNamed() {
    String read = describe("flowop read name=r,filesetname=data,iosize=4k");
    assertSays(read, "It never writes", NO_METADATA);
    assertSaysNot(read, "It never reads", NO_DATA);
    assertSays(describe("flowop write name=w,filesetname=data,iosize=4k"), "It never reads");
    assertSays(describe("flowop statfile name=s,filesetname=data"), NO_DATA);
    assertSaysNot(describe("flowop statfile name=s,filesetname=data"), NO_METADATA);
  }

  @Test
  void turnsCountRepeatsOfOperationsAndBlocks() {
    String text =
        describe(
            """
            define fileset name=data,path=/tmp,entries=16,dirwidth=4,size=64k,prealloc
            define flowop name=both {
              flowop statfile name=s,filesetname=data,iters=2
              flowop read name=r,filesetname=data,iosize=4k
            }
            define process name=p,instances=3 {
              thread name=t,instances=2 { flowop both name=b,iters=5 flowop hog name=h,value=1 }
            }
            run 60
            """,
            ONE_GIB);
    assertSays(
        text,
        "p/t: 6 threads",
        "15 operations a turn: 33 % read, 67 % metadata",
        "b.s: 10 times: Asks for the attributes",
        "data: 16 files of 1.00 MiB in all",
        "67 % of each thread's operations");
  }

  @Test
  void titlesAndRemarksAreTheAuthors() {
    String text =
        describe(
            "# A title\n# of two lines\n\n# no title\n"
                + workload("flowop statfile name=s,filesetname=data", "set $n=1 # threads\nrun 1"),
            ONE_GIB);
    assertTrue(text.startsWith("A title\nof two lines\n\nvariables"), text);
    assertSays(text, "  $n  1  threads\n");
  }

  @Test
  void everyClassicWorkloadCanBeDescribed() {
    for (SourceText source : WorkloadTexts.classic()) {
      if (!source.path().contains("tpcso") && !source.path().contains("netsfs")) { // large trees
        String text = describe(source.text(), ONE_GIB);
        assertSays(text, "  dimensions\n", "  what it can not show\n");
      }
    }
  }
}
