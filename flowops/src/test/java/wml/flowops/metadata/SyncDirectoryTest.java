package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class SyncDirectoryTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void syncsTheNextDirectory() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop sync = bench.bind("fsyncdir filesetname=data");
    assertEquals(List.of("syncDirectory /data/files"), bench.timed(sync));
    assertEquals(List.of("syncDirectory /data/leaves"), bench.timed(sync));
    assertEquals("", data.directories().held());
  }
}
