package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.e2e.WmlProcess.Outcome;

/** Many requests under way, from the workload file to the result. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class PipelineTest {
  private static final String FILES =
      "define fileset name=data,path=/d,entries=2,size=1m,prealloc\n";

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome run(String target, String flowops) throws IOException {
    String text = FILES + "define process name=p { thread name=t {\n" + flowops + "\n} }\nrun 20\n";
    return WmlProcess.run(
        scratch.root(),
        "run",
        scratch.workload("test.wml", text),
        "--dir",
        scratch.root().resolve("w"),
        "--target",
        target,
        "--json",
        scratch.root().resolve("result.json"));
  }

  /** What is under way when the thread ends counts too, so that the number is exact. */
  @ParameterizedTest
  @ValueSource(strings = {"auto", "threads"})
  void everyRequestIsCounted(String async) throws IOException {
    Outcome outcome =
        run(
            "posix:async=" + async,
            """
            flowop read name=reads,filesetname=data,iosize=4k,random,iodepth=32,iters=10001
            flowop write name=writes,filesetname=data,iosize=4k,iodepth=7,iters=1000
            flowop aioread name=starts,filesetname=data,iosize=4k,random,iters=100
            flowop finishoncount name=enough,value=1,target=writes
            """);
    assertEquals(0, outcome.status(), outcome::toString);
    Result result = Result.read(scratch.root().resolve("result.json"));
    assertEquals(10_001, result.ops("reads"));
    assertEquals(10_001 * 4096L, result.bytes("reads"));
    assertEquals(1000, result.ops("writes"));
    assertEquals(1000 * 4096L, result.bytes("writes"));
  }

  @Test
  void depthOnATargetWithoutAsynchronousReadsIsRefusedWithItsPlace() throws IOException {
    Outcome outcome = run("nio", "flowop read name=r,filesetname=data,iosize=4k,iodepth=2");
    assertEquals(2, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("test.wml:3:"), outcome::toString);
    assertTrue(outcome.err().contains("'iodepth': it lacks AsyncIo"), outcome::toString);
    Outcome plain =
        run(
            "nio",
            """
            flowop read name=r,filesetname=data,iosize=4k,iodepth=1
            flowop finishoncount name=enough,value=1
            """);
    assertEquals(0, plain.status(), plain::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iosize=1000", "iosize=4k,workingset=6000", "iosize=4k,offset=100"})
  void unalignedDirectAccessIsRefusedWithItsPlaceAndARemedy(String sizes) throws IOException {
    Outcome outcome = run("posix", "flowop read name=r,filesetname=data,directio," + sizes);
    assertEquals(3, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("test.wml:3:"), outcome::toString);
    assertTrue(outcome.err().contains("with directio must be a multiple of"), outcome::toString);
  }

  @Test
  void anUnknownWayOfAsynchronousAccessIsRefused() throws IOException {
    Outcome outcome = run("posix:async=uring", "flowop read name=r,filesetname=data,iosize=4k");
    assertTrue(outcome.status() == 1 || outcome.status() == 2, outcome::toString);
    assertTrue(outcome.err().contains("auto, io_uring, threads"), outcome::toString);
  }
}
