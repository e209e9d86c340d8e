package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run says that it counted, against what the kernel saw. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class CountersTest {
  private static final String CALLS =
      "pread64,pwrite64,openat,close,fsync,fdatasync,statx,ftruncate,getdents64,mkdirat,renameat,"
          + "renameat2,linkat,symlinkat,faccessat,faccessat2,fchmodat,utimensat,io_uring_enter";

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  /**
   * The calls that a thread's session made up to the end of its work: behind it are only closes of
   * directories that the session held open. The JVM looks up the processor time of the thread in
   * {@code /proc}.
   */
  private static List<String> ofTheSession(SystemCalls traced, String thread) {
    List<String> out = new ArrayList<>();
    boolean ofTheJvm = false;
    for (String call : traced.byThread().getOrDefault(thread, List.of())) {
      boolean closes = ofTheJvm && call.startsWith("close(");
      ofTheJvm = call.contains("\"/proc/");
      if (!call.startsWith("<...") && !call.startsWith("+++") && !ofTheJvm && !closes) {
        out.add(call);
      }
    }
    while (!out.isEmpty() && out.getLast().startsWith("close(")) {
      out.removeLast();
    }
    return out;
  }

  private JsonNode counts(Path json) throws IOException {
    JsonNode counts = Result.read(json).json().path("counts");
    assertEquals(1, counts.size(), counts.toString());
    return counts.get(0);
  }

  @Test
  void systemCallsAreThoseThatTheKernelSees() throws IOException {
    Path file =
        scratch.workload(
            "test.wml",
            """
            define fileset name=data,path=/d,size=64k,entries=50,dirwidth=5,prealloc=50
            define process name=p { thread name=t {
              flowop createfile name=create,filesetname=data,fd=1
              flowop appendfile name=append,fd=1,iosize=4k
              flowop fsync name=sync,fd=1
              flowop closefile name=close,fd=1
              flowop openfile name=open,filesetname=data,fd=2
              flowop read name=read,fd=2,iosize=4k,iters=3
              flowop write name=write,fd=2,iosize=8k
              flowop fdatasync name=data,fd=2
              flowop closefile name=close-again,fd=2
              flowop deletefile name=delete,filesetname=data
              flowop statfile name=look,filesetname=data
              flowop finishoncount name=f,value=100,target=look
            } }
            run 20
            """);
    Path json = scratch.path("result.json");
    SystemCalls traced =
        SystemCalls.trace(scratch, CALLS, file, "--dir", scratch.path("d"), "--json", json);
    List<String> calls = ofTheSession(traced, "p#0/t#0");
    JsonNode counts = counts(json);
    assertTrue(counts.path("ops").asLong() > 500, counts.toString());
    assertEquals(calls.size(), counts.path("syscalls").asLong(), counts.toString());
    long syncs = calls.stream().filter(c -> c.matches("f(data)?sync\\(.*")).count();
    assertEquals(syncs, counts.path("fsyncs").asLong(), counts.toString());
    assertEquals(100 * (4096 + 3 * 4096 + 8192), counts.path("moved").asLong());
  }

  @Test
  void callsIntoTheRingAreCountedToo() throws IOException {
    Path file =
        scratch.workload(
            "test.wml",
            """
            define file name=data,path=/d,size=1m,prealloc
            define process name=p { thread name=t {
              flowop read name=read,filesetname=data,iosize=4k,random,iodepth=8
              flowop finishoncount name=f,value=200,target=read
            } }
            run 20
            """);
    Path json = scratch.path("result.json");
    SystemCalls traced =
        SystemCalls.trace(scratch, CALLS, file, "--dir", scratch.path("d"), "--json", json);
    List<String> calls = ofTheSession(traced, "p#0/t#0");
    JsonNode counts = counts(json);
    long entered = calls.stream().filter(c -> c.startsWith("io_uring_enter(")).count();
    Scratch.assume(entered > 0, "no io_uring here");
    long counted = counts.path("syscalls").asLong();
    // the file is registered, and requests that are under way at the end are waited for after it
    assertTrue(Math.abs(counted - entered) <= 8, entered + " entered, counted: " + counts);
  }

  @Test
  void assertionsAndGatesReadThem() throws IOException {
    Path file =
        scratch.workload(
            "test.wml",
            """
            define file name=data,path=/d,size=1m,prealloc
            define process name=p { thread name=t {
              flowop read name=read,filesetname=data,iosize=4k,random
            } }
            run 1
            assert moved(t) == 4k and syscalls(all) == 1 and fsyncs(all) == 0 and allocated(p) < 10k
            gate { syscalls(all)  moved(all) }
            """);
    WmlProcess.Outcome good =
        WmlProcess.run(scratch.root(), "run", file, "--dir", scratch.path("d"));
    assertEquals(0, good.status(), good::toString);
    WmlProcess.Outcome none =
        WmlProcess.run(scratch.root(), "run", file, "--target", "memory", "--dir", "/d");
    assertEquals(4, none.status(), none::toString);
    assertTrue(none.out().contains("the target does not count it"), none::toString);
  }

  /**
   * In the JVM as the launcher starts it: what it has learnt from another workload is not to count.
   */
  @Test
  void warmReadsAllocateNothing() throws IOException {
    Path file =
        scratch.workload(
            "test.wml",
            """
            define file name=data,path=/d,size=1m,prealloc
            define process name=p { thread name=t {
              flowop read name=read,filesetname=data,iosize=4k,random
            } }
            run { warmup 2s measure 2s }
            assert allocated(all) < 1
            """);
    WmlProcess.Outcome run =
        WmlProcess.run(scratch.root(), "run", file, "--dir", scratch.path("d"));
    assertEquals(0, run.status(), run::toString);
  }
}
