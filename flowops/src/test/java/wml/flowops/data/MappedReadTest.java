package wml.flowops.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Flowop;
import wml.api.target.ErrorKind;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;
import wml.flowops.Workbench;

final class MappedReadTest {
  @AutoClose private final Workbench bench = new Workbench();

  @Test
  void mapsTheFileOnceAndReadsIt() throws Exception {
    bench.fileset("data", 1, 1, 10_240);
    Flowop read = bench.bind("mmapread filesetname=data,iosize=4k");
    assertEquals(4096, bench.call(read));
    assertEquals("map 10240 true", bench.trace().get(2));
    assertEquals(List.of("read 4096 4096"), bench.timed(read));
    assertEquals(2048, bench.call(read));
    assertEquals(4096, bench.call(read));
  }

  @Test
  void theMappingEndsWithTheFile() throws Exception {
    bench.fileset("data", 1, 1, 10_240);
    bench.once("openfile filesetname=data,fd=1");
    bench.once("mmapread fd=1,iosize=4k");
    bench.trace();
    bench.once("closefile fd=1");
    assertEquals(List.of("close", "close"), bench.trace());
    bench.once("openfile filesetname=data,fd=1");
    bench.once("mmapread fd=1,iosize=4k");
    bench.trace();
    bench.once("deletefile fd=1");
    assertEquals(List.of("close", "close"), bench.trace().subList(0, 2));
  }

  @Test
  void aFilesetForReadingIsMappedForReading() throws Exception {
    bench.fileset("data", 1, 1, 10_240).only(OpenMode.READ);
    bench.once("mmapread filesetname=data,iosize=4k");
    assertTrue(bench.trace().contains("map 10240 false"));
  }

  @Test
  void anEmptyFileIsAFailureAndHoldsNoMapping() throws Exception {
    bench.fileset("data", 1, 1, 0);
    Flowop read = bench.bind("mmapread filesetname=data,iosize=4k");
    TargetException e = assertThrows(TargetException.class, () -> bench.call(read));
    assertEquals(ErrorKind.EINVAL, e.kind());
  }
}
