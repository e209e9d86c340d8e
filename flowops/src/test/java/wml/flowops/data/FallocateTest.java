package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class FallocateTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void reservesFromItsPositionOn() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop reserve = bench.bind("fallocate filesetname=data,iosize=4k");
    assertEquals(List.of("allocate DEFAULT 0 4096"), bench.timed(reserve));
    assertEquals(List.of("allocate DEFAULT 4096 4096"), bench.timed(reserve));
    assertEquals(8192, bench.sizeOf(data.file(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep_size", "punch_hole", "zero_range"})
  void takesTheModesOfLinux(String mode) throws Exception {
    bench.fileset("data", 1, 1, 65_536);
    assertEquals(
        List.of("allocate " + mode.toUpperCase(Locale.ROOT) + " 0 4096"),
        bench.timed(bench.bind("fallocate filesetname=data,iosize=4k,mode=" + mode)));
  }

  @Test
  void randomRangesReachEveryBlockEqually() throws Exception {
    bench.fileset("data", 1, 1, 64 * 1024);
    Flowop punch = bench.bind("fallocate filesetname=data,iosize=4k,random,mode=punch_hole");
    Set<String> ranges = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ranges.addAll(bench.timed(punch));
    }
    assertEquals(16, ranges.size());
  }

  @Test
  void anUnknownModeIsRefusedWithTheNearest() throws Exception {
    bench.fileset("data", 1, 1, 100);
    BindException e =
        assertThrows(
            BindException.class, () -> bench.bind("fallocate filesetname=data,mode=punch_hol"));
    assertTrue(
        String.valueOf(e.getMessage()).contains("did you mean 'punch_hole'"), e.getMessage());
  }
}
