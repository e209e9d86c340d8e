package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When runs end, and how threads of different processes wait for each other. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class RunEndTest {
  private static final String FILES =
      "define fileset name=data,path=/d,entries=50,dirwidth=10,size=8k,prealloc\n";
  private static final double SOON_SECONDS = 5;

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private static String thread(String name, int count) {
    return """
    thread name=%1$s {
      flowop read name=read-%1$s,filesetname=data,iosize=4k,random
      flowop finishoncount name=end-%1$s,value=%2$d,target=read-%1$s
    }
    """
        .formatted(name, count);
  }

  private static String twoThreads(String mode) {
    return FILES
        + mode
        + "\ndefine process name=p {"
        + thread("few", 100)
        + thread("many", 30_000)
        + "}\nrun 20\n";
  }

  @Test
  void allDoneWaitsForAll() throws IOException {
    Result result = scratch.run(twoThreads("set mode quit alldone"));
    assertEquals(100, result.ops("read-few"));
    assertEquals(30_000, result.ops("read-many"));
    assertTrue(result.seconds() < SOON_SECONDS);
  }

  @Test
  void firstDoneEndsAll() throws IOException {
    Result result =
        scratch.run(twoThreads("set mode quit firstdone").replace("30000", "2000000000"));
    assertEquals(100, result.ops("read-few"));
    assertTrue(result.seconds() < SOON_SECONDS);
  }

  @Test
  void timeoutEndsEarlyWhenAllWorkIsDone() throws IOException {
    Result result = scratch.run(twoThreads("set mode quit timeout"));
    assertEquals(100, result.ops("read-few"));
    assertEquals(30_000, result.ops("read-many"));
    assertTrue(result.seconds() < SOON_SECONDS);
  }

  @Test
  void runningOutOfFilesEndsTheWorkUnderFirstDone() throws IOException {
    String text =
        FILES
            + "set mode quit firstdone\n"
            + "define process name=p { thread name=t,instances=4 {"
            + " flowop deletefile name=del,filesetname=data } }\nrun\n";
    assertEquals(50, scratch.run(text).ops("del"));
    Result failed = scratch.attempt(3, text.replace("firstdone", "timeout") + "5");
    assertFalse(failed.valid());
    assertTrue(failed.problems().contains("test.wml:3:"), failed.problems());
    assertTrue(failed.problems().contains("ran out of files"), failed.problems());
  }

  @Test
  void wakeupReachesThreadsOfOtherProcesses() throws IOException {
    Result result =
        scratch.run(
            FILES
                + """
                define process name=waiter { thread name=w,instances=3 {
                  flowop block name=hold
                  flowop read name=woken,filesetname=data,iosize=4k
                } }
                define process name=waker { thread name=k {
                  flowop read name=before,filesetname=data,iosize=4k,iters=100
                  flowop wakeup name=wake,target=hold
                } }
                run 1
                """);
    assertTrue(result.ops("woken") > 0, result.json()::toString);
    assertTrue(
        result.ops("woken") <= 3 * result.ops("wake") + 3,
        () -> "more passes than wake-ups: " + result.json());
    assertTrue(result.seconds() < SOON_SECONDS, "blocked threads end with the run");
  }

  @Test
  void semaphoresKeepProcessesInStep() throws IOException {
    Result result =
        scratch.run(
            FILES
                + """
                define process name=taker { thread name=w {
                  flowop semblock name=take,value=2,highwater=10
                  flowop read name=taken,filesetname=data,iosize=4k
                } }
                define process name=poster { thread name=k {
                  flowop read name=posted,filesetname=data,iosize=4k
                  flowop sempost name=post,target=take,value=1,blocking
                } }
                run 1
                """);
    double taken = result.ops("taken");
    assertTrue(taken > 50, result.json()::toString);
    assertEquals(result.ops("posted") / 2.0, taken, 10, result.json()::toString);
  }

  @Test
  void aThreadThatWaitsForEverEndsWithTheRun() throws IOException {
    Result result =
        scratch.run(
            FILES
                + """
                define process name=p {
                  thread name=a { flowop block name=never }
                  thread name=b { flowop semblock name=noposts,value=5 }
                  thread name=c { flowop delay name=long,value=100 }
                  thread name=d { flowop read name=r,filesetname=data,iosize=4k }
                }
                run 1
                """);
    assertTrue(result.seconds() < SOON_SECONDS, result.json()::toString);
    assertEquals(0, result.ops("never"));
  }
}
