package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import wml.api.target.Capability;
import wml.api.target.Counter;
import wml.api.target.Counters;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

/** Capabilities, both ways: what is declared works, what is not declared is refused. */
abstract class CapabilityConformance extends NameCapabilityConformance {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Test
  final void sessionOffersExactlyWhatIsDeclared() {
    Set<Class<? extends Capability>> declared = declared();
    List<Class<? extends Capability>> known = known();
    assertTrue(known.containsAll(declared), "declared " + declared);
    for (Class<? extends Capability> type : known) {
      Capability offered = session().capability(type);
      if (declared.contains(type)) {
        assertNotNull(offered, type + " is declared");
        assertInstanceOf(type, offered);
      } else {
        assertNull(offered, type + " is not declared");
      }
    }
  }

  /** All that there are. */
  private static List<Class<? extends Capability>> known() {
    List<Class<? extends Capability>> types = new ArrayList<>();
    for (Class<?> type : Capability.class.getDeclaredClasses()) {
      if (Capability.class.isAssignableFrom(type)) {
        types.add(type.asSubclass(Capability.class));
      }
    }
    return types;
  }

  @Test
  final void countersRiseAsDeclared() throws IOException {
    Counters counters = session().counters();
    if (counters == null) {
      assertEquals(Set.of(), info().counters(), "declared, and the session counts nothing");
      return;
    }
    Assertions.assertSame(counters, session().counters());
    make("f", 8192);
    IoBuffer buffer = pattern(4096, 1);
    Map<Counter, Long> once = rise(counters, () -> writeReadAndSync(buffer));
    assertEquals(once, rise(counters, () -> writeReadAndSync(buffer)), "the same again");
    for (Counter counter : Counter.values()) {
      boolean zero = !info().counters().contains(counter) || alwaysZero().contains(counter);
      long expected =
          switch (counter) {
            case SYNCS -> 1;
            case BYTES -> 8192;
            case SYSTEM_CALLS, REMOTE_CALLS -> Math.max(1, rise(once, counter));
          };
      assertEquals(zero ? 0 : expected, rise(once, counter), counter.toString());
    }
  }

  @Test
  final void asynchronousRequestsAreCounted() throws IOException {
    Counters counters = session().counters();
    assumeTrue(counters != null && info().counters().contains(Counter.BYTES), "counts no bytes");
    make("f", 8192);
    IoBuffer buffer = pattern(4096, 1);
    try (FileHandle file = open("f", OpenMode.READ_WRITE);
        var queue = needs(Capability.AsyncIo.class).queue(2)) {
      Map<Counter, Long> counted =
          rise(
              Objects.requireNonNull(counters),
              () -> {
                queue.submitWrite(file, buffer, 4096, 0, 1);
                queue.reap(1, DEADLINE_NANOS, (tag, bytes) -> {});
                queue.submitRead(file, buffer, 4096, 4096, 2);
                queue.reap(1, DEADLINE_NANOS, (tag, bytes) -> {});
              });
      assertEquals(8192, rise(counted, Counter.BYTES));
      assertTrue(rise(counted, Counter.SYSTEM_CALLS) >= 1, counted.toString());
    }
  }

  private void writeReadAndSync(IoBuffer buffer) throws IOException {
    try (FileHandle file = open("f", OpenMode.READ_WRITE)) {
      file.write(buffer, 4096, 0);
      file.read(buffer, 4096, 4096);
      file.sync(SyncMode.DATA);
    }
  }

  /** Something done with files. */
  private interface Work {
    void run() throws IOException;
  }

  private static Map<Counter, Long> rise(Counters counters, Work work) throws IOException {
    Counters before = new Counters();
    before.set(counters);
    work.run();
    Map<Counter, Long> risen = new TreeMap<>();
    for (Counter counter : Counter.values()) {
      risen.put(counter, counters.get(counter) - before.get(counter));
    }
    return risen;
  }

  private static long rise(Map<Counter, Long> risen, Counter counter) {
    return Objects.requireNonNull(risen.get(counter));
  }

  @Test
  final void flagsOfUndeclaredCapabilitiesAreRefused() throws IOException {
    OpenMode mode = NEW;
    refusedUnlessDeclared(Capability.DirectIo.class, mode.direct());
    refusedUnlessDeclared(Capability.SynchronousWrites.class, mode.sync());
    refusedUnlessDeclared(Capability.SynchronousWrites.class, mode.dataSync());
    refusedUnlessDeclared(Capability.ReadAheadControl.class, mode.noReadAhead());
  }

  private void refusedUnlessDeclared(Class<? extends Capability> type, OpenMode mode)
      throws IOException {
    if (!declared().contains(type)) {
      FilePath path = path("refused");
      assertFails(ErrorKind.ENOTSUP, path, () -> session().open(path, mode));
    }
  }

  @Test
  final void directFileIsWrittenAndRead() throws IOException {
    int unit = needs(Capability.DirectIo.class).alignmentBytes();
    assertTrue(unit >= 1 && IoBuffer.ALIGNMENT_BYTES % unit == 0, "alignment " + unit);
    int length = 4 * IoBuffer.ALIGNMENT_BYTES;
    IoBuffer pattern = pattern(length, 10);
    try (FileHandle file = open("direct", NEW.direct())) {
      writeAll(file, pattern, length, 0);
      writeAll(file, pattern, unit, length);
      if (keepsData()) {
        assertHolds(file, pattern, length, 0);
        assertHolds(file, pattern, unit, length);
      }
    }
  }

  @Test
  final void synchronousFilesAreWritten() throws IOException {
    needs(Capability.SynchronousWrites.class);
    IoBuffer pattern = pattern(5000, 11);
    for (OpenMode mode : List.of(NEW.sync(), NEW.dataSync())) {
      try (FileHandle file = open("sync", mode.truncate())) {
        writeAll(file, pattern, 5000, 0);
        if (keepsData()) {
          assertHolds(file, pattern, 5000, 0);
        }
      }
    }
  }

  @Test
  final void fileWithoutReadAheadIsRead() throws IOException {
    needs(Capability.ReadAheadControl.class);
    make("f", 50_000);
    try (FileHandle file = open("f", OpenMode.READ.noReadAhead())) {
      if (keepsData()) {
        assertHolds(file, pattern(50_000, "f".hashCode()), 50_000, 0);
      }
    }
  }

  @Test
  final void asynchronousRequestsMoveTheirData() throws IOException {
    int depth = 8;
    int rounds = 50;
    try (Capability.AsyncQueue queue = needs(Capability.AsyncIo.class).queue(depth);
        FileHandle file = open("f", NEW)) {
      IoBuffer[] buffers = new IoBuffer[depth];
      for (int i = 0; i < depth; i++) {
        buffers[i] = pattern(4096, 100 + i);
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < depth; i++) {
          // Unlike the order of submission, so that tags and not positions must tell them apart.
          int slot = (i * 5 + round) % depth;
          assertTrue(queue.submitWrite(file, buffers[slot], 4096, slot * 4096L, slot + 7L * depth));
        }
        Map<Long, Integer> done = reapAll(queue, depth);
        for (long tag = 7L * depth; tag < 8L * depth; tag++) {
          assertEquals(4096, done.get(tag), "bytes of request " + tag);
        }
      }
      IoBuffer[] read = new IoBuffer[depth];
      for (int i = 0; i < depth; i++) {
        read[i] = filled(4096, 0);
        assertTrue(queue.submitRead(file, read[i], 4096, i * 4096L, i));
      }
      reapAll(queue, depth);
      for (int i = 0; i < depth && keepsData(); i++) {
        assertSame(buffers[i], read[i], 4096);
      }
    }
  }

  @Test
  final void fullQueueTakesNoMore() throws IOException {
    try (Capability.AsyncQueue queue = needs(Capability.AsyncIo.class).queue(2);
        FileHandle file = open("f", NEW)) {
      IoBuffer buffer = pattern(100, 1);
      assertEquals(0, queue.outstanding());
      assertEquals(0, queue.reap(5, DEADLINE_NANOS, (tag, bytes) -> {}));
      assertTrue(queue.submitWrite(file, buffer, 100, 0, 1));
      assertTrue(queue.submitWrite(file, buffer, 100, 100, 2));
      assertFalse(queue.submitWrite(file, buffer, 100, 200, 3));
      assertFalse(queue.submitRead(file, buffer, 100, 0, 3));
      assertEquals(2, queue.outstanding());
      assertEquals(Set.of(1L, 2L), reapAll(queue, 2).keySet());
      assertTrue(queue.submitWrite(file, buffer, 100, 200, 3));
      reapAll(queue, 1);
    }
    assertThrows(IllegalArgumentException.class, () -> needs(Capability.AsyncIo.class).queue(0));
  }

  @Test
  final void asynchronousFailureSurfacesOnceAndTheRestCompletes() throws IOException {
    needsData();
    make("f", 100);
    try (Capability.AsyncQueue queue = needs(Capability.AsyncIo.class).queue(4);
        FileHandle good = open("f", OpenMode.READ);
        FileHandle bad = open("f", OpenMode.WRITE)) {
      IoBuffer[] buffers = {filled(100, 0), filled(100, 0), filled(100, 0)};
      assertTrue(queue.submitRead(good, buffers[0], 100, 0, 1));
      assertTrue(queue.submitRead(bad, buffers[1], 100, 50, 2));
      assertTrue(queue.submitRead(good, buffers[2], 100, 100, 3));
      Map<Long, Integer> done = new TreeMap<>();
      int failures = 0;
      long deadline = System.nanoTime() + DEADLINE_NANOS;
      while (queue.outstanding() > 0 && System.nanoTime() < deadline) {
        try {
          queue.reap(1, DEADLINE_NANOS, done::put);
        } catch (TargetException e) {
          failures++;
          assertEquals(ErrorKind.EBADF, e.kind());
          assertEquals(path("f").toString(), e.path());
          assertEquals(50, e.offset());
        }
      }
      assertEquals(1, failures);
      assertEquals(Map.of(1L, 100, 2L, 0, 3L, FileHandle.END), done);
    }
  }

  @Test
  final void unknownOptionIsRefusedWithTheNearestName() {
    List<Option> options = target().info().options();
    Set<String> names = new HashSet<>();
    for (Option option : options) {
      assertTrue(names.add(option.name()), option.name() + " is declared twice");
      assertFalse(option.doc().isBlank(), option.name() + " has no doc");
      String wrong = option.name() + "x";
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Options.resolve(target().info(), Map.of(wrong, "1")));
      assertTrue(String.valueOf(e.getMessage()).contains("did you mean"), e.toString());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Options.resolve(target().info(), Map.of("nothinglikeit", "1")));
    Options.resolve(target().info(), Map.of());
  }

  private static Map<Long, Integer> reapAll(Capability.AsyncQueue queue, int count)
      throws IOException {
    Map<Long, Integer> done = new TreeMap<>();
    int reaped = queue.reap(count, DEADLINE_NANOS, done::put);
    assertEquals(count, reaped);
    assertEquals(count, done.size(), "tags are not distinct");
    assertEquals(0, queue.outstanding());
    return done;
  }
}
