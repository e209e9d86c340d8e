package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.flowops.SmallFileset;
import wml.flowops.Workbench;

final class MappedWriteTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void writesToTheMappedFile() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 8192);
    Flowop write = bench.bind("mmapwrite filesetname=data,iosize=4k");
    assertEquals(4096, bench.call(write));
    assertEquals(List.of("write 4096 4096"), bench.timed(write));
    IoBuffer content = IoBuffer.allocate(8192);
    try (FileHandle file = bench.session().open(FilePath.of(data.file(0)), OpenMode.READ)) {
      assertEquals(8192, file.read(content, 8192, 0));
    }
    assertNotEquals(0, content.memory().get(ValueLayout.JAVA_LONG, 0));
    assertNotEquals(0, content.memory().get(ValueLayout.JAVA_LONG, 4096));
    assertEquals(List.of("write 4096 0"), bench.timed(write));
  }

  @Test
  void aFileThatIsTooShortIsExtendedUntimed() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop write = bench.bind("mmapwrite filesetname=data,iosize=4k");
    assertEquals(List.of("write 4096 0"), bench.timed(write));
    assertEquals(4096, bench.sizeOf(data.file(0)));
    bench.call(write);
    assertEquals(8192, bench.sizeOf(data.file(0)));
  }

  @Test
  void aFileThatAnotherHasExtendedKeepsWhatItGot() throws Exception {
    SmallFileset data = bench.fileset("data", 1, 1, 0);
    Flowop write = bench.bind("mmapwrite filesetname=data,iosize=4k");
    bench.call(write);
    try (FileHandle file = bench.session().open(FilePath.of(data.file(0)), OpenMode.WRITE)) {
      assertEquals(100, file.write(IoBuffer.allocate(100), 100, 20_000));
    }
    bench.call(write);
    assertEquals(20_100, bench.sizeOf(data.file(0)));
  }
}
