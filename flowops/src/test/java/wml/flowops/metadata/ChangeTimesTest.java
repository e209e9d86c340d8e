package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class ChangeTimesTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void setsBothTimesToNow() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    long before = System.currentTimeMillis();
    bench.once("utimesfile filesetname=data");
    long after = System.currentTimeMillis();
    FileStat stat = new FileStat();
    assertTrue(bench.session().stat(FilePath.of(data.file(0)), stat));
    assertEquals(stat.accessedNanos, stat.modifiedNanos);
    long millis = stat.modifiedNanos / 1_000_000;
    assertTrue(before <= millis && millis <= after, before + " " + millis + " " + after);
    assertEquals("", data.files().held());
  }
}
