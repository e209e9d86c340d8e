package wml.flowops.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.OpenMode;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class SymlinkFileTest {
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
  void theLinkHoldsTheNameBesideIt() throws Exception {
    SmallFileset data = bench.fileset("data", 2, 2, 100);
    String timed = bench.timed(bench.bind("symlinkfile filesetname=data")).getFirst();
    String start = "symbolicLink 00000001 " + data.file(0) + ".symlink-";
    assertTrue(timed.startsWith(start), timed);
    FilePath link = FilePath.of("/data/files/" + links().getFirst());
    FileStat stat = new FileStat();
    assertTrue(bench.session().stat(link, stat));
    assertEquals(FileStat.Type.SYMBOLIC_LINK, stat.type);
    try (FileHandle file = bench.session().open(link, OpenMode.READ)) {
      file.stat(stat);
      assertEquals(100, stat.sizeBytes);
    }
  }

  @Test
  void eachFlowopKeepsOneLink() throws Exception {
    bench.fileset("data", 3, 3, 100);
    Flowop link = bench.bind("symlinkfile filesetname=data");
    for (int i = 0; i < 10; i++) {
      bench.call(link);
      assertEquals(1, links().size());
    }
  }
}
