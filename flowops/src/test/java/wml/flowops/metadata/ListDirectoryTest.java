package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class ListDirectoryTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void countsNamesAndTheirRecords() throws Exception {
    bench.fileset("data", 3, 3, 0);
    Flowop list = bench.bind("listdir filesetname=data");
    // a name of 8 bytes: a record of 19 + 8 + 1 bytes, padded to 32
    assertEquals(3 * (8 + 32), bench.call(list));
    assertEquals(2 * (8 + 32), bench.call(list));
  }

  @Test
  void recordsArePaddedToEightBytes() {
    assertEquals(1 + 24, NameRecords.bytesFor(1));
    assertEquals(4 + 24, NameRecords.bytesFor(4));
    assertEquals(5 + 32, NameRecords.bytesFor(5));
    assertEquals(255 + 280, NameRecords.bytesFor(255));
  }

  @Test
  void timesOnlyTheListing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    assertEquals(List.of("list /data/files"), bench.timed(bench.bind("listdir filesetname=data")));
    assertEquals("", data.directories().held());
  }

  @Test
  void aDirectoryThatIsGoneIsAFailureAndHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 0);
    bench.session().removeDirectory(FilePath.of("/data/files"));
    Flowop list = bench.bind("listdir filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(list));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.directories().held());
  }

  @Test
  void needsAFileset() {
    assertThrows(BindException.class, () -> bench.bind("listdir"));
  }
}
