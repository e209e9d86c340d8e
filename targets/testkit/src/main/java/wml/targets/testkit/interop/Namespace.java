package wml.targets.testkit.interop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own, with a private {@code /run}, for services that want well-known ports. All
 * processes in it end with it, also when the JVM is killed. A thread of the tests may enter it: the
 * kernel keeps networks by thread, so sockets that this thread and those it starts open are in
 * there, and a test of a client needs no process of its own.
 */
public final class Namespace implements AutoCloseable {
  /** Its only machine; there is no way out. Not 127.0.0.1, at which some services don't serve. */
  public static final String HOST = "10.77.0.1";

  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final long END_SECONDS = 10;

  private static final MethodHandle OPEN = link("open", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SETNS = link("setns", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = link("close", JAVA_INT, JAVA_INT);

  private final Process holder;
  private final long pid;
  private int outside = -1;

  private Namespace(Process holder, long pid) {
    this.holder = holder;
    this.pid = pid;
  }

  private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** Skips the test where it isn't allowed. */
  public static Namespace create() throws IOException {
    Tools.need("unshare", "nsenter", "ip");
    String script =
        "mount -t tmpfs tmpfs /run && ip link set lo up && ip addr add "
            + HOST
            + "/32 dev lo && echo ready && exec cat";
    Process holder =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                "-c",
                script)
            .redirectErrorStream(true)
            .start();
    var lines =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    String first = lines.readLine();
    if (!"ready".equals(first)) {
      holder.destroyForcibly();
      Tools.assume(false, "no network namespace here: " + first);
    }
    long pid = holder.children().findFirst().orElseThrow().pid();
    return new Namespace(holder, pid);
  }

  /** The command line that runs a command with its network, and nothing else of it. */
  public List<String> networked(List<String> command) {
    List<String> out = new ArrayList<>(List.of("nsenter", "--net=/proc/" + pid + "/ns/net"));
    out.addAll(command);
    return out;
  }

  /** Starts a service, which ends with the namespace; its output goes to a file. */
  public Process start(Path log, List<String> command) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid), "-n", "-m", "-p"));
    all.addAll(command);
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Whether something in it listens at a TCP port. */
  public boolean listens(int port) throws IOException {
    String wanted = ":%04X ".formatted(port);
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        if (line.contains(wanted) && line.contains(" 0A ")) {
          return true;
        }
      }
    }
    return false;
  }

  /** The calling thread opens its sockets here until it leaves. */
  public void enter() {
    outside = open("/proc/thread-self/ns/net");
    int here = open("/proc/" + pid + "/ns/net");
    change(here);
    close(here);
  }

  /** The calling thread goes back; nothing if it never entered. */
  public void leave() {
    if (outside >= 0) {
      change(outside);
      close(outside);
      outside = -1;
    }
  }

  private static int open(String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(path);
      int fd = (int) OPEN.invokeExact(text, 0);
      if (fd < 0) {
        throw new IllegalStateException("can't open " + path);
      }
      return fd;
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void change(int fd) {
    int result;
    try {
      result = (int) SETNS.invokeExact(fd, CLONE_NEWNET);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    if (result != 0) {
      throw new IllegalStateException("setns failed");
    }
  }

  private static void close(int fd) {
    try {
      int result = (int) CLOSE.invokeExact(fd);
      if (result != 0) {
        throw new IllegalStateException("close failed");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Ends all processes in it. */
  @Override
  public void close() throws IOException {
    leave();
    holder.getOutputStream().close();
    try {
      if (!holder.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        holder.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      holder.destroyForcibly();
    }
  }
}
