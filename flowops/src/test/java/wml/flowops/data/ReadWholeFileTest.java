package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.flowops.Sequence;
import wml.flowops.Workbench;

final class ReadWholeFileTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void readsInPiecesUntilTheEndAndCountsAll() throws Exception {
    bench.fileset("data", 1, 1, 10240);
    Flowop read = bench.bind("readwholefile filesetname=data,iosize=4k");
    assertEquals(10240, bench.call(read));
    assertEquals(
        List.of("read 4096@0", "read 4096@4096", "read 4096@8192", "read 4096@10240"),
        bench.timed(read));
    assertEquals(10240, bench.position(0));
  }

  @Test
  void withoutSizeItReadsInOnePiece() throws Exception {
    bench.fileset("data", 1, 1, 10240);
    Flowop read = bench.bind("readwholefile filesetname=data");
    assertEquals(List.of("read 10240@0", "read 10240@10240"), bench.timed(read));
  }

  @Test
  void aLargeFileIsReadInPiecesOfBoundedSize() throws Exception {
    int size = ReadWholeFile.MAX_PIECE_BYTES + 1;
    bench.fileset("data", 1, 1, size);
    assertEquals(size, bench.once("readwholefile filesetname=data"));
  }

  @Test
  void readsWhatWasAppendedToAFileLaidOutEmpty() throws Exception {
    bench.fileset("data", 1, 1, 0);
    bench.once("appendfile filesetname=data,iosize=5000");
    assertEquals(5000, bench.once("readwholefile filesetname=data"));
  }

  @Test
  void anEmptyFileCountsNoBytes() throws Exception {
    bench.fileset("data", 1, 1, 0);
    assertEquals(0, bench.once("readwholefile filesetname=data,iosize=4k"));
  }

  @Test
  void allocatesNothingOnceWarm() throws Exception {
    bench.untraced = true;
    bench.fileset("data", 1, 1, 65536);
    assertEquals(0, Sequence.allocated(bench, "readwholefile filesetname=data,iosize=16k"));
  }
}
