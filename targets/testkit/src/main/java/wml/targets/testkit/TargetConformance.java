package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
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
  private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(10);

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
