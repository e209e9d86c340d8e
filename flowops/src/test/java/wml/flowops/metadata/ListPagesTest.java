package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class ListPagesTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void readsADirectoryPageByPageAndThenTheNextOne() throws Exception {
    bench.fileset("data", 5, 5, 0);
    Flowop list = bench.bind("listpages filesetname=data,names=3");
    assertEquals(3 * (8 + 32), bench.call(list));
    assertEquals(2 * (8 + 32), bench.call(list));
    assertEquals(List.of("open /data/files", "next 3", "next 3", "close"), bench.trace());
    assertEquals(2 * (8 + 32), bench.call(list));
    assertEquals(List.of("open /data/leaves", "next 3", "close"), bench.trace());
  }

  @Test
  void aDirectoryOfWholePagesEndsWithAnEmptyOne() throws Exception {
    bench.fileset("data", 4, 4, 0);
    Flowop list = bench.bind("listpages filesetname=data,names=2");
    bench.call(list);
    bench.call(list);
    assertEquals(0, bench.call(list));
    assertEquals("close", bench.trace().getLast());
  }

  @Test
  void betweenPagesNothingIsHeld() throws Exception {
    SmallFileset data = bench.fileset("data", 5, 5, 0);
    bench.once("listpages filesetname=data,names=1");
    assertEquals("", data.directories().held());
  }

  @Test
  void aDirectoryThatIsGoneIsAFailureAndHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 0, 0);
    bench.session().removeDirectory(FilePath.of("/data/files"));
    Flowop list = bench.bind("listpages filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(list));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.directories().held());
    assertEquals(2 * (8 + 32), bench.call(list), "it goes on with the next one");
  }
}
