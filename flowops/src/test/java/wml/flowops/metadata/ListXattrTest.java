package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class ListXattrTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void countsNamesWithTheirEnds() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop list = bench.bind("listxattr filesetname=data");
    assertEquals(0, bench.call(list));
    bench.once("setxattr filesetname=data,xattr=one");
    bench.once("setxattr filesetname=data,xattr=second");
    assertEquals(4 + 7, bench.call(list));
    assertEquals(List.of("list " + data.file(0)), bench.timed(list));
    assertEquals("", data.files().held());
  }
}
