package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.FilePath;
import wml.api.target.OpenMode;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class AppendFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void writesAtTheEnd() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 1000);
    Flowop append = bench.bind("appendfile filesetname=data,iosize=4k");
    assertEquals(4096, bench.call(append));
    assertEquals(List.of("fstat", "write 4096@5096"), bench.timed(append));
    assertEquals(9192, bench.sizeOf(data.file(0)));
    assertEquals(9192, bench.position(0));
  }

  @Test
  void findsTheEndThatOthersMoved() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 1000);
    Flowop append = bench.bind("appendfile filesetname=data,iosize=10");
    bench.call(append);
    try (var handle = bench.session().open(FilePath.of(data.file(0)), OpenMode.WRITE)) {
      handle.truncate(50);
    }
    bench.call(append);
    assertEquals(60, bench.sizeOf(data.file(0)));
  }

  @Test
  void withoutSizeItAppendsNothingAndSaysSo() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 1000);
    assertEquals(0, bench.once("appendfile filesetname=data"));
    assertEquals(1000, bench.sizeOf(data.file(0)));
    assertEquals(List.of("appendfile without iosize appends nothing"), bench.engine.notes);
  }

  @Test
  void aNegativeDrawAppendsNothing() throws Exception {
    bench.fileset("data", 1, 1, 100);
    bench.variable("size", () -> -7);
    assertEquals(0, bench.once("appendfile filesetname=data,iosize=$size"));
    assertEquals(0, bench.once("appendfilerand filesetname=data,iosize=$size"));
  }
}
