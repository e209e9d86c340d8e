package wml.targets.posix.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Capability.AsyncQueue;
import wml.api.target.Capability.Completion;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/** What io_uring adds to what every queue promises; skipped where the kernel refuses it. */
@EnabledOnOs(OS.LINUX)
final class RingQueueTest {
  /** How long the compiler may take on a busy machine before what is allocated counts. */
  private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int DEPTH = 32;
  private static final OpenMode NEW = OpenMode.READ_WRITE.create();

  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final IoBuffer memory = IoBuffer.allocate(DEPTH * 4096L);
  private final Completion completion = this::completed; // one, not one per call
  private int failures;
  @TempDir Path directory;

  @BeforeEach
  void needsIoUring() {
    try {
      Ring.open(new CallState(), 1).close();
    } catch (TargetException e) {
      System.out.println("skipped: " + e.getMessage());
      Assumptions.abort(e.getMessage());
    }
  }

  private LinuxSession session(AsyncChoice choice) {
    return new LinuxSession("t", choice);
  }

  private AsyncChoice choice(AsyncChoice.Way way) {
    return new AsyncChoice(way, notes::add);
  }

  private FilePath path(String name) {
    return FilePath.of(directory.resolve(name).toString());
  }

  @Test
  void requestsAllocateNothing() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (LinuxSession session = session(choice(AsyncChoice.Way.IO_URING));
        FileHandle file = session.open(path("f"), NEW);
        AsyncQueue queue = session.queue(DEPTH, memory)) {
      long least = Long.MAX_VALUE;
      long begin = System.nanoTime();
      while (least > 0 && System.nanoTime() - begin < COMPILE_NANOS) {
        long before = threads.getCurrentThreadAllocatedBytes();
        rounds(queue, file, 500);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, least);
    }
  }

  private void rounds(AsyncQueue queue, FileHandle file, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < DEPTH; j++) {
        memory.window(j * 4096L, 4096);
        if (i == 0) {
          queue.submitWrite(file, memory, 4096, j * 4096L, j);
        } else {
          queue.submitRead(file, memory, 4096, j * 4096L, j);
        }
      }
      while (queue.outstanding() > 0) {
        queue.reap(1, Long.MAX_VALUE, completion);
      }
    }
  }

  private void completed(long tag, int bytes) {
    if (bytes != 4096) {
      failures++;
    }
  }

  @Test
  void heldBackRequestsAreNotStarted() throws IOException {
    try (LinuxSession session = session(choice(AsyncChoice.Way.IO_URING));
        FileHandle file = session.open(path("f"), NEW);
        AsyncQueue queue = session.queue(4, memory)) {
      assertTrue(queue.submitWrite(file, memory, 4096, 0, 1));
      assertEquals(0, Files.size(directory.resolve("f")));
      queue.handOver();
      assertEquals(1, queue.reap(1, Long.MAX_VALUE, this::completed));
      assertEquals(4096, Files.size(directory.resolve("f")));
      assertEquals(0, failures);
    }
  }

  /** The table of registered files holds on to a file as a descriptor does. */
  @Test
  void aClosedFileGivesItsSpaceBackWhileTheQueueLives() throws IOException {
    try (LinuxSession session = session(choice(AsyncChoice.Way.IO_URING));
        AsyncQueue queue = session.queue(DEPTH, memory)) {
      FileHandle file = session.open(path("f"), NEW);
      rounds(queue, file, 3);
      assertEquals(0, failures);
      FileHandle second = session.open(path("g"), NEW);
      file.close();
      FileHandle reused = session.open(path("h"), NEW);
      rounds(queue, reused, 1);
      rounds(queue, second, 1);
      assertEquals(DEPTH * 4096L, Files.size(directory.resolve("h")));
      assertEquals(DEPTH * 4096L, Files.size(directory.resolve("g")));
      assertEquals(0, failures);
    }
  }

  @Test
  void waitsNoLongerThanAsked() throws IOException {
    Path pipe = directory.resolve("pipe");
    try (LinuxSession session = session(choice(AsyncChoice.Way.IO_URING))) {
      Assumptions.assumeTrue(mkfifo(pipe), "no mkfifo");
      FileHandle file = session.open(FilePath.of(pipe.toString()), OpenMode.READ_WRITE);
      AsyncQueue queue = session.queue(4, memory);
      assertTrue(queue.submitRead(file, memory, 100, 0, 7));
      assertEquals(0, queue.reap(1, 20_000_000, this::completed));
      assertEquals(1, queue.outstanding());
      Files.write(pipe, new byte[100]);
      assertEquals(1, queue.reap(1, Long.MAX_VALUE, (tag, bytes) -> assertEquals(100, bytes)));
    }
  }

  private static boolean mkfifo(Path pipe) throws IOException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void tmpfsIsWarnedOfOnce() throws IOException {
    Path shm = Path.of("/dev/shm");
    Assumptions.assumeTrue(Files.isWritable(shm), "no " + shm);
    Path there = Files.createTempDirectory(shm, "wml");
    try (LinuxSession session = session(choice(AsyncChoice.Way.AUTO))) {
      FilePath path = FilePath.of(there.resolve("f").toString());
      for (int i = 0; i < 2; i++) {
        try (FileHandle file = session.open(path, NEW);
            AsyncQueue queue = session.queue(DEPTH, memory)) {
          rounds(queue, file, 2);
        }
      }
      session.remove(path);
    } finally {
      Files.delete(there);
    }
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.get(0).startsWith("io_uring on tmpfs"), notes.toString());
  }

  @Test
  void whatIsUsedIsPutOnRecord() throws IOException {
    for (AsyncChoice.Way way : AsyncChoice.Way.values()) {
      AsyncChoice choice = choice(way);
      assertNull(choice.used());
      try (LinuxSession session = session(choice)) {
        session.queue(1);
      }
      boolean threads = way == AsyncChoice.Way.THREADS;
      assertEquals(threads ? "thread pool: asked for" : "io_uring", choice.used());
    }
    assertEquals(List.of(), notes);
  }

  /** The kernel itself refuses: a seccomp filter of this thread answers io_uring_setup. */
  @Test
  void aKernelThatRefusesLeavesThePoolOfThreadsAndANote() throws Exception {
    AsyncChoice choice = choice(AsyncChoice.Way.AUTO);
    AsyncChoice strict = choice(AsyncChoice.Way.IO_URING);
    List<Throwable> problems = new ArrayList<>();
    Thread filtered =
        new Thread(
            () -> {
              try (LinuxSession session = session(choice)) {
                refuseIoUring();
                try (FileHandle file = session.open(path("f"), NEW);
                    AsyncQueue queue = session.queue(DEPTH, memory)) {
                  rounds(queue, file, 2);
                }
                try (LinuxSession other = session(strict)) {
                  other.queue(1);
                  problems.add(new AssertionError("not refused"));
                } catch (TargetException e) {
                  assertTrue(e.getMessage().contains("(EPERM)"), e.getMessage());
                }
              } catch (Throwable e) {
                problems.add(e);
              }
            });
    filtered.start();
    filtered.join();
    assertEquals(List.of(), problems);
    assertEquals(0, failures);
    String used = assertNotNullText(choice.used());
    assertTrue(used.startsWith("thread pool: io_uring_setup"), used);
    assertTrue(used.contains("kernel.io_uring_disabled"), used);
    assertTrue(notes.get(0).contains("instead of io_uring"), notes.toString());
    assertFalse(notes.get(0).isBlank());
  }

  private static String assertNotNullText(@org.jspecify.annotations.Nullable String text) {
    assertNotNull(text);
    return text;
  }

  /** BPF: load the system call's number; 425 gives EPERM, all else is allowed. */
  private static void refuseIoUring() throws Throwable {
    MethodHandle prctl =
        LibC.link(
            "prctl",
            ValueLayout.JAVA_INT,
            List.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG),
            java.lang.foreign.Linker.Option.firstVariadicArg(1));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(32, 8);
      int[][] lines = {{0x20, 0, 0}, {0x15, 1, 425}, {0x06, 0, 0x7fff0000}, {0x06, 0, 0x00050001}};
      for (int i = 0; i < lines.length; i++) {
        code.set(ValueLayout.JAVA_SHORT, i * 8L, (short) lines[i][0]);
        code.set(ValueLayout.JAVA_BYTE, i * 8L + 2, (byte) lines[i][1]);
        code.set(ValueLayout.JAVA_INT, i * 8L + 4, lines[i][2]);
      }
      MemorySegment program = arena.allocate(16, 8);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) lines.length);
      program.set(ValueLayout.ADDRESS, 8, code);
      CallState state = new CallState();
      int noNewPrivileges = (int) prctl.invokeExact(state.counted(), 38, 1L, 0L, 0L, 0L);
      int filter = (int) prctl.invokeExact(state.counted(), 22, 2L, program.address(), 0L, 0L);
      Assumptions.assumeTrue(noNewPrivileges == 0 && filter == 0, "no seccomp here");
    }
  }
}
