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
import wml.flowops.Sequence;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class ReadLinkTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void readsTheLinkThatItMadeOnceAndCountsItsBytes() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    Flowop read = bench.bind("readlink filesetname=data");
    assertEquals("00000001".length(), bench.call(read));
    assertEquals(
        List.of("symbolicLink 00000001 " + data.file(0) + ".symlink"), bench.trace().subList(0, 1));
    assertEquals(8, bench.call(read));
    assertEquals(1, bench.trace().size());
  }

  @Test
  void aLinkThatIsThereIsRead() throws Exception {
    bench.fileset("data", 1, 1, 100);
    bench.once("readlink filesetname=data");
    assertEquals(8, bench.once("readlink filesetname=data"));
  }

  @Test
  void aFailureToMakeTheLinkHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    bench.session().removeDirectory(FilePath.of("/data/files"));
    Flowop read = bench.bind("readlink filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(read));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.files().held());
  }

  @Test
  void allocatesNothingOnceWarm() throws Exception {
    bench.untraced = true;
    bench.fileset("data", 4, 4, 100);
    assertEquals(0, Sequence.allocated(bench, "readlink filesetname=data"));
  }
}
