package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.TargetException;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class LinkFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  private final List<String> names = new ArrayList<>();

  /** The names in the files' directory that are none of the fileset. */
  private List<String> links() throws Exception {
    names.clear();
    bench
        .session()
        .list(
            FilePath.of("/data/files"),
            (utf8, length, directory) -> {
              String name = new String(utf8, 0, length, StandardCharsets.UTF_8);
              if (name.contains("link")) {
                names.add(name);
              }
            });
    return names;
  }

  @Test
  void linksTheNextFileBesideItAndTimesOnlyThat() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    List<String> timed = bench.timed(bench.bind("linkfile filesetname=data"));
    assertEquals(1, timed.size());
    String start = "link " + data.file(0) + " " + data.file(0) + ".link-";
    assertTrue(timed.getFirst().startsWith(start), timed.toString());
    assertEquals(1, links().size());
    FileStat stat = new FileStat();
    assertTrue(bench.session().stat(FilePath.of("/data/files/" + links().getFirst()), stat));
    assertEquals(2, stat.links);
  }

  @Test
  void eachFlowopKeepsOneLink() throws Exception {
    bench.fileset("data", 3, 3, 100);
    Flowop link = bench.bind("linkfile filesetname=data");
    for (int i = 0; i < 10; i++) {
      bench.call(link);
      assertEquals(1, links().size());
    }
  }

  @Test
  void aLinkThatAnEarlierRunLeftIsReplaced() throws Exception {
    bench.fileset("data", 1, 1, 100);
    bench.once("linkfile filesetname=data");
    bench.once("linkfile filesetname=data");
    assertEquals(1, links().size());
  }

  @Test
  void aFileThatIsGoneIsAFailureAndHoldsNothing() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 100);
    bench.session().remove(FilePath.of(data.file(0)));
    Flowop link = bench.bind("linkfile filesetname=data");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(link));
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("", data.files().held());
  }

  @Test
  void takesTheFileInItsSlot() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    bench.once("openfile filesetname=data,fd=1,indexed=1");
    String timed = bench.timed(bench.bind("linkfile fd=1")).getFirst();
    assertTrue(timed.startsWith("link " + data.file(1) + " "), timed);
  }
}
