package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;

/**
 * What every target must do, checked through the SPI alone. A target's test extends this class and
 * supplies the target, its options and a base directory in it.
 *
 * <p>Each test gets a deployment and a directory of its own. This class adds the promise that hot
 * operations allocate nothing once warm.
 */
public abstract class TargetConformance extends CapabilityConformance {
  private static final int WARM_UP_CALLS = 50_000;
  private static final int MEASURED_CALLS = 20_000;

  /**
   * What is not compiled yet allocates, and on a busy machine the compiler comes late: measures
   * again for so long. What allocates when compiled does so in every round.
   */
  private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Room for what the JVM itself allocates now and then in the measured thread. */
  private static final double MAX_BYTES_PER_CALL = 1;

  @Test
  final void readsAllocateNothing() throws IOException {
    promised(Hot.DATA);
    make("f", 65_536);
    IoBuffer buffer = IoBuffer.allocate(4096);
    try (FileHandle file = open("f", OpenMode.READ)) {
      assertAllocatesNothing("read", call -> file.read(buffer, 4096, (call & 15) * 4096L));
      assertAllocatesNothing("read at the end", call -> file.read(buffer, 4096, 65_536));
    }
  }

  @Test
  final void writesAllocateNothing() throws IOException {
    promised(Hot.DATA);
    make("f", 65_536);
    IoBuffer buffer = pattern(4096, 1);
    try (FileHandle file = open("f", OpenMode.WRITE)) {
      assertAllocatesNothing("write", call -> file.write(buffer, 4096, (call & 15) * 4096L));
    }
  }

  @Test
  final void statAllocatesNothing() throws IOException {
    promised(Hot.STAT);
    make("f", 1);
    FilePath there = path("f");
    FilePath missing = path("missing");
    FileStat stat = new FileStat();
    assertAllocatesNothing("stat", call -> session().stat(there, stat));
    assertAllocatesNothing("stat of nothing", call -> session().stat(missing, stat));
    try (FileHandle file = open("f", OpenMode.READ)) {
      assertAllocatesNothing("stat of an open file", call -> file.stat(stat));
    }
  }

  @Test
  final void openAndCloseAllocateNothing() throws IOException {
    promised(Hot.OPEN);
    make("f", 1);
    FilePath path = path("f");
    assertAllocatesNothing("open and close", call -> session().open(path, OpenMode.READ).close());
  }

  @Test
  final void createAndRemoveAllocateNothing() throws IOException {
    promised(Hot.CREATE);
    FilePath path = path("f");
    OpenMode create = NEW.exclusive();
    assertAllocatesNothing(
        "create and remove",
        call -> {
          session().open(path, create).close();
          session().remove(path);
        });
  }

  @Test
  final void rangesAllocateNothing() throws Throwable {
    promised(Hot.RANGES);
    make("f", 65_536);
    make("g", 65_536);
    IoBuffer buffer = pattern(4096, 1);
    IoVector parts = new IoVector(4).over(buffer, 4096);
    var space = needs(Capability.Preallocation.class);
    var vectors = needs(Capability.VectorIo.class);
    var copies = needs(Capability.CopyRange.class);
    var locks = needs(Capability.Locks.class);
    try (FileHandle f = open("f", OpenMode.READ_WRITE);
        FileHandle g = open("g", OpenMode.READ_WRITE);
        var mapping = needs(Capability.MemoryMapping.class).map(f, 65_536, true)) {
      assertAllocatesNothing("readv", call -> vectors.read(f, parts, (call & 15) * 4096L));
      assertAllocatesNothing("writev", call -> vectors.write(f, parts, (call & 15) * 4096L));
      assertAllocatesNothing("copy", call -> copies.copy(f, 0, g, (call & 15) * 4096L, 4096));
      assertAllocatesNothing("mapped read", call -> mapping.read(buffer, 4096, 0));
      assertAllocatesNothing("mapped write", call -> mapping.write(buffer, 4096, 0));
      assertAllocatesNothing(
          "lock and unlock",
          call -> {
            locks.tryLock(f, call & 15, 1, true);
            locks.unlock(f, 0, 0);
          });
      assertAllocatesNothing(
          "fallocate", call -> space.allocate(f, Capability.Preallocation.Mode.KEEP_SIZE, 0, 4096));
    }
  }

  @Test
  final void attributesAllocateNothing() throws Throwable {
    promised(Hot.ATTRIBUTES);
    make("f", 1);
    FilePath path = path("f");
    FilePath link = path("link");
    FilePath content = new FilePath();
    var attributes = needs(Capability.Attributes.class);
    assertAllocatesNothing("chmod", call -> attributes.changeMode(path, 0600 + (call & 7)));
    assertAllocatesNothing("utimes", call -> attributes.changeTimes(path, call, call));
    assertAllocatesNothing("access", call -> attributes.mayAccess(path, 4));
    var links = needs(Capability.Links.class);
    links.symbolicLink(path, link);
    assertAllocatesNothing("readlink", call -> links.readLink(link, content));
    var named = needs(Capability.ExtendedAttributes.class);
    AttributeName name = AttributeName.of("colour");
    IoBuffer value = pattern(100, 1);
    NameSink names = (utf8, length, isDirectory) -> {};
    supported(() -> named.set(path, name, value, 100));
    assertAllocatesNothing("setxattr", call -> named.set(path, name, value, 50 + (call & 1)));
    assertAllocatesNothing("getxattr", call -> named.get(path, name, value, 100));
    assertAllocatesNothing("listxattr", call -> named.list(path, names));
  }

  @Test
  final void pagesAllocateNothing() throws IOException {
    promised(Hot.PAGES);
    make("f", 1);
    make("g", 1);
    FilePath directory = directory();
    var listing = needs(Capability.PagedListing.class);
    NameSink names = (utf8, length, isDirectory) -> {};
    assertAllocatesNothing(
        "pages",
        call -> {
          Capability.DirectoryPages pages = listing.open(directory);
          pages.next(1, names);
          pages.next(1, names);
          pages.close();
        });
  }

  private void promised(Hot operation) {
    assumeTrue(
        allocationFree().contains(operation), "the target makes no promise for " + operation);
  }

  private static void assertAllocatesNothing(String what, Operation operation) throws IOException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int call = 0; call < WARM_UP_CALLS; call++) {
      operation.run(call);
    }
    long deadline = System.nanoTime() + COMPILE_NANOS;
    double perCall;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < MEASURED_CALLS; call++) {
        operation.run(call);
      }
      perCall = (double) (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED_CALLS;
    } while (perCall > MAX_BYTES_PER_CALL && System.nanoTime() < deadline);
    assertTrue(perCall <= MAX_BYTES_PER_CALL, what + " allocates " + perCall + " bytes per call");
  }

  /** One call of the operation under test. */
  private interface Operation {
    void run(int call) throws IOException;
  }
}
